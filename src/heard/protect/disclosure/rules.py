"""Who sets the policy, who keeps records of attempts to find somebody, and what waits for one."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import WORKS_INSIDE, Role
from heard.protect.disclosure.queries import current_policy, has_been_tried

TOO_COARSE = gettext_lazy("Round to no more than the smallest number that is shown, or it would be printed as nought.")


def check_see_policy(user: User) -> None:
    """Raise unless `user` may see the policy and what it does to today's numbers, small ones included."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST, Role.REVIEWER, Role.SAFEGUARDING_LEAD, Role.CHAIR)


def can_see_policy(user: User) -> bool:
    return allowed(check_see_policy, user)


def check_set_policy(user: User) -> None:
    """Raise unless `user` says how many people have to share what is told."""
    check_role(user, Role.SECRETARIAT)


def can_set_policy(user: User) -> bool:
    return allowed(check_set_policy, user)


def check_see_drills(user: User) -> None:
    """Raise unless `user` may read how people tried to find somebody: whoever works inside the inquiry."""
    check_role(user, *WORKS_INSIDE)


def can_see_drills(user: User) -> bool:
    return allowed(check_see_drills, user)


def check_record_drill(user: User) -> None:
    """Raise unless `user` may write down an attempt to find somebody."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST, Role.REVIEWER, Role.SAFEGUARDING_LEAD)


def can_record_drill(user: User) -> bool:
    return allowed(check_record_drill, user)


def check_tried_first() -> None:
    """Raise while the policy wants people to have tried to find somebody, and nobody has."""
    if current_policy().needs_drill and not has_been_tried():
        raise NotAllowed(
            _(
                "Before the first theme, numbers or notes are published, people who did not write them try to find "
                "somebody in them. Write down what they tried and found, under “Attempts to find somebody”."
            )
        )
