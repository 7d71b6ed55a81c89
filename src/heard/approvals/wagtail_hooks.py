"""The place at the desk of what waits for a second person."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.approvals import views
from heard.approvals.queries import waiting_approvals
from heard.approvals.rules import can_agree, can_see_approvals


def addresses() -> list[URLPattern]:
    return [
        path("approvals/", views.approvals, name="desk_approvals"),
        path("approvals/asking/", views.asking, name="desk_approval_asking"),
        path("approvals/<int:number>/agreed/", views.agreeing, name="desk_approval_agreeing"),
        path("approvals/<int:number>/refused/", views.refusing, name="desk_approval_refusing"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Second person"), "desk_approvals", "check", 490, can_see_approvals)


def waiting(user: User) -> Iterator[WaitingWork]:
    number = sum(can_agree(user, approval) for approval in waiting_approvals())
    yield WaitingWork(gettext("Waiting for a second person"), number, reverse("desk_approvals"))


hooks.register("desk_waiting", waiting)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
