"""Planning, opening and closing the call for evidence."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record
from heard.collect.calls.models import CallForEvidence
from heard.collect.calls.queries import the_call
from heard.collect.calls.rules import check_run_call
from heard.collect.calls.states import AdultNeeded
from heard.inquiry.consent.actions import adopt_starting_notice, adopt_starting_wordings
from heard.text.errors import BadInput


@dataclass(frozen=True, slots=True)
class CallPlan:
    """What the secretariat decides about the call. No `closes_at` means that it stays open until somebody closes it."""

    opens_at: datetime
    closes_at: datetime | None = None
    adult_needed_under: AdultNeeded = AdultNeeded.UNDER_13
    welcome: str = ""


@transaction.atomic
def plan_call(actor: User, plan: CallPlan) -> CallForEvidence:
    """Plan the call, or change its plan. Each use that has no wording yet is asked for in our starting words."""
    check_run_call(actor)
    if plan.closes_at and plan.closes_at <= plan.opens_at:
        raise BadInput(_("The call closes before it opens. Give a later time for its end, or none."))
    adopt_starting_wordings(actor)
    adopt_starting_notice(actor)
    call = the_call() or CallForEvidence()
    call.opens_at, call.closes_at = plan.opens_at, plan.closes_at
    call.adult_needed_under, call.welcome = plan.adult_needed_under, plan.welcome
    call.save()
    until = plan.closes_at.isoformat(timespec="minutes") if plan.closes_at else "…"
    record(actor, "plan", "call for evidence", f"{plan.opens_at.isoformat(timespec='minutes')} – {until}")
    return call
