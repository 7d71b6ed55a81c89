"""Five words bring back what somebody began to write."""

from collections.abc import Sequence

from django.urls import reverse

from heard.collect.channels.web_form.queries import words_with_draft
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.openings import Opening


def draft_opening(readings: Sequence[FiveWords]) -> Opening | None:
    words = words_with_draft(readings)
    return Opening(words, reverse("carry_on")) if words else None
