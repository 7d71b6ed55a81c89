"""The desk's first page and help menu, without what Wagtail shows about itself."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from heard.accounts.desk import WaitingPanel


def waiting_work(_request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, WaitingPanel())


def without_wagtails_own(_request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if "http" not in str(item.url)]


hooks.register("construct_homepage_panels", waiting_work)
hooks.register("construct_help_menu", without_wagtails_own)
