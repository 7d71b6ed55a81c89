"""The result of an analysis: every answer with what became of it, and the themes."""

from dataclasses import dataclass
from typing import Any

from heard.text.analysis.accounting import Accounting, Outcome
from heard.text.coverage import Coverage, Silence
from heard.text.saturation import Curve, Saturation
from heard.text.spans import Span
from heard.text.suppression import SuppressedTable


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of a document that is in no answer, and why: “heading”, “page furniture”, “too short”."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class AnalysedSource:
    """A file that was read. `text` is a document's; a table has none, because its offsets are counted in each cell."""

    id: str
    name: str
    sha256: str
    text: str | None = None
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One segment as the themes engine sees it.

    `span` is a place in the text of its document or, for a table, in the cell of `row` and `column`. `given_id` is what
    the column of ids holds, where there is one; `id` is the same unless two answers share it. `place` is for people:
    “row 41”. `reading` is the text as it is read: in prose, without the line breaks and furniture of its pages.
    `speaker` tells people apart where a column says who spoke. It is only ever counted, never written.
    """

    id: str
    source: str
    span: Span
    text: str
    place: str
    reading: str = ""
    row: int | None = None
    column: str | None = None
    given_id: str | None = None
    group: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an answer went: its theme's id, how well it fits (0 to 1), and the id of the answer it repeats."""

    outcome: Outcome
    theme: str | None = None
    score: float | None = None
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words: a place in the same text as the answer it is from. `text` is exactly what stands there."""

    answer: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class AnalysedTheme:
    """A theme. `size` counts near-identical answers once; `answers` counts everybody who sent one.

    `nearest` are words of the answers nearest its middle, the nearest first. `people` counts different speakers, where
    a column says who spoke.
    """

    id: str
    label: str
    terms: tuple[str, ...]
    size: int
    answers: int
    sources: int
    quotations: tuple[Quotation, ...]
    dissenting: tuple[Quotation, ...]
    nearest: tuple[Quotation, ...]
    reasons: tuple[str, ...]
    stability: float
    parent: str | None
    people: int | None = None


@dataclass(frozen=True, slots=True)
class ThemeAtLevel:
    """A theme of one level of the hierarchy; `parent` is the theme of the level before that holds it."""

    id: str
    label: str
    size: int
    parent: str | None


@dataclass(frozen=True, slots=True)
class Letter:
    """Near-identical answers: the first of them, and all that repeat it."""

    first: str
    repeats: tuple[str, ...]
    theme: str | None

    @property
    def count(self) -> int:
        return 1 + len(self.repeats)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Answers that say something, by group and theme. `rows` are theme ids, None where an answer fits no theme.

    `silences` are the groups that are missing from a theme beyond chance, by row and column of the table.
    """

    column: str
    groups: tuple[str, ...]
    rows: tuple[str | None, ...]
    table: SuppressedTable
    silences: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True)
class Hearing:
    """How new themes came in, over `parts` of the evidence in its order.

    A part is a document, or a run of about `answers_in_part` answers where that is not None. `heard` counts the
    different themes after each part, `discovery` those in other orders of the same parts, and `likeness` how like the
    sizes of the themes were to those at the end.
    """

    parts: int
    answers_in_part: float | None
    heard: tuple[int, ...]
    saturation: Saturation
    discovery: Curve
    likeness: Curve


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the themes rest on: so many of the `answers` that say something, and which files.

    `hearing` is None where too little was said to tell whether enough was heard.
    """

    answers: int
    answers_rested_on: int
    files: Coverage
    hearing: Hearing | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is written. `placings[i]` belongs to `answers[i]`; themes come largest first, levels coarsest."""

    question: str | None
    engine: dict[str, Any]
    accounting: Accounting
    sources: tuple[AnalysedSource, ...]
    answers: tuple[Answer, ...]
    placings: tuple[Placing, ...]
    themes: tuple[AnalysedTheme, ...]
    letters: tuple[Letter, ...]
    comparison: Comparison | None
    levels: tuple[tuple[ThemeAtLevel, ...], ...]
    grounds: Grounds
    warnings: tuple[str, ...]
    people: int | None = None  # of those who say something, where a column says who spoke
