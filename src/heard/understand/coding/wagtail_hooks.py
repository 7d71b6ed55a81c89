"""The themes' place at the desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.understand.codebook.rules import can_read_themes
from heard.understand.coding import views


def addresses() -> list[URLPattern]:
    return [
        path("themes/", views.theme_list, name="desk_themes"),
        path("themes/<slug:slug>/", views.theme, name="desk_theme"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Themes"), "desk_themes", "list-ul", 30, can_read_themes)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
