"""A site that is closed while its data are put back, and until that ended well."""

import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from heard.text.errors import BadInput

SAYS = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Closed for the moment</title></head>
<body><h1>This site is closed for the moment</h1>
<p>The people who run it are putting it in order. Please come back in a while.</p>
<p>If you are in danger now, call 999.</p></body></html>
"""


def marker() -> Path:
    return Path(settings.DATA) / "closed"


def is_closed() -> bool:
    return marker().exists()


def close_site(why: str) -> None:
    with marker().open("w", encoding="utf-8") as handle:
        handle.write(why + "\n")
        handle.flush()
        os.fsync(handle.fileno())


def open_site() -> None:
    marker().unlink(missing_ok=True)


def check_open() -> None:
    """Raise BadInput where no work may be done either."""
    if is_closed():
        why = marker().read_text(encoding="utf-8").strip()
        raise BadInput(f"The site is closed: {why}")


class ClosedSite:
    """Middleware: while the site is closed, every address says so, and nothing is read or written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_closed():
            return self.get_response(request)
        closed = HttpResponse(SAYS, status=503)
        closed["Retry-After"] = "600"
        closed["Cache-Control"] = "no-store"
        return closed
