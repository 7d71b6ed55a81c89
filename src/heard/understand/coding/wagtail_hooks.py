"""The themes' place at the desk."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.inquiry.consent.states import Use
from heard.understand.codebook.rules import can_read_themes
from heard.understand.coding import views
from heard.understand.coding.queries import left_behind
from heard.understand.coding.rules import can_code


def addresses() -> list[URLPattern]:
    return [
        path("themes/", views.theme_list, name="desk_themes"),
        path("themes/<slug:slug>/", views.theme, name="desk_theme"),
        path("excerpts/left-behind/", views.left_behind_list, name="desk_excerpts_left_behind"),
        path("excerpts/left-behind/<int:number>/", views.decide_left_behind, name="desk_excerpt_left_behind"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Themes"), "desk_themes", "list-ul", 30, can_read_themes)


def waiting(user: User) -> Iterator[WaitingWork]:
    if can_code(user):
        says = gettext("Excerpts whose words are not in the newest text")
        yield WaitingWork(says, left_behind(Use.ANALYSE).count(), reverse("desk_excerpts_left_behind"))


hooks.register("desk_waiting", waiting)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
