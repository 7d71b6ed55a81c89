"""The five words of a form that is not sent yet: sealed in the form, so that sending it twice is sending it once."""

import base64
import binascii

from heard.collect.receipts.five_words import FiveWords, make_five_words
from heard.files.keys import SealingError
from heard.files.sealing import derived_key, seal, unseal

CONTEXT = b"typed in"


def new_key() -> str:
    """Five new words, for a hidden field."""
    return base64.urlsafe_b64encode(seal(_key(), str(make_five_words()).encode(), CONTEXT)).decode()


def words_of(key: str) -> FiveWords | None:
    """What the field holds; None where it was changed."""
    try:
        words = unseal(_key(), base64.urlsafe_b64decode(key), CONTEXT)
    except (binascii.Error, SealingError, ValueError):
        return None
    return FiveWords(tuple(words.decode().split()))


def _key() -> bytes:
    return derived_key("heard typed in")
