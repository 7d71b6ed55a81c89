"""How an address says who may see it. A test walks every address and fails on one that does not say."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed

View = Callable[..., HttpResponseBase]
Rule = Callable[[User], None]


class StaffRequest(HttpRequest):
    """A request behind the desk's sign-in."""

    user: User


def staff_only(check: Rule) -> Callable[[View], View]:
    """The view answers people whom `check` lets pass. The desk turns away the rest, saying so."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                raise NotAllowed
            check(request.user)
            return view(request, *args, **kwargs)

        guarded.access = check  # type: ignore[attr-defined]
        return guarded

    return decorate


def open_to_everybody(view: View) -> View:
    """The view shows only what is published."""
    view.access = open_to_everybody  # type: ignore[attr-defined]
    return view


def open_to_givers(view: View) -> View:
    """The view shows whoever asks only what they gave or hold the key to.

    No browser keeps it, so that nobody finds it by going back. And it answers to our own pages alone, by what browsers
    say of where a request comes from: unlike a token, that needs no cookie before somebody decides to write.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD", "OPTIONS") and not comes_from_here(request):
            raise NotAllowed
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    guarded.access = open_to_givers  # type: ignore[attr-defined]
    return guarded


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent the request. Programs, which say nothing of it, hold nobody's cookies."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()
