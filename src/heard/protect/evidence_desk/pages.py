"""What the page of one submission shows, and what the page on which one of its originals is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from heard.accounts.models import User
from heard.collect.evidence.models import Part
from heard.protect.deidentification.models import FileNote, Redaction, WorkingText
from heard.protect.deidentification.queries import note_of, redactions_of, working_text_of
from heard.protect.deidentification.rules import (
    can_accept_redaction,
    can_make_working_text,
    can_pass_working_text,
    can_reject_redaction,
)
from heard.protect.deidentification.traces import Trace, traces_of
from heard.protect.reading.models import Extraction
from heard.protect.reading.queries import newest_extraction_of
from heard.text.marked import Mark, Piece, cut_at_marks
from heard.text.redaction import redact
from heard.text.spans import Source

# A stretch short enough to find again with the eye: to the end of a sentence or of a line.
STRETCH = re.compile(r".*?(?:[.!?…][”’\"')]*\s+|\n+|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part, its original closed. `working_text` is None until somebody made it.

    `note` says who wrote down what is in a file; None for words, and for a file that nobody has written down yet.
    `read_as` says how software read a file; None while it has not.
    """

    part: Part
    redactions: list[Redaction]
    working_text: WorkingText | None
    seen_by_others: list[Piece[Redaction | Trace]]
    traces: list[Trace]
    note: FileNote | None
    read_as: Extraction | None
    may_pass: bool


def part_page(part: Part, user: User) -> PartPage:
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
        read_as=newest_extraction_of(part),
        may_pass=bool(working_text and can_pass_working_text(user, working_text)),
    )


def pieces_seen(
    working_text: WorkingText, redactions: list[Redaction], traces: list[Trace]
) -> list[Piece[Redaction | Trace]]:
    """The working text in pieces: replaced words first, then what later stages marked."""
    redacted = working_text.redacted
    known = {redaction.span: redaction for redaction in redactions}
    marks: list[Mark[Redaction | Trace]] = [
        Mark(place, known[made.span]) for made, place in zip(redacted.replacements, redacted.places, strict=True)
    ]
    marks += [Mark(trace.span, trace) for trace in traces]
    return cut_at_marks(working_text.text, marks)


@dataclass(frozen=True, slots=True)
class Twin:
    """The same stretch twice: as it came in, and as others see it. Its number is its place on both sides.

    `at` is where it begins in the original, in code points.
    """

    number: int
    at: int
    original: str
    seen: str
    redaction: Redaction | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested redaction with the words it is about, and what the person who reads may do with it."""

    redaction: Redaction
    words: str
    twin: int | None
    may_accept: bool
    may_reject: bool


@dataclass(frozen=True)
class ReadingPage:
    """A part whose original is open for `user`: both texts in twins, and every suggestion in the order of the text.

    What is not decided yet is shown as if it were accepted, so that nobody looks over it.
    """

    part: Part
    source: Source
    user: User

    @cached_property
    def redactions(self) -> list[Redaction]:
        return list(redactions_of(self.part).order_by("start"))

    @cached_property
    def working_text(self) -> WorkingText | None:
        return working_text_of(self.part)

    @cached_property
    def twins(self) -> list[Twin]:
        return list(twins_of(self.source, [each for each in self.redactions if not each.is_rejected]))

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        places = {twin.redaction: twin.number for twin in self.twins if twin.redaction}
        return [
            Suggestion(
                redaction,
                redaction.span.of(self.source.text),
                places.get(redaction),
                may_accept=not redaction.is_accepted and can_accept_redaction(self.user, redaction),
                may_reject=not redaction.is_rejected and can_reject_redaction(self.user, redaction),
            )
            for redaction in self.redactions
        ]

    @property
    def decided(self) -> int:
        return sum(not redaction.is_open for redaction in self.redactions)

    @property
    def may_accept_some(self) -> bool:
        return any(each.redaction.is_open and each.may_accept for each in self.suggestions)

    @property
    def waits_for_somebody_else(self) -> int:
        """How many suggestions wait for a second pair of eyes."""
        return sum(each.redaction.is_open and not each.may_accept for each in self.suggestions)

    @cached_property
    def is_made(self) -> bool:
        """Whether the working text is what the right side shows."""
        if self.working_text is None or self.decided < len(self.redactions):
            return False
        accepted = [each.as_replacement for each in self.redactions if each.is_accepted]
        return redact(self.source.text, accepted).text == self.working_text.text

    @property
    def may_make(self) -> bool:
        return not self.is_made and can_make_working_text(self.user, self.part)


def twins_of(source: Source, redactions: list[Redaction]) -> Iterator[Twin]:
    """Both texts, cut where words are replaced and where a sentence or a line ends."""
    number = 0
    for piece in cut_at_marks(source.text, (Mark(redaction.span, redaction) for redaction in redactions)):
        at = piece.span.start
        for stretch in [piece.text] if piece.marks else stretches(piece.text):
            redaction = piece.says[0] if piece.marks else None
            yield Twin(number, at, stretch, redaction.replacement if redaction else stretch, redaction)
            number, at = number + 1, at + len(stretch)


def stretches(text: str) -> Iterator[str]:
    return (found[0] for found in STRETCH.finditer(text) if found[0])
