"""What a group host or a partner finds at the desk, where nothing is made for them yet."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from heard.accounts.models import User
from heard.inquiry.inquiries.queries import roles_of
from heard.inquiry.inquiries.states import Role

OUTSIDE = {Role.GROUP_HOST, Role.PARTNER}


class NothingYetPanel(Component):
    """Says honestly that nothing waits, and what will."""

    name = "nothing_yet"
    template_name = "inquiries/nothing_yet.html"
    order = 50


def nothing_yet(request: HttpRequest, panels: list[Any]) -> None:
    """Instead of the work that waits, for those who have no other role."""
    roles = roles_of(request.user) if isinstance(request.user, User) else set()
    if roles and roles <= OUTSIDE:
        panels[:] = [NothingYetPanel()]
