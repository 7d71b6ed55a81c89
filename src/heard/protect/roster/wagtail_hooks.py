"""The roster's place at the desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.protect.roster import views
from heard.protect.roster.rules import can_see_roster


def addresses() -> list[URLPattern]:
    return [
        path("roster/", views.roster, name="desk_roster"),
        path("roster/policy/", views.policy, name="desk_policy"),
        path("roster/import-preview/", views.import_preview, name="desk_roster_preview"),
        path("roster/import-keeping/", views.import_keeping, name="desk_roster_keeping"),
        path("roster/<int:number>/", views.entry, name="desk_roster_entry"),
        path("roster/<int:number>/removing/", views.removing, name="desk_roster_removing"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Roster"), "desk_roster", "group", 15, can_see_roster)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
