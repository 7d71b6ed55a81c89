"""Who may ask, who may agree, and what may be done now."""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.approvals.kinds import all_kinds, kind_called
from heard.approvals.models import Approval
from heard.approvals.others import whom_to_ask
from heard.approvals.queries import standing_of, usable_approvals
from heard.approvals.states import Standing


def check_ask_approval(user: User, kind: str) -> None:
    """Raise unless `user` may ask for leave to do this."""
    kind_called(kind).check_ask(user)


def can_ask_approval(user: User, kind: str) -> bool:
    return allowed(check_ask_approval, user, kind)


def check_agree(user: User, approval: Approval) -> None:
    """Raise unless `user` may agree: entitled to, somebody else than who asked, and in time."""
    kind_called(approval.kind).check_agree(user)
    if approval.asked_by_id == user.pk:
        says = _("You asked for this yourself. Somebody else has to agree. %(whom)s")
        raise NotAllowed(says % {"whom": whom_to_ask(kind_called(approval.kind).check_agree, user.pk)})
    check_waits(approval)


def can_agree(user: User, approval: Approval) -> bool:
    return approval.asked_by_id != user.pk and allowed(check_agree, user, approval)


def check_refuse(user: User, approval: Approval) -> None:
    """Raise unless `user` may refuse. Whoever asked may: they take it back."""
    if approval.asked_by_id != user.pk:
        kind_called(approval.kind).check_agree(user)
    check_waits(approval)


def can_refuse(user: User, approval: Approval) -> bool:
    return allowed(check_refuse, user, approval)


def check_waits(approval: Approval) -> None:
    """Raise unless the request still waits for its answer."""
    standing = standing_of(approval)
    if standing == Standing.EXPIRED:
        raise NotAllowed(_("This was asked too long ago. Whoever needs it has to ask again."))
    if standing != Standing.WAITING:
        raise NotAllowed(_("This was answered already."))


def check_approved(user: User, kind: str, label: str) -> None:
    """Raise unless `user` may do this now: they are still entitled to ask, and a second person agreed lately."""
    check_ask_approval(user, kind)
    if not usable_approvals(user, kind, label).exists():
        raise NotAllowed(needs_a_second_person(kind, user.pk))


def is_approved(user: User, kind: str, label: str) -> bool:
    return can_ask_approval(user, kind) and usable_approvals(user, kind, label).exists()


def needs_a_second_person(kind: str, *besides: int) -> str:
    """The sentence for whoever would do it alone: who can agree, and what to do."""
    says = _("A second person has to agree to this first. %(whom)s Ask with a reason, then do it within a day.")
    return says % {"whom": whom_to_ask(kind_called(kind).check_agree, *besides)}


def check_see_approvals(user: User) -> None:
    """Raise unless there is anything that `user` could ask for or agree to."""
    if not any(allowed(rule, user) for kind in all_kinds() for rule in (kind.check_ask, kind.check_agree)):
        raise NotAllowed(_("Nothing that your role does needs a second person."))


def can_see_approvals(user: User) -> bool:
    return allowed(check_see_approvals, user)
