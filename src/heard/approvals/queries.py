"""Reading requests to a second person."""

from django.db.models import QuerySet
from django.utils import timezone

from heard.accounts.models import User
from heard.approvals.models import Approval
from heard.approvals.states import ANSWERED_WITHIN, USED_WITHIN, Answer, Standing


def approvals() -> QuerySet[Approval]:
    return Approval.objects.select_related("asked_by", "answer__by", "use")


def waiting_approvals() -> QuerySet[Approval]:
    """What nobody has answered and may still be answered."""
    return approvals().filter(answer=None, asked_at__gt=timezone.now() - ANSWERED_WITHIN)


def usable_approvals(user: User | None, kind: str, label: str) -> QuerySet[Approval]:
    """What `user` (None: anybody) asked for, somebody else agreed to lately, and is not done yet.

    An answer from the future counts for nothing: where the clock went back, an old one would come to life again.
    """
    now = timezone.now()
    asked = approvals() if user is None else asked_by(user)
    return asked.filter(
        kind=kind,
        label=label,
        use=None,
        answer__answer=Answer.AGREED,
        answer__at__gt=now - USED_WITHIN,
        answer__at__lte=now,
    )


def standing_of(approval: Approval) -> Standing:
    """Where a request stands now."""
    if hasattr(approval, "use"):
        return Standing.USED
    now = timezone.now()
    if not hasattr(approval, "answer"):
        return Standing.WAITING if approval.asked_at > now - ANSWERED_WITHIN else Standing.EXPIRED
    if approval.answer.answer == Answer.REFUSED:
        return Standing.REFUSED
    return Standing.AGREED if now - USED_WITHIN < approval.answer.at <= now else Standing.EXPIRED


def asked_by(user: User) -> QuerySet[Approval]:
    """What `user` asked for, newest first."""
    return approvals().filter(asked_by=user).order_by("-pk")
