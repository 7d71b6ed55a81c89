"""Who may import answers from a form elsewhere."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_import_forms(user: User) -> None:
    """Raise unless `user` may import. They see the words as they are, so they may open originals."""
    check_role(user, Role.SECRETARIAT, Role.REVIEWER, Role.SAFEGUARDING_LEAD)


def can_import_forms(user: User) -> bool:
    return allowed(check_import_forms, user)
