"""Sources and spans: immutable text, and places in it.

Offsets are Unicode code points, half-open (`text[start:end]`), counted in the text exactly as it was extracted, in
which only CRLF has become LF. Nothing else is ever normalised, so an offset that was right once is right for good.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from heard.text.locators import Locator


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source: `text[start:end]`, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"A span must run forwards from 0: got {self.start} to {self.end}.")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters this span names in `text`."""
        return text[self.start : self.end]


class BlockKind(StrEnum):
    """What a run of text is in the layout it came from, where the file says so."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one point of a list, without its bullet or number
    QUOTATION = "quotation"  # a quotation style, <blockquote>, a `>` in Markdown
    CELL = "cell"
    CUE = "cue"  # one caption of a recording
    MESSAGE = "message"  # one chat message
    FURNITURE = "furniture"  # running titles and page numbers: in the text, in no paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text with the layout it had. Blocks are in order and never overlap.

    `level` is a heading's or list item's depth from 1 (0: unknown or not one); `size` is the type size in points (0:
    unknown); `bold`, `italic` and `indented` hold for the whole run.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    style: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the words that carry it, and where it goes."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Located:
    """Where in the original a run of the text came from."""

    span: Span
    locator: Locator


@dataclass(frozen=True)
class Source:
    """One original, as text.

    `sha256` is of the original's bytes, so that anyone with the file can check it. `located` maps runs of the text to
    pages, paragraphs, cells, cues or messages, in order and without overlaps. `warnings` are full sentences saying what
    was left out of the text and why; nothing is left out without one.
    """

    name: str
    text: str
    sha256: str
    located: tuple[Located, ...] = ()
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    @classmethod
    def from_text(cls, name: str, text: str) -> "Source":
        """A source for words that were never a file: only CRLF becomes LF, and the hash is of the words in UTF-8."""
        kept = text.replace("\r\n", "\n")
        return cls(name, kept, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [located.span.start for located in self.located]

    def locate(self, span: Span) -> tuple[Locator, ...]:
        """The places in the original that `span` touches, in order."""
        return tuple(located.locator for located in self._touched(span))

    def _touched(self, span: Span) -> Iterator[Located]:
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        for located in self.located[first:]:
            if located.span.start >= max(span.end, span.start + 1):
                return
            if located.span.overlaps(span) or located.span.start <= span.start < located.span.end:
                yield located
