"""The inquiry's own words and its team at the desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.inquiry.inquiries import views
from heard.inquiry.inquiries.desk import nothing_yet
from heard.inquiry.inquiries.rules import can_see_team
from heard.inquiry.inquiries.viewsets import TheInquiry


def the_inquiry() -> TheInquiry:
    return TheInquiry()


def addresses() -> list[URLPattern]:
    return [
        path("team/", views.the_team, name="desk_team"),
        path("team/appointing/", views.appointing, name="desk_appointing"),
        path("team/<int:number>/ending/", views.ending, name="desk_ending"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Team"), "desk_team", "group", 92, can_see_team)


hooks.register("construct_homepage_panels", nothing_yet, order=10)  # after the panel of what waits
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_viewset", the_inquiry)
