"""What may be asked of somebody who holds a receipt."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import originals_destroyed, withdrawal_of
from heard.collect.receipts.queries import has_receipt
from heard.collect.receipts.states import Checked, ChildsWish, HowAsked, WhoAsked
from heard.inquiry.consent.models import ConsentWording
from heard.inquiry.consent.queries import wordings_in_force
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role

CHILDREN = (AgeBand.UNDER_13, AgeBand.FROM_13)
YOUNG = (*CHILDREN, AgeBand.FROM_16)


def check_ask(user: User, submission: Submission) -> None:
    """Raise unless `user` may ask whoever gave `submission` something, and they have a way to see it."""
    check_role(user, Role.SECRETARIAT, Role.REVIEWER, Role.SAFEGUARDING_LEAD)
    if withdrawal_of(submission):
        raise NotAllowed(_("These words were taken back."))
    if originals_destroyed(submission):
        raise NotAllowed(_("The time of these words is over."))
    if not has_receipt(submission):
        raise NotAllowed(_("Nobody holds five words for this, so nobody would see the question."))


def can_ask(user: User, submission: Submission) -> bool:
    return allowed(check_ask, user, submission)


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked us for something, how, and how we know that it is them. `childs_wish` where a guardian asks."""

    who: WhoAsked
    how: HowAsked
    checked: Checked
    checked_by: User
    childs_wish: ChildsWish | None = None


def check_act_for_givers(user: User) -> None:
    """Raise unless `user` may do for somebody what that person would do with five words."""
    check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD)


def can_act_for_givers(user: User) -> bool:
    return allowed(check_act_for_givers, user)


def check_request(user: User, submission: Submission, request: Request) -> None:
    """Raise unless this may be done because of `request`: nobody decides over a young person’s own wish.

    A person of 16 or over asks for themselves, and so does a younger one who understands what it is about. Whether they
    do is for people to judge and to note, so that it is asked of every guardian’s request.
    """
    check_act_for_givers(user)
    if withdrawal_of(submission):
        raise NotAllowed(_("These words were taken back."))
    if not can_act_for_givers(request.checked_by):
        raise NotAllowed(_("Whoever made sure that it is them has to be in the secretariat, or the safeguarding lead."))
    if request.who == WhoAsked.GUARDIAN:
        _check_guardian(submission.contributor.age_band, request.childs_wish)


def _check_guardian(age_band: str, wish: ChildsWish | None) -> None:
    if age_band and age_band not in CHILDREN:
        raise NotAllowed(_("Whoever gave this is 16 or over, and decides about it alone. Ask them."))
    if wish is None:
        raise NotAllowed(_("Say what the child wants. It is theirs to decide, if they understand what it is about."))
    if wish == ChildsWish.AGAINST:
        raise NotAllowed(
            _("The child does not want it, so nothing is changed. Talk about it with the safeguarding lead.")
        )
    if wish == ChildsWish.NOT_ASKED and age_band != AgeBand.UNDER_13:
        raise NotAllowed(_("A young person of 13 or over is asked first. Ask them, or find out how old they are."))


def uses_asked_for(age_band: str) -> list[Use]:
    """The uses somebody of this age may agree to. Nobody under 16 is ever named."""
    return [use for use in wordings_in_force() if use != Use.QUOTE_NAMED or age_band not in CHILDREN]


def wording_shown(wording: ConsentWording, age_band: str) -> str:
    """The words in which somebody of this age is asked."""
    return wording.plain_text if is_young(age_band) and wording.plain_text else wording.text


def is_young(age_band: str) -> bool:
    """Whether we ask in the words for young people."""
    return age_band in YOUNG
