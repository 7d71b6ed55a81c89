"""What people agree to has its place at the desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.inquiry.consent import views
from heard.inquiry.consent.rules import can_write_wordings


def addresses() -> list[URLPattern]:
    return [
        path("agreeing/", views.agreeing, name="desk_agreeing"),
        path("agreeing/privacy/", views.notice, name="desk_privacy_notice"),
        path("agreeing/<str:use>/", views.wording, name="desk_wording"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("What people agree to"), "desk_agreeing", "clipboard-list", 91, can_write_wordings)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
