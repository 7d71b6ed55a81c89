"""The installation's health at the desk."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.health import machine, people, views, work
from heard.health.facts import found_by
from heard.health.rules import can_see_health
from heard.health.states import Standing

AT_EVERY_LOOK = (machine.disk, machine.clock, people.safeguarding_lead, work.worker)  # what costs next to nothing


def addresses() -> list[URLPattern]:
    return [path("health/", views.health, name="desk_health")]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Health"), "desk_health", "warning", 510, can_see_health)


def waiting(user: User) -> Iterator[WaitingWork]:
    if can_see_health(user):
        wrong = sum(fact.standing == Standing.WRONG for fact in found_by(*AT_EVERY_LOOK))
        yield WaitingWork(gettext("Wrong with the installation"), wrong, reverse("desk_health"))


hooks.register("desk_waiting", waiting)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
