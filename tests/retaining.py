"""Schedules of retention and their runs, in tests."""

from datetime import date

from django.utils import timezone

from cast import Team
from heard.protect.retention.actions import NewRule, adopt_schedule, hash_of
from heard.protect.retention.models import Destruction, Run, Schedule
from heard.protect.retention.starting_schedule import STARTING_LINES

ENDS = date(2027, 1, 31)


def adopt(team: Team, ends_on: date | None = ENDS, **months: int | None) -> Schedule:
    """The schedule that is suggested, but for the classes named with other `months`."""
    rules = [
        NewRule(line.kept, months.get(line.kept.name, line.months), line.counted_from, str(line.reason))
        for line in STARTING_LINES
    ]
    return adopt_schedule(team.asha, ends_on, rules)


def a_run(team: Team) -> Run:
    """One that has ended, and destroyed the words of one submission."""
    schedule = adopt(team)
    run = Run.objects.create(
        schedule=schedule, day=date(2028, 2, 1), ended_at=timezone.now(), audit_lines=1, audit_head="0" * 64
    )
    Destruction.objects.create(run=run, rule=schedule.rules.get(kept="words"), hash=hash_of("H-0001"))
    return run
