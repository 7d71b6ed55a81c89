"""Finding what five words open."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from heard.collect.evidence.models import Submission
from heard.collect.receipts.five_words import FiveWords, hashes
from heard.collect.receipts.models import AskedOnBehalf, Asking, Receipt
from heard.files.sealing import unseal


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a giver, opened."""

    asking: Asking
    text: str


def receipt_for(words: FiveWords | None) -> Receipt | None:
    """The receipt that exactly these words open."""
    return _receipts().filter(hash=words.hash).first() if words else None


def words_with_receipt(readings: Iterable[FiveWords]) -> FiveWords | None:
    """Of several readings of what somebody typed, the one that opens a receipt. More than one match opens none."""
    by_hash = {words.hash: words for words in readings}
    found = Receipt.objects.filter(hash__in=by_hash).values_list("hash", flat=True)
    return by_hash[found[0]] if len(found) == 1 else None


def opens_something(words: Iterable[FiveWords]) -> bool:
    """Whether any of these are somebody's key to what they gave."""
    asked = hashes(words)
    return bool(asked) and Receipt.objects.filter(hash__in=asked).exists()


def has_receipt(submission: Submission) -> bool:
    return Receipt.objects.filter(submission=submission).exists()


def askings_of(submission: Submission) -> list[Asked]:
    """What its giver was asked, in order. Nothing of what was taken back."""
    found = Asking.objects.filter(submission=submission).select_related("by", "answer", "submission__key")
    return [Asked(asking, _open(asking)) for asking in found]


def _open(asking: Asking) -> str:
    return unseal(asking.submission.key.unwrap(), bytes(asking.sealed), asking.seal_context).decode()


def done_on_behalf(submission: Submission) -> QuerySet[AskedOnBehalf]:
    """What somebody here did with a submission because they were asked to; the newest first."""
    return AskedOnBehalf.objects.filter(submission=submission).select_related("by", "checked_by")


def _receipts() -> QuerySet[Receipt]:
    return Receipt.objects.select_related("submission__consent", "submission__contributor", "submission__key")
