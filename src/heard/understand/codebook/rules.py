"""Who may change the codebook."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_read_themes(user: User) -> None:
    """Raise unless `user` may read the codebook and what was coded with it."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST, Role.REVIEWER, Role.SAFEGUARDING_LEAD, Role.CHAIR)


def can_read_themes(user: User) -> bool:
    return allowed(check_read_themes, user)


def check_accept_theme(user: User) -> None:
    """Raise unless `user` may suggest themes and take them into the codebook."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST)


def can_accept_theme(user: User) -> bool:
    return allowed(check_accept_theme, user)
