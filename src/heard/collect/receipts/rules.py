"""What may be asked of somebody who holds a receipt."""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import withdrawal_of
from heard.collect.receipts.queries import has_receipt
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
    if not has_receipt(submission):
        raise NotAllowed(_("Nobody holds five words for this, so nobody would see the question."))


def can_ask(user: User, submission: Submission) -> bool:
    return allowed(check_ask, user, submission)


def uses_asked_for(age_band: str) -> list[Use]:
    """The uses somebody of this age may agree to. Nobody under 16 is ever named."""
    return [use for use in wordings_in_force() if use != Use.QUOTE_NAMED or age_band not in CHILDREN]


def wording_shown(wording: ConsentWording, age_band: str) -> str:
    """The words in which somebody of this age is asked."""
    return wording.plain_text if is_young(age_band) and wording.plain_text else wording.text


def is_young(age_band: str) -> bool:
    """Whether we ask in the words for young people."""
    return age_band in YOUNG
