"""What a page says of a thing that takes a second person: ask, wait, do it, or agree."""

from dataclasses import dataclass

from heard.accounts.models import User
from heard.approvals.kinds import kind_called
from heard.approvals.models import Approval
from heard.approvals.others import whom_to_ask
from heard.approvals.queries import waiting_approvals
from heard.approvals.rules import can_agree, can_ask_approval, is_approved


@dataclass(frozen=True, slots=True)
class Asking:
    """How it stands for one person: `whom` names who can agree; `to_decide` are requests that they can answer."""

    kind: str
    label: str
    may_ask: bool
    is_asked: bool
    is_agreed: bool
    whom: str
    to_decide: list[Approval]


def asking(user: User, kind: str, label: str) -> Asking:
    """For `approvals/second_person.html`, which also takes `action` (the address that does it) and `does` (a verb)."""
    waiting = list(waiting_approvals().filter(kind=kind, label=label))
    return Asking(
        kind=kind,
        label=label,
        may_ask=can_ask_approval(user, kind),
        is_asked=any(approval.asked_by_id == user.pk for approval in waiting),
        is_agreed=is_approved(user, kind, label),
        whom=whom_to_ask(kind_called(kind).check_agree, user.pk),
        to_decide=[approval for approval in waiting if can_agree(user, approval)],
    )
