"""Session notes as a page shows them: facts, sections, and the notes' own text with its quotations marked."""

from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.collect.evidence_sessions.models import SessionNotes
from heard.text.marked import Mark, Piece, cut_at_marks
from heard.text.spans import Span


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the notes say about the session: a name and a value for a list of facts."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a quotation, and its place in the notes. In a paragraph, `pieces` marks the quotations in it."""

    text: str
    start: int
    end: int
    is_quotation: bool
    pieces: tuple[Piece[str], ...] = ()


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
        sections=tuple(Section(given["heading"] or "", passages(given)) for given in record.get("sections", [])),
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
