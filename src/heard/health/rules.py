"""Who may see how the installation is."""

from heard.accounts.models import User
from heard.accounts.rules import allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role


def check_see_health(user: User) -> None:
    """Raise unless `user` runs the inquiry, or looks after the machine. The facts hold nobody's words."""
    if not (user.is_active and user.is_superuser):
        check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD)


def can_see_health(user: User) -> bool:
    return allowed(check_see_health, user)
