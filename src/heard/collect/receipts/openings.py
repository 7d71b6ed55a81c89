"""What five words open: a receipt, or what ways of collecting keep for whoever holds the words. They join here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.queries import words_with_receipt


@dataclass(frozen=True, slots=True)
class Opening:
    """The words as they were told to somebody, and the address of what they open."""

    words: FiveWords
    url: str


FindOpening = Callable[[Sequence[FiveWords]], Opening | None]
_finders: list[FindOpening] = []


def register_opening(find: FindOpening) -> None:
    """Let five words open something else as well. Called once, in `AppConfig.ready()`."""
    if find not in _finders:
        _finders.append(find)


def opened_by(readings: Sequence[FiveWords]) -> Opening | None:
    """What the words open in one of their readings; None when they open nothing."""
    words = words_with_receipt(readings)
    if words:
        return Opening(words, reverse("your_words_trail"))
    return next((opening for find in _finders if (opening := find(readings))), None)
