"""Signing in holds for twelve hours by the clock, whatever the country does to it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cast import Team

pytestmark = pytest.mark.django_db

ORDINARY = datetime(2026, 11, 27, 9, tzinfo=UTC)
MOMENTS = {
    "an ordinary day": ORDINARY,
    "the night the clocks go back": datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
    "the night the clocks go forward": datetime(2026, 3, 28, 23, 30, tzinfo=UTC),
    "the eve of 29 February": datetime(2028, 2, 28, 20, tzinfo=UTC),
    "after 2038": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
}


def is_signed_in(client: Client) -> bool:
    return client.get("/desk/audit/").status_code == 200


@pytest.mark.parametrize("began", MOMENTS.values(), ids=MOMENTS)
def test_a_session_ends_after_twelve_hours_and_no_earlier(
    team: Team, client: Client, began: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def it_is(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    it_is(began)
    client.force_login(team.asha)
    it_is(began + timedelta(hours=11, minutes=59))
    assert is_signed_in(client)
    it_is(began + timedelta(hours=12, minutes=1))
    assert not is_signed_in(client)


@pytest.mark.parametrize("forward", [timedelta(days=1), timedelta(days=4000)])
def test_a_clock_set_forward_signs_people_out_and_never_in(
    team: Team, client: Client, forward: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(team.asha)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + forward)
    assert not is_signed_in(client)
