"""What has to be true of somebody signed in before the desk opens: a role here, and the second step of signing in."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from heard.accounts.models import User


class BeforeTheDesk:
    """Middleware: turns away whoever has no role, and leads whoever has no second step to set it up first.

    Without the first, Wagtail and the page of signing in would send somebody whose role ended to each other for ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/" + settings.DESK_PREFIX) and isinstance(request.user, User):
            return self.turned_away(request, request.user) or self.get_response(request)
        return self.get_response(request)

    def turned_away(self, request: HttpRequest, user: User) -> HttpResponse | None:
        if not user.has_perm("wagtailadmin.access_admin"):
            return render(request, "account/no_role.html", status=403)
        if needs_second_step(user):
            messages.info(request, _("Before the desk opens, add the second step of signing in. It takes two minutes."))
            return redirect("mfa_activate_totp")
        return None


def needs_second_step(user: User) -> bool:
    """Whether `user` has to set up a second step before anything else."""
    return bool(settings.REQUIRE_MFA) and not is_mfa_enabled(user)
