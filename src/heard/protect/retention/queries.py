"""What the schedule says, what is due by it, and what was destroyed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from heard.collect.evidence.models import Submission
from heard.collect.evidence.states import Kept
from heard.collect.evidence.withdrawals import is_held
from heard.inquiry.consent.queries import waits_for_confirmation
from heard.protect.retention.classes import CLASSES, Class, Thing, is_read
from heard.protect.retention.models import LegalHold, Rule, Run, Schedule
from heard.protect.retention.states import CountedFrom, WhyNot

BEFORE_THE_FIRST_RUN = timedelta(days=7)  # after a schedule is adopted, so that people see first what it will destroy
LONGEST_SILENCE = timedelta(days=40)  # between two runs; after a longer one, the machine's clock is not believed


def schedule_in_force() -> Schedule | None:
    return Schedule.objects.select_related("by").prefetch_related("rules").first()


def schedules() -> QuerySet[Schedule]:
    """Every schedule there was, the newest first."""
    return Schedule.objects.select_related("by").prefetch_related("rules")


def begins_at(schedule: Schedule) -> date:
    """The first day on which anything is destroyed by it."""
    return timezone.localdate(schedule.at) + BEFORE_THE_FIRST_RUN


def is_clock_to_be_believed(today: date) -> bool:
    """Whether it is not far from the last run: of a clock that has jumped, years of evidence would be destroyed."""
    last = Run.objects.filter(ended_at__isnull=False).first()
    return last is None or abs(today - last.day) <= LONGEST_SILENCE


def months_after(day: date, months: int) -> date:
    """The same day so many months later, earlier where negative; the last of its month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError  # every month has a 28th


def came_in_before(rule: Rule, schedule: Schedule, today: date) -> date | None:
    """What came in before this day has had its time; None while that is true of nothing. Never early: a time is over
    on the day after its last.
    """
    if rule.months is None:
        return None
    if rule.counted_from == CountedFrom.CAME_IN:
        return months_after(today, -rule.months)
    is_over = schedule.ends_on is not None and months_after(schedule.ends_on, rule.months) < today
    return today if is_over else None


@dataclass(frozen=True, slots=True)
class Due:
    """A thing whose time is over by a rule; and why it stays nevertheless, where it does."""

    rule: Rule
    thing: Thing
    why_not: WhyNot | None


def due_by(rule: Rule, schedule: Schedule, today: date) -> Iterator[Due]:
    """What has had its time by one rule. What the pages of the site promise in days is counted from those."""
    kind = class_of(Kept(rule.kept))
    before = came_in_before(rule, schedule, today)
    if kind is None or before is None:
        return
    # A draft is kept until a day of its own, which was told to its writer.
    before = today if rule.kept == Kept.UNSENT else before
    for thing in kind.older_than(before):
        yield Due(rule, thing, why_not_now(kind, thing.submission))


def class_of(kept: Kept) -> Class | None:
    """None for what the clock never destroys."""
    return next((kind for kind in CLASSES if kind.kept == kept), None)


def why_not_now(kind: Class, submission: Submission | None) -> WhyNot | None:
    if submission is None:
        return None
    if is_held(submission):
        return WhyNot.HELD
    if kind.needs_reading and not is_read(submission):
        return WhyNot.UNREAD
    if kind.needs_reading and waits_for_confirmation(submission.consent):
        return WhyNot.UNCONFIRMED
    return None


def due_on(schedule: Schedule, day: date) -> list[Due]:
    """Everything that has had its time on a day, class by class."""
    return [due for rule in schedule.rules.all() for due in due_by(rule, schedule, day)]


def overdue(schedule: Schedule, today: date) -> list[Due]:
    """What should be gone and is not: held, unread or unconfirmed; or two days late, where no run came."""
    if today < begins_at(schedule):
        return []
    late = {(due.rule.pk, due.thing.label) for due in due_on(schedule, today - timedelta(days=2))}
    is_late = today >= begins_at(schedule) + timedelta(days=2)
    found = []
    for due in due_on(schedule, today):
        if due.why_not:
            found.append(due)
        elif is_late and (due.rule.pk, due.thing.label) in late:
            found.append(Due(due.rule, due.thing, WhyNot.NOT_DONE))
    return found


def has_legal_hold(submission: Submission) -> bool:
    return legal_holds().filter(submission=submission).exists()


def legal_holds() -> QuerySet[LegalHold]:
    """Those that stand, the newest first."""
    return LegalHold.objects.filter(lifted__isnull=True).select_related("submission", "by")


def certificates() -> QuerySet[Run]:
    """The runs that destroyed something, the newest first."""
    return (
        Run.objects.filter(ended_at__isnull=False, destructions__isnull=False).distinct().select_related("schedule__by")
    )
