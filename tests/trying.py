"""People who try to find somebody before anything is published."""

from datetime import date

from cast import Team
from heard.protect.disclosure.actions import record_drill
from heard.protect.disclosure.models import Drill


def an_attempt(**said: object) -> Drill:
    """What somebody writes down of it."""
    told: dict[str, object] = {
        "release": "The first themes",
        "held_on": date(2026, 3, 2),
        "tried_by": "A youth worker from the North West",
        "tried": "Put ages and regions together.",
        "found": "Nobody.",
        "done": "Nothing had to be.",
    }
    return Drill(**(told | said))


def somebody_tried(team: Team) -> Drill:
    """From now on themes, numbers and notes can be published."""
    return record_drill(team.asha, an_attempt())
