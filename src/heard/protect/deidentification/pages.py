"""What the desk's page about one submission shows: each part, its original when it was opened, and what others see."""

from dataclasses import dataclass

from heard.collect.evidence.models import Part
from heard.protect.deidentification.models import FileNote, Redaction, WorkingText
from heard.protect.deidentification.queries import note_of, redactions_of, working_text_of
from heard.protect.deidentification.traces import Trace, traces_of
from heard.text.marked import Mark, Piece, cut_at_marks
from heard.text.spans import Source


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part. `original` is None until somebody opens it; `working_text` is None until redactions were accepted.

    `note` says who wrote down what is in a file; None for words, and for a file that nobody has opened yet.
    """

    part: Part
    redactions: list[Redaction]
    working_text: WorkingText | None
    seen_by_others: list[Piece[Redaction | Trace]]
    traces: list[Trace]
    note: FileNote | None = None
    original: list[Piece[Redaction]] | None = None


def read_part(part: Part, opened: Source | None = None) -> PartPage:
    redactions = list(redactions_of(part))
    working_text = working_text_of(part)
    traces = traces_of(working_text) if working_text else []
    return PartPage(
        part=part,
        redactions=redactions,
        working_text=working_text,
        seen_by_others=pieces_seen(working_text, redactions, traces) if working_text else [],
        traces=traces,
        note=note_of(part),
        original=pieces_of_original(opened, redactions) if opened else None,
    )


def pieces_of_original(source: Source, redactions: list[Redaction]) -> list[Piece[Redaction]]:
    return cut_at_marks(source.text, (Mark(redaction.as_replacement.span, redaction) for redaction in redactions))


def pieces_seen(
    working_text: WorkingText, redactions: list[Redaction], traces: list[Trace]
) -> list[Piece[Redaction | Trace]]:
    """The working text in pieces: replaced words first, then what later stages marked."""
    redacted = working_text.redacted
    known = {redaction.as_replacement.span: redaction for redaction in redactions}
    marks: list[Mark[Redaction | Trace]] = [
        Mark(place, known[made.span]) for made, place in zip(redacted.replacements, redacted.places, strict=True)
    ]
    marks += [Mark(trace.span, trace) for trace in traces]
    return cut_at_marks(working_text.text, marks)
