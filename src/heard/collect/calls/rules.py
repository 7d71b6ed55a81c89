"""Who may open and close the call for evidence."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_run_call(user: User) -> None:
    """Raise unless `user` may plan the call for evidence, open it and close it."""
    check_role(user, Role.SECRETARIAT)


def can_run_call(user: User) -> bool:
    return allowed(check_run_call, user)
