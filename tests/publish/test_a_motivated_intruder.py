"""A small drill: a scripted attacker finds nobody while the controls are on, and people when one is off.

The same at its full size, with a table, is in `bench/intruder`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

sys.path.insert(0, str(Path(__file__).parents[2] / "bench/intruder"))


@pytest.fixture(scope="module")
def inquiry(as_migrated: None, django_db_blocker: Any) -> Iterator[Any]:
    from world import make_world

    from inquiry import Inquiry

    with django_db_blocker.unblock(), transaction.atomic():
        yield Inquiry(make_world(seed=3, people=200, contributors=40, late=3, quoted=12), alike=3, threshold=3)
        transaction.set_rollback(True)


def found(inquiry: Any, **off: bool) -> tuple[int, int]:
    """How many people were singled out rightly, and how many quotations were read."""
    from drill import hold_drill

    from inquiry import Controls

    outcome = hold_drill(inquiry, Controls(**off))
    assert outcome.traces == 0
    return len(outcome.right), outcome.quotations


def test_nobody_is_found_while_every_control_is_on(inquiry: Any) -> None:
    people, quotations = found(inquiry)
    assert people == 0
    assert quotations > 8


@pytest.mark.parametrize("control", ["beside", "rare_facts", "small_numbers", "dates"])
def test_somebody_is_found_when_one_is_off(inquiry: Any, control: str) -> None:
    people, _ = found(inquiry, **{control: False})
    assert people > 0
