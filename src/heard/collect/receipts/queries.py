"""Finding what five words open."""

from collections.abc import Iterable

from django.db.models import QuerySet

from heard.collect.receipts.five_words import FiveWords, hashes
from heard.collect.receipts.models import Receipt


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


def _receipts() -> QuerySet[Receipt]:
    return Receipt.objects.select_related("submission__consent", "submission__contributor", "submission__key")
