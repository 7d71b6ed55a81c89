"""Locators: where in an original a run of text came from, in words that help a person to find it there."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF, from 1, and the rectangles (left, bottom, right, top, in points) the words fill, where known."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...] = ()

    def __str__(self) -> str:
        return f"page {self.page}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document, from 1."""

    paragraph: int

    def __str__(self) -> str:
        return f"paragraph {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plain text file, from 1."""

    line: int

    def __str__(self) -> str:
        return f"line {self.line}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a sheet or of a table in a document; row and column from 1."""

    table: str
    row: int
    column: int

    def __str__(self) -> str:
        place = f"row {self.row}, column {self.column}"
        return f"{self.table}, {place}" if self.table else place


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of a recording, in milliseconds from its start, and who spoke where the transcript says so."""

    start_ms: int
    end_ms: int
    speaker: str | None = None

    def __str__(self) -> str:
        hours, rest = divmod(self.start_ms // 1000, 3600)
        minutes, seconds = divmod(rest, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@dataclass(frozen=True, slots=True)
class Message:
    """A chat message or one part of an e-mail, from 1; the time as the original writes it."""

    number: int
    time: str | None = None
    sender: str | None = None

    def __str__(self) -> str:
        return f"message {self.number}" + (f" at {self.time}" if self.time else "")


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide of a presentation, from 1, or what its speaker noted for it."""

    slide: int
    is_notes: bool = False

    def __str__(self) -> str:
        return f"notes of slide {self.slide}" if self.is_notes else f"slide {self.slide}"


@dataclass(frozen=True, slots=True)
class InPicture:
    """Places in a picture, or in a page that is one: boxes (left, top, right, bottom), shares of its width and height.

    They are counted from the top left corner of the picture turned the right way up. `picture` is its number, from 1,
    among those inside a document or an e-mail.
    """

    boxes: tuple[tuple[float, float, float, float], ...]
    page: int | None = None
    picture: int | None = None

    def __str__(self) -> str:
        if self.picture:
            return f"picture {self.picture}"
        return f"page {self.page}" if self.page else "in the picture"


Locator = Page | Paragraph | Line | Cell | Moment | Message | Slide | InPicture
_KINDS: dict[str, type[Locator]] = {
    kind.__name__.lower(): kind for kind in (Page, Paragraph, Line, Cell, Moment, Message, Slide, InPicture)
}


def locator_as_json(locator: Locator) -> dict[str, Any]:
    """The locator as JSON data, with its `kind`."""
    return {"kind": type(locator).__name__.lower(), **asdict(locator)}


def locator_from_json(told: dict[str, Any]) -> Locator:
    """The locator that `locator_as_json` told. Raises KeyError or TypeError for anything else."""
    facts = {name: _as_tuples(value) for name, value in told.items() if name != "kind"}
    return _KINDS[told["kind"]](**facts)


def _as_tuples(value: Any) -> Any:
    return tuple(_as_tuples(each) for each in value) if isinstance(value, list) else value
