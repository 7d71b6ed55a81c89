"""What the page of one submission shows, and what the page on which one of its originals is read."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from heard.accounts.models import User
from heard.approvals.queries import asked_by, waiting_approvals
from heard.approvals.rules import is_approved
from heard.collect.evidence.models import Part
from heard.protect.deidentification.changing import categories
from heard.protect.deidentification.hints import Hint, hints_in
from heard.protect.deidentification.models import FileNote, RareFactsAnswer, Redaction, WorkingText
from heard.protect.deidentification.queries import doubts, note_of, redactions_of, working_text_of
from heard.protect.deidentification.rules import (
    can_accept_redaction,
    can_answer_rare_facts,
    can_make_working_text,
    can_reject_redaction,
    can_take_up,
)
from heard.protect.deidentification.states import UN_REDACT
from heard.protect.deidentification.steps import last_step, stretch_label
from heard.protect.deidentification.traces import Trace, traces_of
from heard.protect.reading.models import Extraction
from heard.protect.reading.queries import newest_extraction_of
from heard.text.marked import Mark, Piece, cut_at_marks
from heard.text.redaction import redact
from heard.text.spans import Source, Span

# A stretch short enough to find again with the eye: to the end of a sentence or of a line.
STRETCH = re.compile(r".*?(?:[.!?…][”’\"')]*\s+|\n+|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part, its original closed. `working_text` is None until somebody made it.

    `note` says who wrote down what is in a file; None for words, and for a file that nobody has written down yet.
    `read_as` says how software read a file; None while it has not. `hints` are there for whoever may pass the text;
    `doubts` are those who said that somebody could be recognised in it.
    """

    part: Part
    redactions: list[Redaction]
    working_text: WorkingText | None
    seen_by_others: list[Piece[Redaction | Trace]]
    traces: list[Trace]
    note: FileNote | None
    read_as: Extraction | None
    may_pass: bool
    hints: list[Hint]
    doubts: list[RareFactsAnswer]


def part_page(part: Part, user: User) -> PartPage:
    redactions = list(redactions_of(part))
    working_text = working_text_of(part)
    traces = traces_of(working_text) if working_text else []
    may_pass = bool(working_text and can_answer_rare_facts(user, working_text))
    return PartPage(
        part=part,
        redactions=redactions,
        working_text=working_text,
        seen_by_others=pieces_seen(working_text, redactions, traces) if working_text else [],
        traces=traces,
        note=note_of(part),
        read_as=newest_extraction_of(part),
        may_pass=may_pass,
        hints=hints_in(working_text) if working_text and may_pass else [],
        doubts=list(doubts().filter(working_text=working_text)) if working_text else [],
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
    showing: "Showing | None" = None


@dataclass(frozen=True, slots=True)
class Showing:
    """Whether what was replaced may be shown again by who reads: they may ask, have asked, or were answered yes."""

    is_asked: bool
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """Suggestions of one category that wait and may be accepted together."""

    category: str
    number: int


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
                showing=self.showing_again(redaction),
            )
            for redaction in self.redactions
        ]

    def showing_again(self, redaction: Redaction) -> Showing | None:
        if not redaction.is_accepted or not any(redaction.span.overlaps(span) for span in self.may_be_shown):
            return None
        label = stretch_label(redaction)
        if label not in self.asked_for:
            return Showing(is_asked=False, is_agreed=False)
        waits = waiting_approvals().filter(asked_by=self.user, kind=UN_REDACT, label=label)
        return Showing(is_asked=waits.exists(), is_agreed=is_approved(self.user, UN_REDACT, label))

    @cached_property
    def may_be_shown(self) -> list[Span]:
        """What was replaced, for whoever may ask to show it again."""
        may_ask = self.working_text is not None and can_take_up(self.user)
        return [each.span for each in self.working_text.redacted.replacements] if self.working_text and may_ask else []

    @cached_property
    def asked_for(self) -> set[str]:
        """The stretches that they ever asked to show again."""
        return set(asked_by(self.user).filter(kind=UN_REDACT).values_list("label", flat=True))

    @property
    def alike(self) -> list[Alike]:
        """By category, what may be accepted in one go; only where that saves anything."""
        counted = Counter(
            each.redaction.category for each in self.suggestions if each.redaction.is_open and each.may_accept
        )
        return [Alike(category, number) for category, number in counted.items() if number > 1]

    @property
    def undo(self) -> bool:
        """Whether the newest step was theirs."""
        step = last_step(self.part)
        return step is not None and step.by_id == self.user.pk

    @property
    def categories(self) -> list[str]:
        return categories()

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
