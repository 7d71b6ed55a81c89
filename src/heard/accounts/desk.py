"""Parts of the desk that every stage uses: a menu entry only those see who may follow it, and pages of long lists."""

from collections.abc import Callable
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.functional import Promise
from wagtail.admin.menu import MenuItem

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
