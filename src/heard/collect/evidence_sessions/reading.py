"""Session notes as a page shows them: facts, sections, and the notes' own text with its quotations marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.collect.evidence_sessions.models import SessionNotes
from heard.text.marked import Mark, Piece, cut_at_marks
from heard.text.spans import Span

Cell = dict[str, Any]  # as `SessionNotes.cells` holds it


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the notes say about the session: a name and a value for a list of facts."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a quotation or a table, and its place in the notes.

    In a paragraph, `pieces` marks the quotations in it. A table has `rows` of the same length, each cell as text.
    """

    text: str
    start: int
    end: int
    is_quotation: bool
    pieces: tuple[Piece[str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class NotesPage:
    """What a page of notes shows."""

    facts: tuple[Fact, ...]
    questions: tuple[str, ...]
    sections: tuple[Section, ...]
    text: str
    quoted: tuple[Span, ...]

    def pieces(self) -> list[Piece[str]]:
        """The notes' whole text, its quotations marked."""
        return cut_at_marks(self.text, [Mark(span, "quoted") for span in self.quoted])


def read_notes(notes: SessionNotes) -> NotesPage:
    record: dict[str, Any] = notes.record
    quotations = [given for section in record.get("sections", []) for given in section["quotations"]]
    return NotesPage(
        facts=tuple(fact for fact in facts(record) if fact.value),
        questions=tuple(record.get("questions", [])),
        sections=tuple(
            Section(given["heading"] or "", with_tables(passages(given), notes.cells))
            for given in record.get("sections", [])
        ),
        text=notes.text,
        quoted=tuple(Span(given["start"], given["end"]) for given in quotations),
    )


def facts(record: dict[str, Any]) -> list[Fact]:
    """The facts of a record in the order people look for them; those the notes leave out have no value."""
    attendance = record.get("attendance") or {}
    return [
        Fact(_("Date"), written_date(record.get("date"))),
        Fact(_("Time"), written_times(record.get("start"), record.get("end"))),
        Fact(_("Chair"), ", ".join(filter(None, [record.get("chair"), record.get("chair_role")]))),
        Fact(_("Who came"), attendance.get("text") or ""),
        Fact(_("Regions"), ", ".join(record.get("regions") or [])),
        Fact(_("Opening question"), record.get("opening_question") or ""),
    ]


def written_date(given: str | None) -> str:
    date = parse_date(given) if given else None
    return date_format(date, "l j F Y") if date else ""


def written_times(start: str | None, end: str | None) -> str:
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    return start or ""


def passages(section: dict[str, Any]) -> tuple[Passage, ...]:
    """A section's paragraphs and the quotations set apart from them, in the order of the notes."""
    inline = [given for given in section["quotations"] if given["inline"]]
    apart = [given for given in section["quotations"] if not given["inline"]]
    found = [Passage(given["text"], given["start"], given["end"], True) for given in apart]
    found += [
        Passage(given["text"], given["start"], given["end"], False, quoted_within(given, inline))
        for given in section["prose"]
    ]
    return tuple(sorted(found, key=lambda passage: passage.start))


def quoted_within(paragraph: dict[str, Any], inline: list[dict[str, Any]]) -> tuple[Piece[str], ...]:
    """The paragraph's words as shown, with the quotations inside it marked by where they start in the notes."""
    text, marks, searched = paragraph["text"], [], 0
    for given in inline:
        if paragraph["start"] <= given["start"] and given["end"] <= paragraph["end"]:
            at = text.find(given["text"], searched)
            if at >= 0:
                searched = at + len(given["text"])
                marks.append(Mark(Span(at, searched), str(given["start"])))
    return tuple(cut_at_marks(text, marks))


def with_tables(passages: Sequence[Passage], cells: Sequence[Cell]) -> tuple[Passage, ...]:
    """The passages, those of one table together as that table. A table somebody is quoted in stays as passages."""
    shown: list[Passage] = []
    for table, group in groupby(passages, key=lambda passage: cell_around(passage, cells).get("table")):
        members = list(group)
        is_quoted = any(member.is_quotation or any(piece.says for piece in member.pieces) for member in members)
        shown += members if table is None or is_quoted else [as_table(members, cells)]
    return tuple(shown)


def cell_around(passage: Passage, cells: Sequence[Cell]) -> Cell:
    return next((cell for cell in cells if cell["start"] <= passage.start < cell["end"]), {})


def as_table(members: Sequence[Passage], cells: Sequence[Cell]) -> Passage:
    """Passages of one table as a passage with rows; a cell that holds nothing is empty."""
    written: dict[tuple[int, int], list[str]] = {}
    for member in members:
        cell = cell_around(member, cells)
        written.setdefault((cell["row"], cell["column"]), []).append(member.text)
    columns = range(1, max(column for _row, column in written) + 1)
    rows = tuple(
        tuple(" ".join(written.get((row, column), ())) for column in columns)
        for row in sorted({row for row, _column in written})
    )
    return Passage("", members[0].start, members[-1].end, False, rows=rows)
