"""Reading working texts. What returns words for a use leaves out those whose givers did not agree to it."""

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from heard.collect.evidence.models import Part, Submission
from heard.inquiry.consent.queries import consents_allowing
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.models import FileNote, Redaction, SettingAside, WorkingText, WorkingTextReading
from heard.protect.deidentification.states import READERS_FOR_PRINT, NoteKind, Reading


def redactions_of(part: Part) -> QuerySet[Redaction]:
    return Redaction.objects.filter(part=part).select_related("acceptance", "suggested_by", "acceptance__by")


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


def working_text_of(part: Part) -> WorkingText | None:
    return working_texts().filter(part=part).first()


def texts_fit_for_print() -> QuerySet[WorkingText]:
    """The newest working texts that two named people have read as a whole, finding nothing that gives anybody away."""
    read = WorkingTextReading.objects.values("working_text").annotate(readers=Count("by"))
    return working_texts().filter(pk__in=read.filter(readers__gte=READERS_FOR_PRINT).values("working_text"))


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
