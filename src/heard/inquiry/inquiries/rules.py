"""What a role in the team brings with it. Later stages build their rules on `check_role`."""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.inquiry.inquiries.models import TeamMember
from heard.inquiry.inquiries.queries import others_in_secretariat, roles_of
from heard.inquiry.inquiries.states import WORKS_INSIDE, Role


def check_role(user: User, *roles: Role) -> None:
    """Raise unless `user` holds one of `roles`. A superuser holds none by being one."""
    if not roles_of(user) & set(roles):
        wanted = ", ".join(str(role.label) for role in roles)
        raise NotAllowed(_("This is for these roles in the team: %(roles)s.") % {"roles": wanted})


def check_see_team(user: User) -> None:
    """Raise unless `user` may see who holds which role, and since when: whoever works inside the inquiry."""
    check_role(user, *WORKS_INSIDE)


def can_see_team(user: User) -> bool:
    return allowed(check_see_team, user)


def check_appoint(actor: User) -> None:
    """Raise unless `actor` may bring somebody into the team."""
    check_role(actor, Role.SECRETARIAT)


def can_appoint(actor: User) -> bool:
    return allowed(check_appoint, actor)


def check_appoint_to_role(actor: User, user: User) -> None:
    """Raise unless `actor` may give `user` a role. Nobody gives one to themselves: two people know of each."""
    check_appoint(actor)
    if user == actor:
        raise NotAllowed(_("Nobody appoints themselves. Ask somebody else in the secretariat; appoint them first."))


def check_end_appointment(actor: User, member: TeamMember) -> None:
    """Raise unless `actor` may end this appointment. Somebody in the secretariat is always left."""
    check_appoint(actor)
    if member.ended_at is not None:
        raise NotAllowed(_("This has ended already."))
    if member.role == Role.SECRETARIAT and not others_in_secretariat(member).exists():
        raise NotAllowed(_("Then nobody would be left to run the inquiry. Appoint somebody to the secretariat first."))


def can_end_appointment(actor: User, member: TeamMember) -> bool:
    return allowed(check_end_appointment, actor, member)
