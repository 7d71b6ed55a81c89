"""The place at the desk of how long things are kept."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.protect.retention import views
from heard.protect.retention.queries import overdue, schedule_in_force
from heard.protect.retention.rules import can_see_retention


def addresses() -> list[URLPattern]:
    return [
        path("retention/", views.retention, name="desk_retention"),
        path("retention/due/", views.due, name="desk_retention_due"),
        path("retention/schedule/", views.schedule, name="desk_retention_schedule"),
        path("retention/what-becomes/", views.what_becomes, name="desk_what_becomes"),
        path("retention/certificates/<int:run>/", views.certificate, name="desk_certificate"),
        path("retention/certificates/<int:run>/text/", views.certificate_text, name="desk_certificate_text"),
        path("retention/vouching/", views.vouching, name="desk_vouching"),
        path("retention/holding/", views.holding, name="desk_holding"),
        path("retention/holds/<int:hold>/lifting/", views.lifting, name="desk_lifting_hold"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("How long we keep things"), "desk_retention", "bin", 92, can_see_retention)


def waiting(user: User) -> Iterator[WaitingWork]:
    schedule = schedule_in_force() if can_see_retention(user) else None
    if schedule:
        late = len(overdue(schedule, timezone.localdate()))
        yield WaitingWork(gettext("Past its time, and still here"), late, reverse("desk_retention"))


hooks.register("desk_waiting", waiting)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
