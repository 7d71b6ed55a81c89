"""Who may mark and code."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_code(user: User) -> None:
    """Raise unless `user` may mark excerpts and put themes on them."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST)


def can_code(user: User) -> bool:
    return allowed(check_code, user)
