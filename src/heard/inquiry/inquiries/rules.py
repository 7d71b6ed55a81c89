"""What a role in the team brings with it. Later stages build their rules on `check_role`."""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.inquiry.inquiries.queries import roles_of
from heard.inquiry.inquiries.states import Role


def check_role(user: User, *roles: Role) -> None:
    """Raise unless `user` holds one of `roles`. A superuser holds none by being one."""
    if not roles_of(user) & set(roles):
        wanted = ", ".join(str(role.label) for role in roles)
        raise NotAllowed(_("This is for these roles in the team: %(roles)s.") % {"roles": wanted})


def check_appoint(actor: User) -> None:
    """Raise unless `actor` may bring somebody into the team."""
    check_role(actor, Role.SECRETARIAT)


def can_appoint(actor: User) -> bool:
    return allowed(check_appoint, actor)
