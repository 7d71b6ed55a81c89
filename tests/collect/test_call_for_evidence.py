"""The call opens and closes by itself; the timetable only narrates."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cast import Team
from heard.collect.calls.models import CallForEvidence
from heard.collect.calls.queries import call_is_open, call_state
from heard.collect.calls.states import CallState
from heard.collect.channels.web_form.models import Draft
from heard.collect.evidence.models import Submission
from heard.inquiry.consent.queries import newest_wording
from heard.inquiry.consent.states import Use
from telling import LONG_AGO, Writer, open_call

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_before_there_is_one_nobody_can_send_anything() -> None:
    assert call_state() == CallState.NOT_PLANNED
    writer = Writer()
    assert writer.fill("who", speaking_as="own experience")["Location"] == "/tell-us/"
    assert "Nobody can send us anything here yet" in writer.page("/tell-us/")
    assert not Draft.objects.exists()


def test_it_opens_at_its_time(team: Team) -> None:
    open_call(team, opens_at=timezone.now() + HOUR)
    assert call_state() == CallState.TO_OPEN
    Writer().fill("who", speaking_as="own experience")
    assert not Draft.objects.exists()
    CallForEvidence.objects.update(opens_at=timezone.now() - HOUR)
    assert call_is_open()


def test_after_it_closes_whoever_had_begun_has_a_day_to_finish(team: Team) -> None:
    open_call(team)
    early = Writer().tell()
    CallForEvidence.objects.update(closes_at=timezone.now())
    late = Writer()
    assert late.fill("who", speaking_as="own experience")["Location"] == "/tell-us/"
    assert "closed on" in late.page("/tell-us/")
    early.send()
    assert Submission.objects.count() == 1


def test_a_day_after_it_closed_nothing_more_is_sent(team: Team) -> None:
    open_call(team)
    writer = Writer().tell()
    Draft.objects.update(begun_at=timezone.now() - timedelta(days=3))
    CallForEvidence.objects.update(closes_at=timezone.now() - timedelta(days=2))
    assert writer.send().status_code == 403
    assert not Submission.objects.exists()


def test_what_was_given_stays_in_reach_after_it_closed(team: Team) -> None:
    open_call(team)
    writer = Writer().tell()
    writer.send()
    words = writer.five_words()
    CallForEvidence.objects.update(closes_at=timezone.now() - timedelta(days=2))
    assert "It reached us" in Writer().come_back(words).content.decode()


def test_every_use_is_asked_for_in_some_words_once_it_is_planned(team: Team) -> None:
    assert newest_wording(Use.ANALYSE) is None
    open_call(team)
    assert all(newest_wording(use) is not None for use in Use)


def test_the_site_leads_to_it_only_while_it_is_open(team: Team, client: Client) -> None:
    assert 'href="/tell-us/"' not in client.get("/questions/").content.decode()
    open_call(team)
    assert 'href="/tell-us/"' in client.get("/questions/").content.decode()
    CallForEvidence.objects.update(closes_at=LONG_AGO + HOUR)
    page = client.get("/questions/").content.decode()
    assert 'href="/tell-us/"' not in page
    assert 'href="/your-words/"' in page


def test_the_secretariat_plans_it_at_the_desk(team: Team, client: Client) -> None:
    client.force_login(team.asha)
    given = {"opens_at": "2026-05-04T09:00", "closes_at": "", "adult_needed_under": "16", "welcome": "Hello."}
    assert client.post("/desk/call/", given).status_code == 302
    call = CallForEvidence.objects.get()
    assert (call.adult_needed_under, call.welcome, call.closes_at) == (16, "Hello.", None)
    backwards = given | {"closes_at": "2026-05-03T09:00"}
    response = client.post("/desk/call/", backwards)
    assert response.status_code == 422
    assert "before it opens" in response.content.decode()
