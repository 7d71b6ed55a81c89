"""The place of disclosure control at the desk."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.protect.disclosure import views
from heard.protect.disclosure.queries import current_policy, has_been_tried
from heard.protect.disclosure.rules import can_record_drill, can_see_drills, can_see_policy


def addresses() -> list[URLPattern]:
    return [
        path("disclosure/", views.policy, name="desk_disclosure"),
        path("disclosure/attempts/", views.drill_list, name="desk_drills"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("What may be told"), "desk_disclosure", "view", 42, can_see_policy)


def menu_item_for_drills() -> DeskMenuItem:
    return DeskMenuItem(_("Attempts to find somebody"), "desk_drills", "search", 43, can_see_drills)


def waiting(user: User) -> Iterator[WaitingWork]:
    if can_record_drill(user):
        waits = current_policy().needs_drill and not has_been_tried()
        yield WaitingWork(gettext("To be tried before themes are published"), int(waits), reverse("desk_drills"))


hooks.register("desk_waiting", waiting)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_menu_item", menu_item_for_drills)
