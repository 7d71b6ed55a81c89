"""One message for each person, saying nothing; nothing is lost while mail, worker and engine are down."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from cast import Team, appointed, jay_gives_evidence
from heard.accounts.models import User
from heard.audit.models import Entry
from heard.collect.evidence.models import Part
from heard.inquiry.inquiries.models import TeamMember
from heard.inquiry.inquiries.states import Role
from heard.jobs.work import do_what_is_due
from heard.protect.safeguarding import engine
from heard.protect.safeguarding.actions import ClockPlan, open_to_read, raise_concern, set_clock
from heard.protect.safeguarding.clock import read_clock
from heard.protect.safeguarding.models import Concern, Sign, Telling
from heard.protect.safeguarding.numbers import rows_of_open
from heard.protect.safeguarding.telling import tell_next_person

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 30, 10, tzinfo=UTC)
Clock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def with_mail(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time of this machine, and of the audit, from now on."""

    class Audited(datetime):
        @classmethod
        def now(cls, _tz: Any = None) -> datetime:  # type: ignore[override]
            return timezone.now()

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        monkeypatch.setattr("heard.audit.actions.datetime", Audited)

    set_to(MONDAY)
    return set_to


@pytest.fixture
def part(team: Team, clock: Clock) -> Part:
    part = jay_gives_evidence()
    raise_concern(team.ben, part.submission, "She sounds afraid.")
    return part


def plan(first: User, second: User, **changed: Any) -> ClockPlan:
    given = {"hours_to_read": 4, "days_to_escalate": 1, "opens": time(9), "closes": time(17), "holidays": ()}
    return ClockPlan(**(given | {"days": (0, 1, 2, 3, 4), "first": first, "second": second} | changed))


def tell_everybody() -> list[str]:
    """To whom messages went now."""
    before = len(mail.outbox)
    while tell_next_person():
        pass
    return [address for message in mail.outbox[before:] for address in message.recipients()]


def is_overdue() -> list[bool]:
    return [row.is_overdue for row in rows_of_open(read_clock())]


def test_the_lead_is_told_once(part: Part, team: Team) -> None:
    assert tell_everybody() == [team.efua.email]
    assert tell_everybody() == []


def test_without_a_lead_the_secretariat_is_told(part: Part, team: Team, client: Client) -> None:
    TeamMember.objects.filter(role=Role.SAFEGUARDING_LEAD).delete()
    assert tell_everybody() == [team.asha.email]
    client.force_login(team.asha)
    assert "This inquiry has no safeguarding lead." in client.get("/desk/concerns/").content.decode()


def test_many_concerns_are_one_message(part: Part, team: Team) -> None:
    for _ in range(3):
        raise_concern(team.ben, jay_gives_evidence().submission, "She sounds afraid.")
    assert tell_everybody() == [team.efua.email]
    assert "4 safeguarding concerns" in mail.outbox[-1].body


def test_exactly_two_people_hear_of_what_nobody_read(part: Part, team: Team, clock: Clock) -> None:
    set_clock(team.asha, plan(team.frank, team.asha))
    tell_everybody()
    clock(MONDAY + timedelta(hours=23, minutes=59))
    assert tell_everybody() == []
    clock(MONDAY + timedelta(hours=24))
    assert sorted(tell_everybody()) == [team.asha.email, team.frank.email]
    set_clock(team.asha, plan(team.greta, team.dev))
    clock(MONDAY + timedelta(days=3))
    assert tell_everybody() == []
    assert all(len(message.recipients()) == 1 for message in mail.outbox)


def test_nobody_hears_of_what_was_read(part: Part, team: Team, clock: Clock) -> None:
    open_to_read(team.efua, Concern.objects.get())
    clock(MONDAY + timedelta(days=30))
    assert tell_everybody() == []
    assert is_overdue() == [False]


def test_where_nobody_is_named_two_are_found(part: Part, team: Team, clock: Clock) -> None:
    tell_everybody()
    clock(MONDAY + timedelta(days=2))
    told = tell_everybody()
    assert len(told) == len(set(told)) == 2


def test_somebody_who_left_is_not_told(part: Part, team: Team, clock: Clock) -> None:
    set_clock(team.asha, plan(team.frank, team.asha))
    TeamMember.objects.filter(user=team.frank).delete()
    clock(MONDAY + timedelta(days=2))
    told = tell_everybody()
    assert team.frank.email not in told
    assert len(set(told)) == 2


class Down(EmailBackend):
    """A mail server that takes nothing while `is_down`."""

    is_down = True

    def send_messages(self, messages: Any) -> int:
        if Down.is_down:
            raise SMTPServerDisconnected
        return int(super().send_messages(messages))


@pytest.fixture
def mail_is_down(settings: Any) -> None:
    Down.is_down = True
    settings.EMAIL_BACKEND = f"{Down.__module__}.Down"


def test_a_message_that_is_not_sent_is_tried_until_it_is(
    part: Part, team: Team, clock: Clock, mail_is_down: None, client: Client
) -> None:
    for minutes in range(0, 24 * 60, 15):
        clock(MONDAY + timedelta(minutes=minutes))
        assert tell_everybody() == []
    client.force_login(team.efua)
    assert "Mail has not reached:" in client.get("/desk/concerns/").content.decode()
    assert 20 < Telling.objects.get(to=team.efua, kind="new").tries < 40
    Down.is_down = False
    clock(MONDAY + timedelta(hours=25))
    assert sorted(tell_everybody()) == sorted([team.efua.email, team.asha.email, team.efua.email])
    assert tell_everybody() == []


def test_nothing_is_lost_while_mail_worker_and_engine_are_down(
    team: Team, clock: Clock, mail_is_down: None, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    given = [jay_gives_evidence() for _ in range(5)]
    client.force_login(team.efua)
    assert "Software has not looked at 5 texts yet" in client.get("/desk/concerns/").content.decode()
    assert "Texts at which software has not looked" in client.get("/desk/").content.decode()

    def breaks(_text: str) -> None:
        raise OSError

    monkeypatch.setattr(engine, "_judge", breaks)
    do_what_is_due()
    assert {concern.submission for concern in Concern.objects.all()} == {part.submission for part in given}
    clock(MONDAY + timedelta(hours=4))
    page = client.get("/desk/evidence/").content.decode()
    assert "5 safeguarding concerns are unread." in page
    assert "5 should have been read by now." in page
    client.force_login(team.ben)
    assert "concerns are unread" not in client.get("/desk/evidence/").content.decode()


def test_late_is_late_whenever_it_is_asked(part: Part, team: Team, clock: Clock) -> None:
    clock(MONDAY + timedelta(hours=3, minutes=59))
    assert is_overdue() == [False]
    clock(MONDAY + timedelta(hours=4))
    assert is_overdue() == [True]
    set_clock(team.asha, plan(team.frank, team.asha, hours_to_read=6))
    assert is_overdue() == [False]


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=400)])
def test_a_clock_that_was_set_back_hides_nothing(part: Part, team: Team, clock: Clock, back: timedelta) -> None:
    clock(MONDAY + timedelta(hours=5))
    assert is_overdue() == [True]
    jay_gives_evidence()  # the audit knows how late it is
    clock(MONDAY + timedelta(hours=5) - back)
    assert is_overdue() == [True]
    assert read_clock().is_set_back
    raise_concern(team.ben, jay_gives_evidence().submission, "She sounds afraid.")
    assert is_overdue() == [True, True]
    clock(MONDAY + timedelta(hours=6))
    assert not read_clock().is_set_back
    assert is_overdue() == [True, True] if back > timedelta(hours=5) else [True, False]


def test_no_message_says_what_anybody_told(part: Part, team: Team, clock: Clock) -> None:
    clock(MONDAY + timedelta(days=2))
    tell_everybody()
    assert len(mail.outbox) == 3
    for message in mail.outbox:
        whole = message.message().as_string()
        for word in ("Nadia", "Kettlesham", "afraid", part.submission.reference, "Jay"):
            assert word not in whole


def test_a_message_is_told_of_in_the_audit_and_not_to_whom(part: Part, team: Team) -> None:
    tell_everybody()
    line = Entry.objects.get(verb="tell of")
    assert (line.actor, line.label, line.use) == (None, part.submission.reference, "")


def test_a_second_lead_is_told_too(part: Part, team: Team) -> None:
    tell_everybody()
    hana = appointed(team.asha, "hana@example.org", "Hana Brook", Role.SAFEGUARDING_LEAD)
    assert tell_everybody() == [hana.email]
    assert Sign.objects.count() == 1
