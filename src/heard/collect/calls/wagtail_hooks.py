"""The call's place at the desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.collect.calls import views
from heard.collect.calls.rules import can_run_call


def addresses() -> list[URLPattern]:
    return [path("call/", views.call, name="desk_call")]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Call for evidence"), "desk_call", "download", 15, can_run_call)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
