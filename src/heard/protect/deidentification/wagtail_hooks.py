"""The evidence desk's place at the desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.protect.deidentification import views
from heard.protect.deidentification.rules import can_read_evidence


def addresses() -> list[URLPattern]:
    return [
        path("evidence/", views.evidence, name="desk_evidence"),
        path("evidence/<str:reference>/", views.submission, name="desk_submission"),
        path("evidence/<str:reference>/original/<int:number>/", views.original, name="desk_original"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Evidence"), "desk_evidence", "mail", 10, can_read_evidence)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
