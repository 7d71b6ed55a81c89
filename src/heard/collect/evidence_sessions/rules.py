"""Who may work with evidence sessions."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import WORKS_INSIDE, Role


def check_read_sessions(user: User) -> None:
    """Raise unless `user` may read sessions and their notes at the desk: everybody in the team."""
    check_role(user, *WORKS_INSIDE)


def can_read_sessions(user: User) -> bool:
    return allowed(check_read_sessions, user)


def check_import_notes(user: User) -> None:
    """Raise unless `user` may bring in the notes of a session."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST)


def can_import_notes(user: User) -> bool:
    return allowed(check_import_notes, user)
