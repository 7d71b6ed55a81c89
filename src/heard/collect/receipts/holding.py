"""The five words a browser holds while somebody writes or looks: one cookie, sealed, which no script can read.

It ends with the browser's window, with “Exit this page”, and at the latest after twelve hours.
"""

import base64
import binascii
import json
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from heard.collect.receipts.five_words import FiveWords
from heard.files.keys import SealingError
from heard.files.sealing import derived_key, seal, unseal

COOKIE = "five_words"
HELD_FOR = 12 * 60 * 60  # seconds
CONTEXT = b"held in a browser"


def hold(response: HttpResponse, words: FiveWords) -> None:
    """Let the browser hold `words`."""
    sealed = seal(_key(), json.dumps([time.time(), str(words)]).encode(), CONTEXT)
    response.set_cookie(
        COOKIE,
        base64.urlsafe_b64encode(sealed).decode(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def held(request: HttpRequest) -> FiveWords | None:
    """The words the browser holds, if it holds any that are not too old."""
    try:
        sealed = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        since, words = json.loads(unseal(_key(), sealed, CONTEXT))
    except (binascii.Error, SealingError, ValueError):
        return None
    return FiveWords(tuple(words.split())) if time.time() - since < HELD_FOR else None


def let_go(response: HttpResponse) -> None:
    """The browser holds nothing any more."""
    response.delete_cookie(COOKIE, samesite="Lax")


def _key() -> bytes:
    return derived_key("heard held words")
