"""What people do about concerns: raise one, open the original, decide, open it again, set the clock."""

from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.audit.queries import newest_lines
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.queries import is_kept_apart
from heard.protect.deidentification.actions import open_details, open_original
from heard.protect.deidentification.trail import OPENINGS
from heard.protect.reading.queries import newest_extraction_of
from heard.protect.reading.states import Outcome as Reading
from heard.protect.safeguarding.models import ClockPolicy, Closing, Concern, Opening, Reopening, SignReading
from heard.protect.safeguarding.opening import Found, open_concern
from heard.protect.safeguarding.queries import closing_of, parts_of, signs_unread_by
from heard.protect.safeguarding.rules import (
    check_close,
    check_look_after_concerns,
    check_raise_concern_about,
    check_reopen,
)
from heard.protect.safeguarding.sealed_words import Decided, WhyOpen, seal_decision
from heard.protect.safeguarding.states import Cause, Decision
from heard.protect.scans.queries import is_shut
from heard.text.errors import BadInput

OPEN_DRAFT = "open draft"


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """By which clock concerns are read, and the two people who hear of those that are late."""

    hours_to_read: int
    days_to_escalate: int
    opens: time
    closes: time
    days: tuple[int, ...]
    holidays: tuple[date, ...]
    first: User
    second: User


@transaction.atomic
def raise_concern(actor: User, submission: Submission, why: str) -> Concern:
    """Say that somebody may be in danger, as a submission tells it. All of it is to be read. Raises KeyDestroyed."""
    wait_for_other_writers()  # a withdrawal is over, or has not begun
    check_raise_concern_about(actor, submission)
    if not why.strip():
        raise BadInput(_("Say in a few words what worries you. Only those who look after concerns read it."))
    parts = submission.parts.select_related("submission__key").defer("sealed")
    return open_concern(actor, submission, [Found(part, Cause.BY_HAND, WhyOpen((why.strip(),))) for part in parts])


@transaction.atomic
def open_to_read(actor: User, concern: Concern) -> None:
    """Open the words a concern is about, and how to reach whoever gave them: a line in the audit for each.

    A file counts as opened once it is opened on its own page. Raises KeyDestroyed.
    """
    check_look_after_concerns(actor)
    use = _("looking after a concern")
    submission = concern.submission
    is_held = is_kept_apart(submission)
    for part in parts_of(concern):
        if is_held:
            record(actor, "open original", "submission", part.label, use=use)
        elif part.has_words:
            open_original(actor, part, use)
        elif newest_extraction_of(part):
            record(actor, OPEN_DRAFT, "submission", part.label, use=use)
    if not is_held and submission.details.exists():
        open_details(actor, submission, use)
    Opening.objects.create(concern=concern, by=actor)
    note_readings(actor, concern)


@transaction.atomic
def note_readings(actor: User, concern: Concern) -> None:
    """Keep that `actor` has opened each part since something was found in it, as the audit tells."""
    check_look_after_concerns(actor)
    for sign in signs_unread_by(actor, concern).select_related("part__submission"):
        openings = newest_lines().filter(number__gt=sign.line, actor=actor, kind="submission")
        if openings.filter(verb__in=ways_to_read(sign.part)).filter(label=sign.part.label).exists():
            SignReading.objects.get_or_create(sign=sign, by=actor)


def ways_to_read(part: Part) -> tuple[str, ...]:
    """What counts as having opened a part. Where its file stays shut, and all of it was read, that is its draft."""
    draft = newest_extraction_of(part)
    is_all_there_is = draft is not None and draft.outcome == Reading.READ and is_shut(part)
    return (*OPENINGS, OPEN_DRAFT) if is_all_there_is else OPENINGS


@transaction.atomic
def close_concern(actor: User, concern: Concern, decision: Decision, decided: Decided) -> Closing:
    """Say what was decided, having read it. Of a referral: to whom, and when."""
    wait_for_other_writers()
    note_readings(actor, concern)
    check_close(actor, concern)
    if not decided.said.strip():
        raise BadInput(_("Write what was decided, and why. Whoever opens this later has to understand it."))
    if decision == Decision.REFERRAL and not (decided.to_whom.strip() and decided.on):
        raise BadInput(_("Say to whom it was referred, and on which day."))
    closing = Closing(concern=concern, decision=decision, by=actor)
    seal_decision(closing, decided)
    closing.save()
    record(actor, "close", "concern", concern.submission.reference)
    return closing


@transaction.atomic
def reopen_concern(actor: User, concern: Concern) -> None:
    """Open it again: the same parts have to be read again, by whoever closes it next."""
    wait_for_other_writers()
    check_reopen(actor, concern)
    closing = closing_of(concern)
    assert closing is not None  # `check_reopen`
    parts = list(parts_of(concern))
    Reopening.objects.create(closing=closing, by=actor)
    record(actor, "open again", "concern", concern.submission.reference)
    open_concern(actor, concern.submission, [Found(part, Cause.REOPENED) for part in parts])


@transaction.atomic
def set_clock(actor: User, plan: ClockPlan) -> ClockPolicy:
    """Read concerns by this clock from now on. What is late is counted anew from then."""
    check_look_after_concerns(actor)
    if plan.first == plan.second:
        raise BadInput(_("Name two different people: one of them may be away."))
    if plan.closes <= plan.opens or not plan.days:
        raise BadInput(_("Give at least one working day, and a day that ends after it begins."))
    record(actor, "set", "clock of concerns", _("%(hours)d working hours") % {"hours": plan.hours_to_read})
    return ClockPolicy.objects.create(
        hours_to_read=plan.hours_to_read,
        days_to_escalate=plan.days_to_escalate,
        opens=plan.opens,
        closes=plan.closes,
        days=sorted(plan.days),
        holidays=[day.isoformat() for day in sorted(plan.holidays)],
        first=plan.first,
        second=plan.second,
        by=actor,
    )
