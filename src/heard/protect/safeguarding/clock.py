"""What is late: worked out whenever a page or the worker asks, and never kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Min
from django.utils import timezone

from heard.audit.models import Entry
from heard.protect.deidentification.contents import OPEN_FOR
from heard.protect.safeguarding.models import ClockPolicy, Opening
from heard.protect.safeguarding.queries import open_concerns, policy_now, unread_signs
from heard.protect.safeguarding.working_hours import WorkingWeek

A_LITTLE = timedelta(minutes=2)  # by which clocks of machines are put right all the time


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is never earlier than the latest moment the audit tells of since anything unread was found.

    `is_set_back` where the machine says it is earlier than that: hours cannot be counted then, so all unread is late.
    """

    now: datetime
    is_set_back: bool
    policy: ClockPolicy
    week: WorkingWeek

    def due_at(self, since: datetime) -> datetime:
        """By when somebody is to read what was found at `since`."""
        return self.week.when_worked(since, timedelta(hours=self.policy.hours_to_read))

    def is_overdue(self, since: datetime) -> bool:
        waited = self.week.worked_between(since, self.now)
        return self.is_set_back or waited >= timedelta(hours=self.policy.hours_to_read)

    def is_to_escalate(self, since: datetime) -> bool:
        return self.week.worked_between(since, self.now) >= self.policy.days_to_escalate * self.week.day_length


def read_clock() -> Clock:
    policy = policy_now()
    now, latest = timezone.now(), latest_moment_told()
    is_set_back = latest is not None and latest > now + A_LITTLE
    return Clock(max(now, latest or now), is_set_back, policy, week_of(policy))


def being_read(clock: Clock) -> dict[int, Opening]:
    """Who has which open concern open to read it now, by its number. Where hours cannot be counted, nobody has."""
    if clock.is_set_back:
        return {}
    since = clock.now - timedelta(seconds=OPEN_FOR)
    found = Opening.objects.filter(at__gt=since, concern__in=open_concerns()).select_related("by")
    return {opening.concern_id: opening for opening in found}


def latest_moment_told() -> datetime | None:
    """The latest moment of the audit since the oldest unread sign; None while nothing is unread."""
    oldest = unread_signs().order_by().aggregate(line=Min("line"))["line"]
    if oldest is None:
        return None
    latest: datetime | None = Entry.objects.filter(number__gte=oldest).aggregate(latest=Max("at"))["latest"]
    return latest


def week_of(policy: ClockPolicy) -> WorkingWeek:
    return WorkingWeek(
        days=frozenset(policy.days),
        opens=policy.opens,
        closes=policy.closes,
        holidays=frozenset(date.fromisoformat(day) for day in policy.holidays),
        zone=ZoneInfo(settings.TIME_ZONE),
    )
