"""The evidence desk's place at the desk."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.protect.deidentification.queries import count_at
from heard.protect.deidentification.rules import can_open_original, can_read_evidence, can_see_log
from heard.protect.deidentification.states import UNFINISHED, Reading, Standing
from heard.protect.evidence_desk import key_views, reading_views, submission_views, views
from heard.protect.evidence_desk.queries import count_by_standing, queue
from heard.protect.evidence_desk.states import ME

ONE = "evidence/<str:reference>/"
PART = f"{ONE}reading/<int:number>/"


def addresses() -> list[URLPattern]:
    return [
        path("evidence/", views.queue, name="desk_evidence"),
        path("evidence/next/", views.next_one, name="desk_next"),
        path("evidence/assignments/", views.assignments, name="desk_assignments"),
        path(ONE, submission_views.submission, name="desk_submission"),
        path(f"{ONE}assigning/", submission_views.assigning, name="desk_assigning"),
        path(f"{ONE}accepting/", submission_views.accepting, name="desk_accepting"),
        path(f"{ONE}reopening/", submission_views.reopening, name="desk_reopening"),
        path(f"{ONE}asking/", submission_views.asking, name="desk_asking"),
        path(f"{ONE}setting-aside/", submission_views.setting_aside, name="desk_setting_aside"),
        path(f"{ONE}taking-up/", submission_views.taking_up, name="desk_taking_up"),
        path(f"{ONE}details/", submission_views.details, name="desk_details"),
        path(f"{ONE}passing/<int:number>/", submission_views.passing, name="desk_passing"),
        path(f"{ONE}original/<int:number>/", reading_views.original, name="desk_original"),
        path(PART, reading_views.reading, name="desk_reading"),
        path(f"{PART}deciding/", reading_views.deciding, name="desk_deciding"),
        path(f"{PART}suggesting/", reading_views.suggesting, name="desk_suggesting"),
        path(f"{PART}software/", reading_views.software, name="desk_software"),
        path(f"{PART}making/", reading_views.making, name="desk_making"),
        path(f"{PART}changing/", reading_views.changing, name="desk_changing"),
        path(f"{PART}moving/", reading_views.moving, name="desk_moving"),
        path(f"{PART}undoing/", reading_views.undoing, name="desk_undoing"),
        path(f"{PART}showing-again/", reading_views.showing_again, name="desk_showing_again"),
        path(f"{ONE}key-table/", key_views.key_table, name="desk_key_table"),
        path(f"{ONE}key-table/asking/", key_views.key_table_asking, name="desk_key_table_asking"),
        path(f"{ONE}key-table/opening/", key_views.key_table_opening, name="desk_key_table_opening"),
        path("replacements/", key_views.replacements, name="desk_replacements"),
        path("replacements/exporting/", key_views.replacements_export, name="desk_replacements_export"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Evidence"), "desk_evidence", "mail", 10, can_read_evidence)


def log_menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Log of replacements"), "desk_replacements", "history", 93, can_see_log)


def waiting(user: User) -> Iterator[WaitingWork]:
    """What is theirs to read, then what is nobody's yet, then what needs a second reader before it is printed."""
    if not can_open_original(user):
        return
    theirs = queue().filter(Q(standing__in=UNFINISHED, reader=user.pk)).count()
    yield WaitingWork(str(_("Given to you to read")), theirs, address(state="yours", assigned=ME))
    counts = count_by_standing(queue())
    for standing in UNFINISHED:
        yield WaitingWork(str(standing.label), counts.get(standing, 0), address(state=standing))
    once = Reading.READ_ONCE
    yield WaitingWork(str(once.label), count_at(once), address(reading=once))


def address(**asked: str | Standing | Reading) -> str:
    return f"{reverse('desk_evidence')}?{urlencode(asked)}"


hooks.register("desk_waiting", waiting)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_menu_item", log_menu_item)
