"""Counting hours in which somebody is at work: over nights, weekends, holidays, and the days on which clocks change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

MOST_DAYS = 3 * 366  # further than anybody plans their holidays


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """`days` are numbers from 0 (Monday); `opens` and `closes` are by the clock on the wall in `zone`."""

    days: frozenset[int]
    opens: time
    closes: time
    holidays: frozenset[date]
    zone: ZoneInfo

    @property
    def day_length(self) -> timedelta:
        """Of a working day, as the clock on the wall counts it."""
        return datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)

    def worked_between(self, since: datetime, until: datetime) -> timedelta:
        """The working time from one moment to another; none where the second is not later."""
        worked = timedelta()
        for opens, closes in self._days_from(since):
            if opens >= until:
                break
            worked += max(min(closes, until) - max(opens, since), timedelta())
        return worked

    def when_worked(self, since: datetime, enough: timedelta) -> datetime:
        """The moment at which so much working time has passed. Where nobody ever works it is `since`: due at once."""
        for opens, closes in self._days_from(since):
            begins = max(opens, since)
            there_is = max(closes - begins, timedelta())
            if there_is >= enough:
                return begins + enough
            enough -= there_is
        return since

    def _days_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """When each working day opens and closes, from the day of `moment`, in universal time, in which hours count."""
        first = moment.astimezone(self.zone).date()
        for day in islice((first + timedelta(number) for number in range(MOST_DAYS)), MOST_DAYS):
            if day.weekday() in self.days and day not in self.holidays:
                yield self._at(day, self.opens), self._at(day, self.closes)

    def _at(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, self.zone).astimezone(UTC)
