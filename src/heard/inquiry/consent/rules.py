"""Who may write the words that people agree to."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_write_wordings(user: User) -> None:
    """Raise unless `user` may write a new version of a use's wording, or of the privacy notice."""
    check_role(user, Role.SECRETARIAT)


def can_write_wordings(user: User) -> bool:
    return allowed(check_write_wordings, user)
