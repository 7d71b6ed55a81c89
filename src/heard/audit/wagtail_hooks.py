"""The audit's place at the desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.audit import views
from heard.audit.rules import can_read_audit


def addresses() -> list[URLPattern]:
    return [path("audit/", views.audit, name="desk_audit")]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Audit"), "desk_audit", "history", 500, can_read_audit)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
