"""Parts of the desk that every stage uses: menu entries, pages of long lists, and the work that waits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.functional import Promise
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heard.accounts.models import User

T = TypeVar("T", bound=Model)


class DeskMenuItem(MenuItem):
    """An entry of the desk's menu, shown to those whom `may_follow` lets."""

    def __init__(
        self, label: str | Promise, address: str, icon: str, order: int, may_follow: Callable[[User], bool]
    ) -> None:
        super().__init__(label, reverse_lazy(address), name=address, icon_name=icon, order=order)
        self.may_follow = may_follow

    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and self.may_follow(request.user)


def page_of(request: HttpRequest, rows: QuerySet[T], per_page: int = 25) -> Page[T]:
    """The page of `rows` that the address asks for with `p`; the nearest there is when it asks for none or nonsense."""
    return Paginator(rows, per_page).get_page(request.GET.get("p"))


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """Something at the desk that waits for somebody: “To be read”, how many, and where they are."""

    says: str
    number: int
    address: str


class WaitingPanel(Component):
    """The first thing on the desk: the work that waits for whoever signed in, from every stage that has some.

    A stage joins with the hook `desk_waiting`: a function from a user to the `WaitingWork` they may do.
    """

    name = "waiting"
    template_name = "desk/waiting.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        found = (work for ask in hooks.get_hooks("desk_waiting") for work in ask(parent_context["request"].user))
        return {"waiting": [work for work in found if work.number]}
