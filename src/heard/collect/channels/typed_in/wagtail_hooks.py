"""Typing in, in the desk's menu."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.collect.channels.typed_in import views
from heard.collect.channels.typed_in.rules import can_type_in


def addresses() -> list[URLPattern]:
    return [path("typing-in/", views.typing_in, name="desk_typing_in")]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Type in evidence"), "desk_typing_in", "edit", 12, can_type_in)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
