"""Answers each request in one thread, though the server is asynchronous.

Our views wait for a database, so they run in threads. Django lets a middleware that could be asynchronous be so, and
then changes threads twice for each of them, which was about a sixth of what taking in a form cost (`bench/intake`). One
that is not asynchronous, and innermost, makes all those around it run where the view does.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class InOneThread:
    """Middleware that changes nothing. Stands last."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
