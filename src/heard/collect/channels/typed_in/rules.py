"""Who may type in evidence for somebody."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_type_in(user: User) -> None:
    """Raise unless `user` may type in what somebody wrote or said. They see it as it is, so they may open originals."""
    check_role(user, Role.SECRETARIAT, Role.REVIEWER, Role.SAFEGUARDING_LEAD)


def can_type_in(user: User) -> bool:
    return allowed(check_type_in, user)
