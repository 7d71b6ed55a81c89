"""The evidence desk's place at the desk."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.protect.deidentification import file_views, views
from heard.protect.deidentification.queries import count_at
from heard.protect.deidentification.rules import can_read_evidence
from heard.protect.deidentification.states import Reading


def addresses() -> list[URLPattern]:
    return [
        path("evidence/", views.evidence, name="desk_evidence"),
        path("evidence/<str:reference>/", views.submission, name="desk_submission"),
        path("evidence/<str:reference>/asking/", views.asking, name="desk_asking"),
        path("evidence/<str:reference>/setting-aside/", views.setting_aside, name="desk_setting_aside"),
        path("evidence/<str:reference>/taking-up/", views.taking_up, name="desk_taking_up"),
        path("evidence/<str:reference>/details/", views.details, name="desk_details"),
        path("evidence/<str:reference>/file/<int:number>/", file_views.file, name="desk_file"),
        path(
            "evidence/<str:reference>/file/<int:number>/contents/",
            file_views.file_contents,
            name="desk_file_contents",
        ),
        path(
            "evidence/<str:reference>/file/<int:number>/written-down/",
            file_views.file_written_down,
            name="desk_file_written_down",
        ),
        path("evidence/<str:reference>/original/<int:number>/", views.original, name="desk_original"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Evidence"), "desk_evidence", "mail", 10, can_read_evidence)


def waiting(user: User) -> Iterator[WaitingWork]:
    if not can_read_evidence(user):
        return
    for reading in (Reading.TO_OPEN, Reading.TO_READ, Reading.ACCEPTED, Reading.READ_ONCE):
        number = count_at(reading)
        address = f"{reverse('desk_evidence')}?{urlencode({'reading': reading})}"
        yield WaitingWork(str(reading.label), number, address)


hooks.register("desk_waiting", waiting)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
