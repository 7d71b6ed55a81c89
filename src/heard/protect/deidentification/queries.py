"""Reading working texts. What returns words for a use leaves out those whose givers did not agree to it."""

from collections.abc import Iterable

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from heard.accounts.models import User
from heard.collect.evidence.models import Part, Submission
from heard.inquiry.consent.queries import consents_allowing
from heard.inquiry.consent.states import Use
from heard.protect.deidentification import search
from heard.protect.deidentification.models import (
    Acceptance,
    Assignment,
    FileNote,
    RareFactsAnswer,
    Redaction,
    SecondLook,
    SettingAside,
    WorkingText,
    WorkingTextReading,
)
from heard.protect.deidentification.states import READERS_FOR_PRINT, NoteKind, Reading, Recognisable
from heard.protect.roster.queries import roster_changed_at


def redactions_of(part: Part) -> QuerySet[Redaction]:
    return Redaction.objects.filter(part=part).select_related(
        "suggested_by", "acceptance__by", "rejection__by", "part__submission"
    )


def open_redactions_of(part: Part) -> QuerySet[Redaction]:
    """What was suggested and nobody has decided about."""
    return redactions_of(part).filter(acceptance__isnull=True, rejection__isnull=True)


def newest_assignments() -> QuerySet[Assignment]:
    """The newest assignment of the submission that an outer query is at."""
    return Assignment.objects.filter(submission=OuterRef("pk"))


def reader_of(submission: Submission) -> User | None:
    """Who has a submission to read now."""
    newest = Assignment.objects.filter(submission=submission).select_related("to").first()
    return newest.to if newest else None


def accepted_now() -> QuerySet[Acceptance]:
    """Acceptances that were not ended, of submissions to which nothing was added since."""
    last = Part.objects.filter(submission=OuterRef("submission")).order_by("-number").values("number")[:1]
    return Acceptance.objects.filter(reopened__isnull=True, up_to__gte=Subquery(last)).select_related("by")


def acceptance_of(submission: Submission) -> Acceptance | None:
    return accepted_now().filter(submission=submission).first()


def parts_to_read(submission: Submission) -> QuerySet[Part]:
    """Its parts that have neither a working text nor a description."""
    return (
        Part.objects.filter(submission=submission)
        .exclude(pk__in=WorkingText.objects.values("part"))
        .exclude(pk__in=descriptions().values("part"))
        .defer("sealed")
    )


def note_of(part: Part) -> FileNote | None:
    """What somebody wrote down of a file, if anybody has."""
    return FileNote.objects.select_related("by", "part__submission__key").filter(part=part).first()


def descriptions() -> QuerySet[FileNote]:
    return FileNote.objects.filter(kind=NoteKind.DESCRIPTION)


def set_aside_now() -> QuerySet[SettingAside]:
    """What is set aside and was not taken up again."""
    return SettingAside.objects.filter(taken_up__isnull=True).select_related("by")


def setting_aside_of(submission: Submission) -> SettingAside | None:
    return set_aside_now().filter(submission=submission).first()


def has_working_text(submission: Submission) -> bool:
    return WorkingText.objects.filter(part__submission=submission).exists()


def working_texts() -> QuerySet[WorkingText]:
    """The newest working text of each part that has one."""
    newest = WorkingText.objects.filter(part=OuterRef("part")).order_by("-version").values("pk")[:1]
    return WorkingText.objects.filter(pk=Subquery(newest)).select_related(
        "part__submission__contributor", "part__submission__consent", "part__question"
    )


def working_texts_for(use: Use) -> QuerySet[WorkingText]:
    """The newest working text of each part whose giver allows `use` now."""
    return working_texts().filter(part__submission__consent__in=consents_allowing(use))


def texts_that_count(use: Use) -> QuerySet[WorkingText]:
    """What later stages may read for `use`: the newest text of each part that was accepted as evidence, that was looked
    through a second time, and in which nothing waits to be decided.
    """
    accepted = Acceptance.objects.filter(reopened__isnull=True, submission=OuterRef("part__submission"))
    undecided = Redaction.objects.filter(part=OuterRef("part"), acceptance__isnull=True, rejection__isnull=True)
    return working_texts_for(use).filter(
        Exists(accepted.filter(up_to__gte=OuterRef("part__number"))),
        Exists(SecondLook.objects.filter(working_text=OuterRef("pk"))),
        ~Exists(undecided),
        ~Exists(set_aside_now().filter(submission=OuterRef("part__submission"))),
    )


def counts(working_text: WorkingText, use: Use) -> bool:
    """Whether later stages may read it for `use`."""
    return texts_that_count(use).filter(pk=working_text.pk).exists()


def texts_to_look_at_again() -> QuerySet[WorkingText]:
    """The newest working texts that nobody looked through a second time since the roster last came to know a name."""
    looked = SecondLook.objects.filter(working_text=OuterRef("pk"))
    changed_at = roster_changed_at()
    if changed_at:
        looked = looked.filter(at__gte=changed_at)
    undecided = Redaction.objects.filter(part=OuterRef("part"), acceptance__isnull=True, rejection__isnull=True)
    # Nothing can be held against an original that was taken back, or whose time was over.
    there = {"part__submission__withdrawal__isnull": True, "part__submission__originals_destroyed__isnull": True}
    return working_texts().filter(~Exists(looked), ~Exists(undecided), **there)


def working_text_of(part: Part) -> WorkingText | None:
    return working_texts().filter(part=part).first()


def parts_saying(asked: str) -> QuerySet[Part]:
    """The parts whose working text says what was asked: every word, “phrases in marks”, and begin* of words.

    Originals are in no index, so that what was taken out of a text is not found.
    """
    terms = search.terms_in(asked)
    return Part.objects.filter(pk__in=RawSQL(*search.matching(terms))) if terms else Part.objects.none()  # noqa: S611


def excerpts_saying(asked: str, parts: Iterable[Part]) -> dict[int, str]:
    """By part, its words around what was asked; what was found stands between `search.BEGINS` and `search.ENDS`."""
    terms, part_ids = search.terms_in(asked), [part.pk for part in parts]
    return search.excerpts(terms, part_ids) if terms and part_ids else {}


def texts_fit_for_print() -> QuerySet[WorkingText]:
    """The newest working texts that two named people have read as a whole, finding nothing that gives anybody away."""
    read = WorkingTextReading.objects.values("working_text").annotate(readers=Count("by"))
    fit = working_texts().filter(pk__in=read.filter(readers__gte=READERS_FOR_PRINT).values("working_text"))
    return fit.exclude(Exists(doubts().filter(working_text=OuterRef("pk"))))


def doubts() -> QuerySet[RareFactsAnswer]:
    """The newest answer of each person to each text, where it is that somebody could be recognised."""
    newest = RareFactsAnswer.objects.filter(working_text=OuterRef("working_text"), by=OuterRef("by")).values("pk")[:1]
    return RareFactsAnswer.objects.filter(pk=Subquery(newest), answer=Recognisable.YES).select_related("by")


def answer_of(user: User, working_text: WorkingText) -> RareFactsAnswer | None:
    """Their newest."""
    return RareFactsAnswer.objects.filter(working_text=working_text, by=user).first()


def is_fit_for_print(working_text: WorkingText) -> bool:
    return texts_fit_for_print().filter(pk=working_text.pk).exists()


def register_of_evidence() -> QuerySet[Part]:
    """Every part, newest first, with what the desk lists: `words` (its working text) and `reading` (its state)."""
    newest = WorkingText.objects.filter(part=OuterRef("pk")).order_by("-version")
    readers = (
        WorkingTextReading.objects.filter(working_text=OuterRef("newest"))
        .values("working_text")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Part.objects.select_related("submission__contributor", "question", "file__stored")
        .annotate(newest=Subquery(newest.values("pk")[:1]), words=Subquery(newest.values("text")[:1]))
        .annotate(readers=Coalesce(Subquery(readers), 0), described=Exists(descriptions().filter(part=OuterRef("pk"))))
        .annotate(aside=Exists(set_aside_now().filter(submission=OuterRef("submission"))))
        .annotate(reading=_reading())
        .order_by("-submission__received_on", "-submission__reference", "number")
        .defer("sealed")
    )


def count_at(reading: Reading) -> int:
    """How many parts have come so far and no further."""
    return register_of_evidence().filter(Q(reading=reading)).count()


def _reading() -> Case:
    return Case(
        When(submission__withdrawal__isnull=False, then=Value(Reading.TAKEN_BACK)),
        When(aside=True, then=Value(Reading.SET_ASIDE)),
        When(described=True, then=Value(Reading.DESCRIBED)),
        When(sha256="", then=Value(Reading.TO_OPEN)),
        When(newest__isnull=True, then=Value(Reading.TO_READ)),
        When(readers=0, then=Value(Reading.ACCEPTED)),
        When(readers__lt=READERS_FOR_PRINT, then=Value(Reading.READ_ONCE)),
        default=Value(Reading.READ_TWICE),
    )
