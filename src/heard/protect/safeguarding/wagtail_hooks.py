"""The place of concerns at the desk: in the menu, among the work that waits, and above every page of ours."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.collect.evidence.models import Submission
from heard.protect.safeguarding import views
from heard.protect.safeguarding.clock import read_clock
from heard.protect.safeguarding.numbers import not_looked_at, rows_of_open
from heard.protect.safeguarding.queries import open_concern_of, safeguarding_leads
from heard.protect.safeguarding.rules import can_look_after_concerns, can_raise_concern

ONE = "concerns/<int:number>/"


def addresses() -> list[URLPattern]:
    return [
        path("concerns/", views.concerns, name="desk_concerns"),
        path("concerns/raising/", views.raising, name="desk_raising"),
        path("concerns/clock/", views.clock, name="desk_concern_clock"),
        path(ONE, views.concern, name="desk_concern"),
        path(f"{ONE}opening/", views.opening, name="desk_concern_opening"),
        path(f"{ONE}closing/", views.closing, name="desk_concern_closing"),
        path(f"{ONE}opened-again/", views.reopening, name="desk_concern_reopening"),
        path(f"{ONE}kept-file/<int:part>/", views.kept_file, name="desk_concern_file"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(lazy("Concerns"), "desk_concerns", "warning", 5, can_look_after_concerns)


def raising_item() -> DeskMenuItem:
    def may_raise_and_not_see(user: User) -> bool:
        return can_raise_concern(user) and not can_look_after_concerns(user)

    return DeskMenuItem(lazy("Raise a concern"), "desk_raising", "warning", 95, may_raise_and_not_see)


def waiting(user: User) -> Iterator[WaitingWork]:
    if not can_look_after_concerns(user):
        return
    address = reverse("desk_concerns")
    rows = rows_of_open(read_clock())
    overdue = sum(row.is_overdue for row in rows)
    unread = sum(row.waits_since is not None for row in rows)
    yield WaitingWork(_("Concerns that nobody has read in time"), overdue, address)
    yield WaitingWork(_("Concerns to be read"), unread - overdue, address)
    yield WaitingWork(_("Concerns that were read, to be decided"), len(rows) - unread, address)
    yield WaitingWork(_("Texts at which software has not looked for signs of harm"), not_looked_at().all, address)


def banner(request: HttpRequest) -> Iterator[SafeString]:
    """What is unread, on every page of the desk, whether or not mail or the worker does its part."""
    if not isinstance(request.user, User) or not can_look_after_concerns(request.user):
        return
    clock = read_clock()
    unread = [row for row in rows_of_open(clock) if row.waits_since]
    context = {
        "unread": len(unread),
        "overdue": sum(row.is_overdue for row in unread),
        "clock": clock,
        "has_lead": bool(safeguarding_leads()),
    }
    if unread:
        yield render_to_string("safeguarding/banner.html", context)


def remarks(submission: Submission) -> Iterator[str]:
    """What whoever reads evidence is told of a submission: that it waits, and never why."""
    if open_concern_of(submission):
        yield _(
            "A safeguarding concern about this is open. Until the safeguarding lead or the secretariat has closed it, "
            "it is not accepted, set aside, made into a working text or quoted."
        )


hooks.register("desk_waiting", waiting, order=-1)
hooks.register("desk_banner", banner)
hooks.register("desk_submission_remarks", remarks)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_menu_item", raising_item)
