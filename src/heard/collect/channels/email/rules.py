"""Who looks after what arrives by e-mail."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_see_mail(user: User) -> None:
    """Raise unless `user` may see what arrived by e-mail and take for evidence what was kept aside."""
    check_role(user, Role.SECRETARIAT, Role.REVIEWER, Role.SAFEGUARDING_LEAD)


def can_see_mail(user: User) -> bool:
    return allowed(check_see_mail, user)
