"""The queue: every submission, where it stands, who has it, and what of it can be shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Length

from heard.accounts.models import User
from heard.collect.evidence.models import Part, Submission
from heard.collect.receipts.models import Asking
from heard.inquiry.inquiries.queries import team
from heard.protect.deidentification.models import FileNote, ReplacementLine, WorkingText
from heard.protect.deidentification.queries import (
    accepted_now,
    excerpts_saying,
    newest_assignments,
    register_of_evidence,
    set_aside_now,
)
from heard.protect.deidentification.rules import can_open_original
from heard.protect.deidentification.states import UNFINISHED, Reading, Standing
from heard.protect.evidence_desk.states import Order
from heard.protect.reading.queries import extractions
from heard.protect.reading.states import Outcome

LETTERS_IN_A_WORD = 5.6  # of English, with the space after it


def queue() -> QuerySet[Submission]:
    """Every submission, with `standing` (see `Standing`), `reader` (the id of who has it) and `is_asked`.

    One needs a person while a file of it is closed and software has no draft of its words.
    """
    own_parts = Part.objects.filter(submission=OuterRef("pk"))
    own_notes = FileNote.objects.filter(part__submission=OuterRef("pk"))
    closed_files = own_parts.filter(file__isnull=False, sha256="").exclude(pk__in=FileNote.objects.values("part"))
    drafted = extractions().exclude(outcome=Outcome.NEEDS_A_PERSON).filter(part=OuterRef("pk"))
    return (
        Submission.objects.select_related("contributor")
        .annotate(reader=Subquery(newest_assignments().values("to")[:1]))
        .annotate(is_asked=Exists(Asking.objects.filter(submission=OuterRef("pk"), answer=None)))
        .annotate(is_aside=Exists(set_aside_now().filter(submission=OuterRef("pk"))))
        .annotate(is_accepted=Exists(accepted_now().filter(submission=OuterRef("pk"))))
        .annotate(needs_a_person=Exists(closed_files.exclude(Exists(drafted))))
        .annotate(is_begun=Exists(WorkingText.objects.filter(part__submission=OuterRef("pk"))) | Exists(own_notes))
        .annotate(standing=_standing())
    )


def _standing() -> Case:
    return Case(
        When(withdrawal__isnull=False, then=Value(Standing.TAKEN_BACK)),
        When(is_aside=True, then=Value(Standing.SET_ASIDE)),
        When(is_accepted=True, then=Value(Standing.ACCEPTED)),
        When(is_asked=True, then=Value(Standing.ASKED)),
        When(needs_a_person=True, then=Value(Standing.NEEDS_A_PERSON)),
        When(Q(is_begun=True) | Q(reader__isnull=False), then=Value(Standing.BEING_READ)),
        default=Value(Standing.NEW),
    )


def standing_of(submission: Submission) -> Standing:
    return Standing(queue().get(pk=submission.pk).standing)  # type: ignore[attr-defined]


def needs(user: User) -> Q:
    """What `user` can do something about: unfinished, and theirs or nobody's."""
    return Q(standing__in=UNFINISHED) & (Q(reader=user.pk) | Q(reader=None))


def count_by_standing(found: QuerySet[Submission]) -> dict[str, int]:
    """How many submissions stand where. All are counted, so that the numbers add up to everything found."""
    counted = found.order_by().values(stands=F("standing")).annotate(number=Count("pk"))
    return {row["stands"]: row["number"] for row in counted}


def in_order(found: QuerySet[Submission], order: Order) -> QuerySet[Submission]:
    if order in (Order.LONGEST, Order.SHORTEST):
        longest = order == Order.LONGEST
        measured = found.annotate(length=Coalesce(Subquery(_length_of_words()), 0))
        return measured.order_by("-length" if longest else "length", "-received_on", "-reference")
    if order == Order.WAITING:
        waiting = Case(When(standing__in=UNFINISHED, then=Value(0)), default=Value(1))
        return found.order_by(waiting, "received_on", "pk")
    if order == Order.OLDEST:
        return found.order_by("received_on", "reference")
    return found.order_by("-received_on", "-reference")


def _length_of_words() -> QuerySet[Any, Any]:
    """The bytes of a submission's sealed words: as long as the words and a little, and read without opening them."""
    own = Part.objects.filter(submission=OuterRef("pk")).order_by().values("submission")
    return own.annotate(total=Sum(Length("sealed"))).values("total")


def next_to_read() -> Submission | None:
    """The oldest submission that is unfinished and that nobody has."""
    unread = queue().filter(Q(standing__in=UNFINISHED, reader=None))
    return unread.order_by("received_on", "pk").first()


def log_of_replacements() -> QuerySet[ReplacementLine]:
    """Every line, the oldest first."""
    return ReplacementLine.objects.select_related("by").order_by("pk")


def colleagues() -> list[User]:
    """Those who may be given something to read, by name."""
    people = {member.user for member in team()}
    return sorted(filter(can_open_original, people), key=lambda user: user.name)


@dataclass(frozen=True, slots=True)
class Row:
    """One submission in the queue. `excerpt` is of its working text; empty while there is nothing everybody may read.

    `parts` have `words` and `reading` as the register gives them, `length` in bytes, and `read_as`: how software read
    their file, or None.
    """

    submission: Submission
    standing: Standing
    reader: User | None
    is_asked: bool
    is_yours: bool
    parts: list[Part] = field(default_factory=list)
    excerpt: str = ""

    @property
    def files(self) -> list[Part]:
        return [part for part in self.parts if hasattr(part, "file")]

    @property
    def questions(self) -> list[int]:
        return sorted({part.question.number for part in self.parts if part.question})

    @property
    def words(self) -> int:
        """About how many words long it is."""
        letters = sum(part.length for part in self.parts)  # type: ignore[attr-defined]
        return round(letters / LETTERS_IN_A_WORD)

    @property
    def needs_second_reader(self) -> bool:
        return any(part.reading == Reading.READ_ONCE for part in self.parts)  # type: ignore[attr-defined]


def rows_of(submissions: Sequence[Submission], user: User, asked: str = "") -> list[Row]:
    """What the queue shows of each, in a few queries whatever their number."""
    register = register_of_evidence().filter(submission__in=submissions).order_by("number")
    parts = list(register.annotate(length=Length("sealed")))
    found = excerpts_saying(asked, parts) if asked else {}
    readings = extractions().filter(part__in=parts).defer("sealed", "sealed_warnings", "sealed_places")
    read_as = {each.part_id: each for each in readings}
    own: defaultdict[int, list[Part]] = defaultdict(list)
    for part in parts:
        part.read_as = read_as.get(part.pk)  # type: ignore[attr-defined]
        own[part.submission_id].append(part)
    readers = User.objects.in_bulk({submission.reader for submission in submissions} - {None})  # type: ignore[attr-defined]
    return [_row(submission, own[submission.pk], found, readers, user) for submission in submissions]


def _row(submission: Submission, parts: list[Part], found: dict[int, str], readers: dict[int, User], user: User) -> Row:
    reader = readers.get(submission.reader)  # type: ignore[attr-defined]
    shown = [found[part.pk] for part in parts if part.pk in found] or [part.words for part in parts if part.words]  # type: ignore[attr-defined]
    return Row(
        submission,
        Standing(submission.standing),  # type: ignore[attr-defined]
        reader,
        is_asked=submission.is_asked,  # type: ignore[attr-defined]
        is_yours=reader == user,
        parts=parts,
        excerpt=shown[0] if shown else "",
    )
