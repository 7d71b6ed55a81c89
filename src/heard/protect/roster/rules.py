"""Who may see and change the roster, and who sets the policy."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_see_roster(user: User) -> None:
    """Raise unless `user` may see who is on the roster, and change it: whoever may open originals."""
    check_role(user, Role.SECRETARIAT, Role.REVIEWER, Role.SAFEGUARDING_LEAD)


def can_see_roster(user: User) -> bool:
    return allowed(check_see_roster, user)


def check_set_policy(user: User) -> None:
    """Raise unless `user` says how people and places are called instead."""
    check_role(user, Role.SECRETARIAT)


def can_set_policy(user: User) -> bool:
    return allowed(check_set_policy, user)
