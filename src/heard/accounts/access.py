"""How an address says who may see it. A test walks every address and fails on one that does not say."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed

View = Callable[..., HttpResponse]
Rule = Callable[[User], None]


class StaffRequest(HttpRequest):
    """A request behind the desk's sign-in."""

    user: User


def staff_only(check: Rule) -> Callable[[View], View]:
    """The view answers people whom `check` lets pass. The desk turns away the rest, saying so."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
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
