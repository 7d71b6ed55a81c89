"""Adopting a schedule, the nightly run by it, and legal holds."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import is_kept_apart
from heard.collect.evidence.states import Kept
from heard.files.sealing import derived_key
from heard.files.states import WhyHeld
from heard.files.tombstone_log import note_hold, note_hold_ended
from heard.jobs.actions import claimed, renew
from heard.protect.retention.models import Destruction, LegalHold, LegalHoldLifted, Rule, Run, Schedule
from heard.protect.retention.queries import (
    Due,
    begins_at,
    class_of,
    due_by,
    is_clock_to_be_believed,
    legal_holds,
    schedule_in_force,
    why_not_now,
)
from heard.protect.retention.rules import check_adopt_schedule, check_hold
from heard.protect.retention.states import CountedFrom
from heard.text.errors import BadInput

WORK = "destroying what has had its time"


@dataclass(frozen=True, slots=True)
class NewRule:
    """A line of a schedule that is being adopted."""

    kept: Kept
    months: int | None
    counted_from: CountedFrom
    reason: str


@transaction.atomic
def adopt_schedule(actor: User, ends_on: date | None, rules: Iterable[NewRule]) -> Schedule:
    """Keep things so long from now on. Nothing is destroyed by it for a week, so that people see first what will be."""
    check_adopt_schedule(actor)
    schedule = Schedule.objects.create(ends_on=ends_on, by=actor)
    for rule in rules:
        Rule.objects.create(
            schedule=schedule,
            kept=rule.kept,
            months=rule.months,
            counted_from=rule.counted_from,
            reason=rule.reason,
        )
    record(actor, "adopt", "schedule of retention", str(schedule.pk))
    return schedule


def destroy_what_is_due() -> bool:
    """Today's run, if it has not been; whether it was now. Killed half-way, it goes on where it was."""
    today, schedule = timezone.localdate(), schedule_in_force()
    if schedule is None or today < begins_at(schedule) or _is_done(today) or not is_clock_to_be_believed(today):
        return False
    with claimed(WORK, [today.isoformat()]) as claim:
        if claim is None or _is_done(today):
            return False
        run, _is_new = Run.objects.get_or_create(day=today, defaults={"schedule": schedule})
        for rule in run.schedule.rules.all():
            for due in due_by(rule, run.schedule, today):
                if due.why_not is None:
                    destroy(run, due)
                    renew(claim)
        _end(run)
    return True


@transaction.atomic
def vouch_for_the_clock(actor: User, day: date) -> Run:
    """Somebody says which day it is, having looked elsewhere: today's run has been, and tomorrow's destroys again."""
    check_adopt_schedule(actor)
    schedule = schedule_in_force()
    if schedule is None:
        raise BadInput(_("There is no schedule yet, so nothing is destroyed by the clock."))
    if day != timezone.localdate():
        raise BadInput(_("The machine’s clock says another day. Have it put right before anything is destroyed by it."))
    last = record(actor, "vouch for the clock", "run of retention", day.isoformat())
    run, _is_new = Run.objects.get_or_create(day=day, defaults={"schedule": schedule})
    run.ended_at, run.audit_lines, run.audit_head = timezone.now(), last.number, last.hash
    run.save(update_fields=["ended_at", "audit_lines", "audit_head"])
    return run


def _is_done(day: date) -> bool:
    return Run.objects.filter(day=day, ended_at__isnull=False).exists()


@transaction.atomic
def destroy(run: Run, due: Due) -> bool:
    """Destroy one thing and note it, unless something has come to hold it since it was looked for."""
    wait_for_other_writers()
    kind = class_of(Kept(due.rule.kept))
    if kind is None or why_not_now(kind, due.thing.submission):
        return False
    kind.destroy(due.thing)
    Destruction.objects.get_or_create(run=run, rule=due.rule, hash=hash_of(due.thing.label))
    return True


@transaction.atomic
def _end(run: Run) -> None:
    number = run.destructions.count()
    last = record(None, "destroy by schedule", "run of retention", run.day.isoformat(), use=str(number))
    run.ended_at, run.audit_lines, run.audit_head = timezone.now(), last.number, last.hash
    run.save(update_fields=["ended_at", "audit_lines", "audit_head"])


def hash_of(reference: str) -> str:
    """What a certificate says instead of a reference: HMAC-SHA256 under the installation's key, in hexadecimal."""
    return hmac.digest(derived_key("heard certificates of destruction"), reference.encode(), sha256).hex()


@transaction.atomic
def put_on_hold(actor: User, submission: Submission, reason: str) -> LegalHold:
    """Keep everything of a submission from being destroyed, though it is taken back or its time is over.

    In an older copy that is put back, too. Raises NotNoted.
    """
    check_hold(actor)
    if not reason.strip():
        raise BadInput(_("Say why. Whoever gave it may ask."))
    wait_for_other_writers()
    standing = legal_holds().filter(submission=submission).first()
    if standing:
        return standing
    note_hold(submission.key_id, submission.reference, WhyHeld.LAW)
    record(actor, "hold", "submission", submission.reference)
    return LegalHold.objects.create(submission=submission, reason=reason.strip(), by=actor)


@transaction.atomic
def lift_hold(actor: User, hold: LegalHold) -> None:
    """End a hold. What was taken back meanwhile is destroyed within moments; what has had its time, by the next run."""
    check_hold(actor)
    _lifted, is_new = LegalHoldLifted.objects.get_or_create(hold=hold, defaults={"by": actor})
    if is_new:
        record(actor, "lift hold", "submission", hold.submission.reference)
        # What lies apart is noted as held until it is destroyed: something else may hold it as well.
        if not is_kept_apart(hold.submission):
            transaction.on_commit(partial(note_hold_ended, hold.submission.key_id), robust=True)
