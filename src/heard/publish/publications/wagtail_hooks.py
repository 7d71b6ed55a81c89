"""The quotations' place at the desk."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.protect.disclosure.rules import can_see_policy
from heard.publish.publications import numbers_views, views
from heard.publish.publications.beside import held_back
from heard.publish.publications.queries import quotations
from heard.publish.publications.rules import can_choose, can_publish, can_read_quotations
from heard.publish.publications.stopping import stopped


def addresses() -> list[URLPattern]:
    return [
        path("quotations/", views.quotation_list, name="desk_quotations"),
        path("quotations/<int:number>/", views.quotation, name="desk_quotation"),
        path("quotations/<int:number>/beside/", views.choose, name="desk_quotation_beside"),
        path("numbers/", numbers_views.numbers, name="desk_numbers"),
        path("numbers/publishing/", numbers_views.publish, name="desk_numbers_publishing"),
        path("quotations/<int:number>/publishing/", views.publish, name="desk_quotation_publishing"),
        path("quotations/<int:number>/taking-down/", views.take_down, name="desk_quotation_taking_down"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("Quotations"), "desk_quotations", "openquote", 40, can_read_quotations)


def menu_item_for_numbers() -> DeskMenuItem:
    return DeskMenuItem(_("Numbers"), "desk_numbers", "order", 41, can_see_policy)


def waiting(user: User) -> Iterator[WaitingWork]:
    if can_publish(user) or can_choose(user):
        says = gettext("Stopped, because a text or a policy is another now")
        yield WaitingWork(says, len(stopped()), f"{reverse('desk_quotations')}?only=held")
    if can_publish(user):
        unpublished = quotations().filter(publishings=None, stops=None).count()
        yield WaitingWork(
            gettext("Cleared and not published yet"), unpublished, f"{reverse('desk_quotations')}?only=cleared"
        )
        says = gettext("Held back, because their words tell too much now")
        yield WaitingWork(says, len(held_back()), f"{reverse('desk_quotations')}?only=held")


hooks.register("desk_waiting", waiting)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_menu_item", menu_item_for_numbers)
