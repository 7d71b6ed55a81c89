"""Who may decide how long things are kept, and who may see what was destroyed."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_see_retention(user: User) -> None:
    """Raise unless `user` may see the schedule, what is due, and the certificates of what was destroyed."""
    check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD, Role.ARCHIVIST)


def can_see_retention(user: User) -> bool:
    return allowed(check_see_retention, user)


def check_adopt_schedule(user: User) -> None:
    """Raise unless `user` may adopt a schedule."""
    check_role(user, Role.SECRETARIAT)


def can_adopt_schedule(user: User) -> bool:
    return allowed(check_adopt_schedule, user)


def check_hold(user: User) -> None:
    """Raise unless `user` may keep something from being destroyed, or end that."""
    check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD)


def can_hold(user: User) -> bool:
    return allowed(check_hold, user)
