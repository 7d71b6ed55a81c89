"""The session record: what published session notes say, and where they say it."""

from dataclasses import dataclass
from typing import Any

from heard.text.spans import Source, Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph that is nobody's quotation: its words as they are shown, and its place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words. The span runs from the first of them to the last: marks and the role that follows are outside.

    `inline`: they stand within a sentence of prose; otherwise they are set apart.
    """

    text: str
    span: Span
    inline: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and everything up to the next. `heading` is None for what stands before the first heading."""

    heading: str | None
    span: Span
    prose: tuple[Prose, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many came: the phrase as it is written, its number (None for a range), and whether the notes are exact."""

    text: str
    number: int | None
    exact: bool


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session. What the notes do not say is None or empty, never a guess; what is uncertain has a warning."""

    source: Source
    title: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    ordinal: int | None = None
    chair: str | None = None
    chair_role: str | None = None
    regions: tuple[str, ...] = ()
    attendance: Attendance | None = None
    places: tuple[str, ...] = ()
    opening_question: str | None = None
    questions: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        return tuple(quotation for section in self.sections for quotation in section.quotations)


def record_as_json(record: SessionRecord) -> dict[str, Any]:
    """The record as JSON data; `docs/reference/session-notes.md` describes it field by field."""
    return {
        "source": {"name": record.source.name, "sha256": record.source.sha256, "text": record.source.text},
        "title": record.title,
        "date": record.date,
        "start": record.start,
        "end": record.end,
        "ordinal": record.ordinal,
        "chair": record.chair,
        "chair_role": record.chair_role,
        "regions": list(record.regions),
        "attendance": _attendance_as_json(record.attendance),
        "places": list(record.places),
        "opening_question": record.opening_question,
        "questions": list(record.questions),
        "sections": [_section_as_json(section) for section in record.sections],
        "links": list(record.links),
        "warnings": list(record.warnings),
    }


def _attendance_as_json(attendance: Attendance | None) -> dict[str, Any] | None:
    if attendance is None:
        return None
    return {"text": attendance.text, "number": attendance.number, "exact": attendance.exact}


def _section_as_json(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        **_place(section.span),
        "prose": [{"text": prose.text, **_place(prose.span)} for prose in section.prose],
        "quotations": [
            {"text": quotation.text, **_place(quotation.span), "inline": quotation.inline}
            for quotation in section.quotations
        ],
    }


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
