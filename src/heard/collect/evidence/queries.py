"""Reading the register of evidence. Words stay sealed; what asks for a use leaves out those who did not agree to it."""

from django.db.models import QuerySet
from django.db.models.functions import Length

from heard.collect.evidence.models import (
    KeptApart,
    OriginalsDestroyed,
    Part,
    PartFile,
    Submission,
    TakenBackPage,
    Withdrawal,
)
from heard.inquiry.consent.queries import consents_allowing
from heard.inquiry.consent.states import Use


def submissions_for(use: Use) -> QuerySet[Submission]:
    """The submissions whose givers allow `use` now."""
    return Submission.objects.filter(consent__in=consents_allowing(use))


def parts_for(use: Use) -> QuerySet[Part]:
    """The parts of those submissions, their words still sealed."""
    return Part.objects.filter(submission__consent__in=consents_allowing(use)).select_related("submission", "question")


def files_in(submission: Submission) -> QuerySet[PartFile]:
    """The files of a submission, in their order."""
    return PartFile.objects.filter(part__submission=submission).select_related("stored").order_by("part__number")


def is_registered(reference: str) -> bool:
    return Submission.objects.filter(reference=reference).exists()


def next_reference() -> str:
    """The next free reference: H-0001, H-0002, … and five figures after H-9999."""
    taken = Submission.objects.filter(reference__startswith="H-").order_by(Length("reference").desc(), "-reference")
    numbered = (reference[2:] for reference in taken.values_list("reference", flat=True).iterator(chunk_size=10))
    return f"H-{next((int(number) for number in numbered if number.isdecimal()), 0) + 1:04}"


def withdrawal_of(submission: Submission) -> Withdrawal | None:
    """The record that somebody took these words back; none where they did not."""
    return Withdrawal.objects.filter(submission=submission).first()


def is_kept_apart(submission: Submission) -> bool:
    """Whether these words were taken back and are not destroyed yet, because a hold keeps them."""
    return KeptApart.objects.filter(submission=submission).exists()


def originals_destroyed(submission: Submission) -> OriginalsDestroyed | None:
    """The record that the time of what was given was over; none before that."""
    return OriginalsDestroyed.objects.filter(submission=submission).first()


def was_taken_back(address: str) -> bool:
    """Whether this public address showed words that somebody has taken back."""
    return TakenBackPage.objects.filter(address=address).exists()
