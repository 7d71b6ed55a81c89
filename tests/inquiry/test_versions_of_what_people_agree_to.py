"""What people are asked to agree to is written in versions; whoever agreed sees the words of their own time."""

import json

import pytest
from django.test import Client

from cast import Team
from heard.audit.models import Entry
from heard.inquiry.consent.actions import adopt_starting_notice, adopt_starting_wordings, give_consent
from heard.inquiry.consent.models import ConsentWording, NeverChanged, PrivacyNotice, UseGiven
from heard.inquiry.consent.queries import (
    agreed_now,
    consent_asked_now,
    newest_wording,
    privacy_notice,
    what_is_asked,
)
from heard.inquiry.consent.states import Use
from telling import LONG_AGO

pytestmark = pytest.mark.django_db

NEW = {"text": "You may read it, all of it.", "plain_text": "You can read all of it."}


@pytest.fixture
def asha(team: Team, client: Client) -> Client:
    adopt_starting_wordings(team.asha)
    adopt_starting_notice(team.asha)
    client.force_login(team.asha)
    return client


def notice_saying(words: str) -> dict[str, str]:
    """What the desk's editor sends for one paragraph."""
    block = {"key": "a", "type": "unstyled", "text": words, "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return {"text": json.dumps({"blocks": [block], "entityMap": {}})}


def test_a_new_wording_is_asked_from_then_on_and_the_old_one_stays_readable(asha: Client, team: Team) -> None:
    old = newest_wording(Use.ANALYSE)
    assert old is not None
    assert old.text in asha.get("/desk/agreeing/analyse/").content.decode()
    page = asha.post("/desk/agreeing/analyse/", NEW, follow=True).content.decode()
    newest = newest_wording(Use.ANALYSE)
    assert newest is not None
    assert (newest.version, newest.text, newest.plain_text) == ("2", NEW["text"], NEW["plain_text"])
    assert old.text in page
    line = Entry.objects.first()
    assert line is not None
    assert (line.actor, line.verb, line.kind, line.label) == (team.asha, "adopt", "consent wording", "analyse 2")


def test_whoever_agreed_before_agreed_to_the_words_of_that_time(asha: Client) -> None:
    before = give_consent([Use.ANALYSE, Use.QUOTE_UNNAMED], at=LONG_AGO)
    asha.post("/desk/agreeing/analyse/", NEW)
    after = give_consent([Use.ANALYSE], at=LONG_AGO)
    told = [given.wording.version for given in (*agreed_now(before), *agreed_now(after)) if given.wording]
    assert told == ["1", "1", "2"]


def test_whoever_read_them_just_before_they_changed_agreed_to_what_they_read(asha: Client) -> None:
    read = consent_asked_now()
    asha.post("/desk/agreeing/analyse/", NEW)
    asha.post("/desk/agreeing/privacy/", notice_saying("New."))
    consent = give_consent([Use.ANALYSE], LONG_AGO, read)
    assert [given.wording.version for given in agreed_now(consent) if given.wording] == ["1"]
    assert consent.notice == PrivacyNotice.objects.get(version=1)


def test_a_version_is_never_changed_and_never_removed(asha: Client) -> None:
    wording = newest_wording(Use.ANALYSE)
    notice = privacy_notice()
    assert wording is not None
    assert notice is not None
    for kept in (wording, notice):
        kept.text = "You may do as you please."
        with pytest.raises(NeverChanged):
            kept.save()
        with pytest.raises(NeverChanged):
            kept.delete()
    assert not ConsentWording.objects.filter(text__contains="as you please").exists()


def test_an_empty_wording_is_not_adopted(asha: Client) -> None:
    assert asha.post("/desk/agreeing/analyse/", {"text": " "}).status_code == 422
    assert ConsentWording.objects.filter(use=Use.ANALYSE).count() == 1
    assert asha.get("/desk/agreeing/everything/").status_code == 404


def test_a_new_privacy_notice_is_public_with_its_number_and_the_old_one_stays(asha: Client) -> None:
    old = privacy_notice()
    asha.post("/desk/agreeing/privacy/", notice_saying("We sing all day."))
    page = Client().get("/privacy/").content.decode()
    assert "We sing all day." in page
    assert "Version 2" in page
    assert 'href="/privacy/1/"' in page
    earlier = Client().get("/privacy/1/").content.decode()
    assert "This site does not watch you." in earlier
    assert "It holds no longer" in earlier
    assert Client().get("/privacy/3/").status_code == 404
    assert give_consent([Use.ANALYSE], at=LONG_AGO).notice != old


def test_a_consent_says_which_privacy_notice_held(asha: Client) -> None:
    consent = give_consent([Use.ANALYSE], at=LONG_AGO)
    assert consent.notice == PrivacyNotice.objects.get(version=1)


def test_what_is_asked_is_different_after_either_has_changed(asha: Client) -> None:
    first = what_is_asked()
    asha.post("/desk/agreeing/analyse/", NEW)
    second = what_is_asked()
    asha.post("/desk/agreeing/privacy/", notice_saying("New."))
    assert len({first, second, what_is_asked()}) == 3


@pytest.mark.parametrize("name", ["ben", "cerys", "efua", "frank", "greta"])
@pytest.mark.parametrize("place", ["/desk/agreeing/", "/desk/agreeing/analyse/", "/desk/agreeing/privacy/"])
def test_nobody_but_the_secretariat_writes_them(team: Team, client: Client, name: str, place: str) -> None:
    client.force_login(getattr(team, name))
    assert client.get(place).headers.get("Location") == "/desk/"
    client.post("/desk/agreeing/analyse/", NEW)
    assert not ConsentWording.objects.exists()


def test_reading_what_was_agreed_asks_the_database_once(asha: Client, django_assert_num_queries: object) -> None:
    consent = give_consent(list(Use), at=LONG_AGO)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len([given.wording.text for given in agreed_now(consent) if given.wording]) == len(Use)
    assert UseGiven.objects.count() == len(Use)
