"""The place at the desk of files in which something was found."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from heard.accounts.desk import WaitingWork
from heard.accounts.models import User
from heard.protect.scans import views
from heard.protect.scans.queries import held_back
from heard.protect.scans.rules import can_decide


def addresses() -> list[URLPattern]:
    return [
        path("found/", views.found, name="desk_found"),
        path("found/<int:scan>/releasing/", views.releasing, name="desk_releasing"),
    ]


def waiting(user: User) -> Iterator[WaitingWork]:
    if can_decide(user):
        yield WaitingWork(
            _("Files in which the virus scanner found something"), held_back().count(), reverse("desk_found")
        )


hooks.register("desk_waiting", waiting)
hooks.register("register_admin_urls", addresses)
