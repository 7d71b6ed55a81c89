"""Destroying what somebody gave because its time is over, with nothing taken back: what was made of it may stay."""

from django.db import transaction

from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import (
    WORDS_DESTROYED,
    Detail,
    OriginalsDestroyed,
    Submission,
    TakenBackPage,
)
from heard.collect.evidence.queries import files_in
from heard.collect.evidence.states import DetailKind
from heard.files.actions import destroy_key, let_go_of_file
from heard.files.states import WhyGone
from heard.inquiry.consent.actions import forget_trusted_adult
from heard.inquiry.contributors.models import Contributor


@transaction.atomic
def destroy_originals(submission: Submission) -> OriginalsDestroyed:
    """Words, files and details, and the key to them all: gone from older copies too. Doing it again changes nothing.

    What others keep under that key (drafts, copies, notes) is unreadable from then on; whoever calls erases it first.
    """
    wait_for_other_writers()
    done = OriginalsDestroyed.objects.filter(submission=submission).first()
    if done:
        return done
    destroy_files(submission)
    submission.parts.exclude(sha256="").update(sealed=b"", sha256=WORDS_DESTROYED)
    submission.parts.update(sealed=b"")
    submission.details.all().delete()
    destroy_key(None, submission.key, WhyGone.TIME_OVER, submission.reference)
    record(None, "destroy originals", "submission", submission.reference, use=WhyGone.TIME_OVER)
    return OriginalsDestroyed.objects.create(submission=submission)


@transaction.atomic
def destroy_files(submission: Submission) -> int:
    """The files alone; how many there were. Words that somebody wrote down of them stay, sealed."""
    files = list(files_in(submission))
    for file in files:
        file.delete()
        let_go_of_file(file.stored)
    if files:
        record(None, "destroy files", "submission", submission.reference, use=WhyGone.TIME_OVER)
    return len(files)


@transaction.atomic
def destroy_detail(submission: Submission, kind: DetailKind) -> None:
    """The name to print, or the way to reach somebody."""
    Detail.objects.filter(submission=submission, kind=kind).delete()
    record(None, f"destroy {kind}", "submission", submission.reference, use=WhyGone.TIME_OVER)


@transaction.atomic
def destroy_what_they_said_of_themselves(submission: Submission) -> None:
    """Age, region and which grown-up knows. Whose experience it is stays, since what was written rests on it."""
    Contributor.objects.filter(pk=submission.contributor_id).update(age_band="", region="")
    forget_trusted_adult(submission.consent)
    record(None, "destroy what they said of themselves", "submission", submission.reference, use=WhyGone.TIME_OVER)


def note_taken_back_page(address: str) -> None:
    """Remember that this public address showed words that are being taken back, so that it can say so."""
    TakenBackPage.objects.get_or_create(address=address)
