"""Each class of the schedule that the clock destroys: what of it is older than a day, and how it is destroyed.

Whatever is destroyed goes through the same doors as in a withdrawal: rows are erased, files are let go, and keys are
destroyed, so that “destroyed” is true of older copies as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from heard.audit.actions import record
from heard.collect.channels.email.actions import let_go
from heard.collect.channels.email.models import MessageAside
from heard.collect.channels.web_form.models import Draft, DraftFile
from heard.collect.evidence.destroying import (
    destroy_detail,
    destroy_files,
    destroy_originals,
    destroy_what_they_said_of_themselves,
)
from heard.collect.evidence.models import Detail, Part, PartFile, Submission, Withdrawal
from heard.collect.evidence.states import DetailKind, Kept
from heard.collect.receipts.models import Receipt
from heard.collect.receipts.withdrawals import erase_askings
from heard.files.actions import let_go_of_file
from heard.inquiry.consent.models import AdultKnows, UseTakenBack
from heard.protect.copies.withdrawals import erase_copies
from heard.protect.deidentification.models import FileNote, SettingAside, WorkingText
from heard.protect.reading.withdrawals import erase_extractions
from heard.protect.roster.withdrawals import erase_entries_of


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing whose time may be over: how it is named among us, and the submission it hangs on, if on any."""

    label: str
    submission: Submission | None
    row: object


@dataclass(frozen=True, slots=True)
class Class:
    """`older_than` finds what came in before a day and is still there; `destroy` does it, in a transaction of its own.

    `needs_reading`: not before everything in it was read, and its text confirmed where its giver asked for that.
    """

    kept: Kept
    older_than: Callable[[date], Iterator[Thing]]
    destroy: Callable[[Thing], None]
    needs_reading: bool = False


def _submissions(found: QuerySet[Submission]) -> Iterator[Thing]:
    chosen = found.select_related("key", "consent", "contributor").order_by("received_on", "pk")
    for submission in chosen:
        yield Thing(submission.reference, submission, submission)


def _there(day: date) -> QuerySet[Submission]:
    """What came in before `day` and was not taken back: of that, nothing is left to destroy by the clock."""
    return Submission.objects.filter(received_on__lt=day, withdrawal__isnull=True)


def _of(thing: Thing) -> Submission:
    assert thing.submission is not None  # each of these classes hangs on one
    return thing.submission


def _details(kind: DetailKind) -> Callable[[date], Iterator[Thing]]:
    return lambda day: _submissions(
        _there(day).filter(Exists(Detail.objects.filter(submission=OuterRef("pk"), kind=kind)))
    )


def _with_files(day: date) -> Iterator[Thing]:
    return _submissions(_there(day).filter(Exists(PartFile.objects.filter(part__submission=OuterRef("pk")))))


def _with_originals(day: date) -> Iterator[Thing]:
    return _submissions(_there(day).filter(originals_destroyed__isnull=True))


def _with_something_said(day: date) -> Iterator[Thing]:
    told = ~Q(contributor__age_band="", contributor__region="")
    return _submissions(_there(day).filter(told | Exists(AdultKnows.objects.filter(consent=OuterRef("consent")))))


def _with_useless_receipts(day: date) -> Iterator[Thing]:
    """Those who took everything back long ago, and those of whom nothing is left that they could take back."""
    texts = WorkingText.objects.filter(part__submission=OuterRef("pk"))
    nothing_left = Q(withdrawal__isnull=False) | (Q(originals_destroyed__isnull=False) & ~Exists(texts))
    return _submissions(Submission.objects.filter(nothing_left, received_on__lt=day, receipt__isnull=False))


def _with_remarks(day: date) -> Iterator[Thing]:
    found = (
        Exists(Withdrawal.objects.filter(submission=OuterRef("pk")).exclude(reason=""))
        | Exists(UseTakenBack.objects.filter(given__consent=OuterRef("consent")).exclude(reason=""))
        | Exists(SettingAside.objects.filter(submission=OuterRef("pk")).exclude(note=""))
    )
    return _submissions(Submission.objects.filter(found, received_on__lt=day))


def _unsent(day: date) -> Iterator[Thing]:
    for draft in Draft.objects.filter(keep_until__date__lt=day):
        yield Thing(draft.hash, None, draft)


def _aside(day: date) -> Iterator[Thing]:
    for kept in MessageAside.objects.filter(message__arrived_on__lt=day).select_related("stored", "key", "message"):
        yield Thing(kept.message.hash, None, kept)


def _destroy_files(thing: Thing) -> None:
    submission = _of(thing)
    erase_copies(submission)
    erase_extractions(submission)
    destroy_files(submission)


def destroy_originals_of(submission: Submission) -> None:
    """What came in, and what lies sealed under its key beside it."""
    erase_copies(submission)
    erase_extractions(submission)
    erase_askings(submission)
    erase_entries_of(submission)
    FileNote.objects.filter(part__submission=submission).update(sealed=b"")
    destroy_originals(submission)


def _destroy_receipt(thing: Thing) -> None:
    Receipt.objects.filter(submission=_of(thing)).delete()
    record(None, "destroy receipt", "submission", thing.label)


def _destroy_remarks(thing: Thing) -> None:
    submission = _of(thing)
    Withdrawal.objects.filter(submission=submission).update(reason="")
    UseTakenBack.objects.filter(given__consent=submission.consent).update(reason="")
    SettingAside.objects.filter(submission=submission).update(note="")
    record(None, "destroy remarks", "submission", thing.label)


def _destroy_draft(thing: Thing) -> None:
    for file in DraftFile.objects.filter(draft__hash=thing.label).select_related("stored"):
        file.delete()
        let_go_of_file(file.stored)
    Draft.objects.filter(hash=thing.label).delete()


def _destroy_message(thing: Thing) -> None:
    assert isinstance(thing.row, MessageAside)
    let_go(None, thing.row, "kept aside for 90 days")


CLASSES = (
    Class(
        Kept.CONTACT,
        _details(DetailKind.HOW_TO_REACH),
        lambda thing: destroy_detail(_of(thing), DetailKind.HOW_TO_REACH),
    ),
    Class(
        Kept.NAMES,
        _details(DetailKind.NAME_TO_PRINT),
        lambda thing: destroy_detail(_of(thing), DetailKind.NAME_TO_PRINT),
    ),
    Class(Kept.FILES, _with_files, _destroy_files, needs_reading=True),
    Class(Kept.WORDS, _with_originals, lambda thing: destroy_originals_of(_of(thing)), needs_reading=True),
    Class(Kept.ABOUT, _with_something_said, lambda thing: destroy_what_they_said_of_themselves(_of(thing))),
    Class(Kept.RECEIPTS, _with_useless_receipts, _destroy_receipt),
    Class(Kept.REMARKS, _with_remarks, _destroy_remarks),
    Class(Kept.UNSENT, _unsent, _destroy_draft),
    Class(Kept.MAIL, _aside, _destroy_message),
)


def is_read(submission: Submission) -> bool:
    """Whether nothing of it waits for somebody: each part has its text or description, or it was set aside."""
    if SettingAside.objects.filter(submission=submission, taken_up__isnull=True).exists():
        return True
    read = Exists(WorkingText.objects.filter(part=OuterRef("pk"))) | Exists(
        FileNote.objects.filter(part=OuterRef("pk"))
    )
    return not Part.objects.filter(submission=submission).exclude(read).exists()
