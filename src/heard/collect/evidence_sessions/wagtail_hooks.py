"""The sessions' place at the desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.collect.evidence_sessions import views
from heard.collect.evidence_sessions.rules import can_read_sessions


def addresses() -> list[URLPattern]:
    return [
        path("sessions/", views.session_list, name="desk_sessions"),
        path("sessions/<slug:slug>/", views.session, name="desk_session"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Sessions"), "desk_sessions", "group", 20, can_read_sessions)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
