"""Asking a second person, answering, and using what was agreed."""

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.approvals.models import Approval, ApprovalAnswer, ApprovalUse
from heard.approvals.queries import usable_approvals, waiting_approvals
from heard.approvals.rules import (
    can_ask_approval,
    check_agree,
    check_approved,
    check_ask_approval,
    check_refuse,
    needs_a_second_person,
)
from heard.approvals.states import Answer
from heard.audit.actions import record, wait_for_other_writers
from heard.text.errors import BadInput


@transaction.atomic
def ask_approval(actor: User, kind: str, label: str, reason: str) -> Approval:
    """Ask a second person for leave to do `kind` to `label`, once. Asked again while it waits, it is the same request.

    Raises `NotAllowed`, or `BadInput` without a reason.
    """
    check_ask_approval(actor, kind)
    reason = _reason(reason, _("Say why you need this. Whoever agrees has to know, and it is kept beside your name."))
    wait_for_other_writers()
    standing = waiting_approvals().filter(asked_by=actor, kind=kind, label=label).first()
    if standing:
        return standing
    approval = Approval.objects.create(kind=kind, label=label, reason=reason, asked_by=actor)
    record(actor, "ask a second person", kind, label, use=reason)
    return approval


@transaction.atomic
def agree(actor: User, approval: Approval) -> ApprovalAnswer:
    """Agree, as the second person. What was asked for may then be done once, within a day, by whoever asked."""
    approval = _as_it_is_now(approval)
    check_agree(actor, approval)
    record(actor, "agree as second person", approval.kind, approval.label)
    return ApprovalAnswer.objects.create(approval=approval, answer=Answer.AGREED, by=actor)


@transaction.atomic
def refuse(actor: User, approval: Approval, reason: str) -> ApprovalAnswer:
    """Refuse, as the second person; or take one's own request back."""
    approval = _as_it_is_now(approval)
    check_refuse(actor, approval)
    reason = _reason(reason, _("Say why not. Whoever asked has to know, and it is kept beside your name."))
    verb = "take back a request" if approval.asked_by_id == actor.pk else "refuse as second person"
    record(actor, verb, approval.kind, approval.label, use=reason)
    return ApprovalAnswer.objects.create(approval=approval, answer=Answer.REFUSED, reason=reason, by=actor)


@transaction.atomic
def use_approval(actor: User, kind: str, label: str) -> Approval:
    """Note that what was agreed is done now: call it in the transaction that does it. Raises `NotAllowed` otherwise."""
    check_approved(actor, kind, label)
    wait_for_other_writers()
    approval = usable_approvals(actor, kind, label).first()
    if approval is None:  # somebody else at this very moment was quicker
        raise NotAllowed(needs_a_second_person(kind, actor.pk))
    ApprovalUse.objects.create(approval=approval)
    record(actor, "do with a second person", kind, label, use=f"{approval.answer.by.name}: {approval.reason}"[:300])
    return approval


@transaction.atomic
def use_approval_at_the_machine(kind: str, label: str) -> Approval:
    """The same for a command: two people agreed at the desk, and whoever looks after the machine does it for them."""
    wait_for_other_writers()
    agreed = usable_approvals(None, kind, label)
    approval = next((each for each in agreed if can_ask_approval(each.asked_by, kind)), None)
    if approval is None:
        raise NotAllowed(needs_a_second_person(kind))
    ApprovalUse.objects.create(approval=approval)
    who = f"{approval.asked_by.name}, {approval.answer.by.name}: {approval.reason}"
    record(None, "do with a second person", kind, label, use=who[:300])
    return approval


def _as_it_is_now(approval: Approval) -> Approval:
    """What it is once nobody else can answer it any more."""
    wait_for_other_writers()
    return Approval.objects.get(pk=approval.pk)


def _reason(given: str, missing: str) -> str:
    reason = given.strip()
    if not reason:
        raise BadInput(missing)
    if len(reason) > 300:
        raise BadInput(_("Say it in 300 characters or fewer."))
    return reason
