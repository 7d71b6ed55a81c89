"""What has to be true of somebody signed in before the desk opens: a role here, and the second step of signing in."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin.auth import user_has_any_page_permission

from heard.accounts.models import User

# Where Wagtail shows whoever may enter the desk what pages there are, drafts too, and who works on them.
TOOLS_FOR_PAGES = ("api/", "bulk/", "choose-", "editing-sessions/", "reports/", "tag-autocomplete/", "workflows/")


class BeforeTheDesk:
    """Middleware: turns away whoever has no role, and leads whoever has no second step to set it up first.

    Without the first, Wagtail and the page of signing in would send somebody whose role ended to each other for ever.
    What Wagtail has for writing pages is for those who write pages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        desk = "/" + settings.DESK_PREFIX
        if request.path.startswith(desk) and isinstance(request.user, User):
            return self.turned_away(request, request.user, request.path[len(desk) :]) or self.get_response(request)
        return self.get_response(request)

    def turned_away(self, request: HttpRequest, user: User, place: str) -> HttpResponse | None:
        if not user.has_perm("wagtailadmin.access_admin"):
            return render(request, "account/no_role.html", status=403)
        if needs_second_step(user):
            messages.info(request, _("Before the desk opens, add the second step of signing in. It takes two minutes."))
            return redirect("mfa_activate_totp")
        if place.startswith(TOOLS_FOR_PAGES) and not user_has_any_page_permission(user):
            messages.error(request, _("This is for those who write the site’s pages."))
            return redirect("wagtailadmin_home")
        return None


def needs_second_step(user: User) -> bool:
    """Whether `user` has to set up a second step before anything else."""
    return bool(settings.REQUIRE_MFA) and not is_mfa_enabled(user)
