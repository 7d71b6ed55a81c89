"""Working hours over nights, weekends, holidays and the days on which clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from heard.protect.safeguarding.bank_holidays import english_bank_holidays
from heard.protect.safeguarding.working_hours import WorkingWeek

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = frozenset(date.fromisoformat(day) for day in english_bank_holidays())
WEEK = WorkingWeek(frozenset(range(5)), time(9), time(17), HOLIDAYS, LONDON)
ALWAYS = WorkingWeek(frozenset(range(7)), time(0), time(23, 59), frozenset(), LONDON)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-27 10:00", "2026-11-27 12:30", 2.5),  # within a Friday
        ("2026-11-27 03:00", "2026-11-27 10:00", 1),  # found at night
        ("2026-11-26 16:00", "2026-11-27 10:00", 2),  # over a night
        ("2026-11-27 16:00", "2026-11-30 10:00", 2),  # over a weekend
        ("2026-11-28 11:00", "2026-11-29 20:00", 0),  # within a weekend
        ("2026-12-24 16:00", "2026-12-29 10:00", 2),  # Christmas on a Friday, Boxing Day moved to the Monday
        ("2027-12-24 16:00", "2027-12-29 10:00", 2),  # both moved
        ("2026-04-02 16:00", "2026-04-07 10:00", 2),  # Easter
        ("2026-03-27 16:00", "2026-03-30 10:00", 2),  # clocks go forward on the Sunday
        ("2026-10-23 16:00", "2026-10-26 10:00", 2),  # and back
        ("2026-11-27 12:00", "2026-11-27 12:00", 0),
        ("2026-11-27 12:00", "2026-11-26 12:00", 0),  # never less than none
        ("2025-12-31 16:00", "2026-01-02 10:00", 2),  # over a year's end
    ],
)
def test_hours_at_work_are_counted(since: str, until: str, hours: float) -> None:
    assert WEEK.worked_between(at(since), at(until)) == timedelta(hours=hours)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 22.98), ("2026-10-25", 24.98), ("2026-10-26", 23.98)])
def test_where_people_work_through_the_night_the_hour_that_is_lost_or_gained_counts(day: str, hours: float) -> None:
    worked = ALWAYS.worked_between(at(f"{day} 00:00"), at(f"{day} 23:59"))
    assert round(worked / timedelta(hours=1), 2) == hours


@pytest.mark.parametrize(
    ("since", "due"),
    [
        ("2026-11-27 09:00", "2026-11-27 13:00"),
        ("2026-11-27 15:00", "2026-11-30 11:00"),
        ("2026-11-28 02:00", "2026-11-30 13:00"),
        ("2026-12-24 15:00", "2026-12-29 11:00"),
        ("2026-10-24 02:00", "2026-10-26 13:00"),
        ("2026-03-28 02:00", "2026-03-30 13:00"),
        ("2026-11-27 17:00", "2026-11-30 13:00"),
    ],
)
def test_it_is_said_by_when_something_is_to_be_read(since: str, due: str) -> None:
    assert WEEK.when_worked(at(since), timedelta(hours=4)) == at(due)


@pytest.mark.parametrize("minutes", range(0, 60 * 24 * 12, 437))
def test_by_then_exactly_so_many_hours_have_passed(minutes: int) -> None:
    since = at("2026-12-18 00:00").astimezone(UTC) + timedelta(minutes=minutes)
    due = WEEK.when_worked(since, timedelta(hours=4))
    assert WEEK.worked_between(since, due) == timedelta(hours=4)
    assert WEEK.worked_between(since, due - timedelta(minutes=1)) == timedelta(hours=3, minutes=59)


def test_where_nobody_ever_works_everything_is_due_at_once() -> None:
    nobody = WorkingWeek(frozenset(), time(9), time(17), frozenset(), LONDON)
    assert nobody.when_worked(at("2026-11-27 09:00"), timedelta(hours=4)) == at("2026-11-27 09:00")


def test_the_bank_holidays_fall_on_working_days() -> None:
    assert len(HOLIDAYS) == 24
    assert {day.weekday() for day in HOLIDAYS} <= set(range(5))
