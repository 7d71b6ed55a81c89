"""Concerns at the desk and on the pages of whoever gave something: who sees what, and what nobody ever reads there."""

import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cast import Team, given_file, jay_gives_evidence
from heard.audit.models import Entry
from heard.collect.evidence.models import Part
from heard.jobs.models import Claim
from heard.protect.reading.actions import read_next_file
from heard.protect.safeguarding import engine
from heard.protect.safeguarding.actions import close_concern, open_to_read, raise_concern
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.looking import WORK, look_at_next_words
from heard.protect.safeguarding.models import ClockPolicy, Concern, Look
from heard.protect.safeguarding.sealed_words import Decided
from heard.protect.safeguarding.states import Cause, Decision, Outcome
from heard.protect.safeguarding.telling import tell_next_person
from stolen import found_in, whole_database
from telling import Writer, open_call

pytestmark = pytest.mark.django_db

REASON = "It reads like telling of harm, most of all here: “nobody told me”"
DECIDED = {"decision": "no concern", "said": "I read all of it and rang her."}


@pytest.fixture
def part(team: Team, monkeypatch: pytest.MonkeyPatch) -> Part:
    monkeypatch.setattr(engine, "judge", lambda _text: Judged(Outcome.MAY_TELL_OF_HARM, (REASON,)))
    part = jay_gives_evidence()
    look_at_next_words()
    return part


def at(address: str = "") -> str:
    return f"/desk/concerns/{Concern.objects.get().pk}/{address}"


def test_the_lead_finds_it_reads_it_and_closes_it(part: Part, team: Team, client: Client) -> None:
    client.force_login(team.efua)
    reference = part.submission.reference
    assert reference in client.get("/desk/concerns/").content.decode()
    closed = client.get(at()).content.decode()
    assert "Kettlesham" not in closed
    assert REASON not in closed
    assert "Close the concern" not in closed
    opened = client.post(at("opening/"), follow=True)
    page = opened.content.decode()
    assert "Kettlesham" in page
    assert REASON in page
    wrong = client.post(at("closing/"), {"pass": opened.context["pass"]})
    assert wrong.status_code == 422
    assert "Kettlesham" in wrong.content.decode()
    assert "Choose what was decided." in wrong.content.decode()
    said = client.post(at("closing/"), DECIDED, follow=True).content.decode()
    assert "The concern is closed" in said
    assert "No concern is open" in said
    assert reference in client.get("/desk/concerns/?closed=1").content.decode()
    assert DECIDED["said"] in client.get(at()).content.decode()
    assert "is open again" in client.post(at("opened-again/"), follow=True).content.decode()


def test_one_who_has_not_opened_it_cannot_close_it_by_typing_the_address(
    part: Part, team: Team, client: Client
) -> None:
    client.force_login(team.efua)
    refused = client.post(at("closing/"), DECIDED)
    assert refused.status_code == 422
    assert "Open the original and read it first" in refused.content.decode()
    assert "Kettlesham" not in refused.content.decode()


def test_a_referral_without_to_whom_is_not_kept(part: Part, team: Team, client: Client) -> None:
    client.force_login(team.efua)
    client.post(at("opening/"))
    given = DECIDED | {"decision": "referral made"}
    assert "Say to whom" in client.post(at("closing/"), given).content.decode()
    given |= {"to_whom": "Social care, Rivermouth", "on": "2026-11-27", "number": "RM/4471"}
    assert client.post(at("closing/"), given).status_code == 302
    assert "RM/4471" in client.get(at()).content.decode()


def test_what_is_open_is_open_to_one_person_for_an_hour(
    part: Part, team: Team, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(team.efua)
    address = client.post(at("opening/")).headers["Location"]
    assert "Kettlesham" in client.get(address).content.decode()
    client.force_login(team.asha)
    assert "Kettlesham" not in client.get(address).content.decode()
    client.force_login(team.efua)
    monkeypatch.setattr("heard.protect.safeguarding.opened.OPEN_FOR", -1)
    assert "Kettlesham" not in client.get(address).content.decode()


@pytest.mark.parametrize("name", ["ben", "cerys", "frank", "greta"])
def test_others_raise_one_and_see_nothing_of_it(part: Part, team: Team, client: Client, name: str) -> None:
    client.force_login(getattr(team, name))
    for address in ("/desk/concerns/", at()):
        assert client.get(address).headers["Location"] == "/desk/"
    assert client.post(at("opening/")).headers["Location"] == "/desk/"
    given = {"submission": part.submission.reference.lower(), "why": "She sounds afraid."}
    page = client.post("/desk/concerns/raising/", given, follow=True).content.decode()
    assert "It is for Efua Quaye" in page
    assert Concern.objects.get().signs.filter(cause=Cause.BY_HAND).count() == 1
    assert "She sounds afraid" not in page


def test_readers_are_told_that_it_waits_and_not_why(part: Part, team: Team, client: Client) -> None:
    client.force_login(team.cerys)
    page = client.get(f"/desk/evidence/{part.submission.reference}/").content.decode()
    assert "A safeguarding concern about this is open" in page
    assert REASON not in page
    assert "Read the concern" not in page
    client.force_login(team.efua)
    assert "Read the concern" in client.get(f"/desk/evidence/{part.submission.reference}/").content.decode()


def test_a_reference_that_is_not_there_is_said(team: Team, client: Client) -> None:
    client.force_login(team.ben)
    response = client.post("/desk/concerns/raising/", {"submission": "H-9999", "why": "Afraid."})
    assert response.status_code == 422
    assert "no evidence with this reference" in response.content.decode()


def test_the_clock_is_set_at_the_desk(team: Team, client: Client) -> None:
    client.force_login(team.efua)
    assert "2027-12-27" in client.get("/desk/concerns/clock/").content.decode()
    given = {"hours_to_read": 2, "days_to_escalate": 1, "opens": "08:00", "closes": "18:00", "days": [0, 1, 2]}
    people = {"first": team.asha.pk, "second": team.asha.pk}
    wrong = client.post("/desk/concerns/clock/", given | people | {"holidays": "Christmas"}).content.decode()
    assert "Name two different people" in wrong
    assert "These are not dates such as 2027-12-27: Christmas" in wrong
    people["second"] = team.frank.pk
    assert client.post("/desk/concerns/clock/", given | people | {"holidays": "2026-12-25"}).status_code == 302
    policy = ClockPolicy.objects.get()
    assert (policy.hours_to_read, policy.days, policy.holidays) == (2, [0, 1, 2], ["2026-12-25"])
    assert Entry.objects.get(kind="clock of concerns").actor == team.efua


def test_a_text_that_ends_its_worker_again_and_again_goes_to_a_person(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def must_not_be_asked(_text: str) -> Judged:
        raise AssertionError

    monkeypatch.setattr(engine, "judge", must_not_be_asked)
    part = jay_gives_evidence()
    died = timezone.now() - timedelta(minutes=3)
    Claim.objects.create(work=WORK, item=f"words {part.pk}", until=died, tries=2)
    assert look_at_next_words()
    assert Concern.objects.get().signs.get().cause == Cause.NOT_LOOKED_AT
    assert not Claim.objects.exists()


def test_what_a_worker_was_at_when_it_died_is_looked_at_by_the_next(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = jay_gives_evidence()
    claim = Claim.objects.create(work=WORK, item=f"words {part.pk}", until=timezone.now() + timedelta(minutes=1))
    monkeypatch.setattr(engine, "judge", lambda _text: Judged(Outcome.NOTHING_FOUND))
    assert not look_at_next_words()
    Claim.objects.filter(pk=claim.pk).update(until=timezone.now() - timedelta(seconds=1))
    assert look_at_next_words()
    assert Look.objects.get().part == part


def test_nothing_anybody_said_can_be_read_where_it_is_not_sealed(
    team: Team, monkeypatch: pytest.MonkeyPatch, settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MAIL_IS_SET_UP = True  # type: ignore[attr-defined]
    canaries = {"quetzalwort", "brindlefinch", "ospreyloom", "tamarackle", "vellumgate"}
    monkeypatch.setattr(
        engine, "judge", lambda text: Judged(Outcome.MAY_TELL_OF_HARM, (f"Here: “{text}” brindlefinch",))
    )
    part = jay_gives_evidence(words="quetzalwort hits me", files=[given_file("n.txt", "text/plain", b"ospreyloom")])
    caplog.set_level(logging.DEBUG)
    read_next_file()
    while look_at_next_words():
        pass
    concern = raise_concern(team.ben, part.submission, "tamarackle")
    while tell_next_person():
        pass
    open_to_read(team.efua, concern)
    monkeypatch.setattr("heard.protect.safeguarding.rules.signs_unread_by", lambda *_: Concern.objects.none())
    close_concern(team.efua, concern, Decision.NO_CONCERN, Decided("vellumgate"))
    assert found_in(whole_database(), canaries) == set()
    assert mail.outbox
    sent = "".join(message.message().as_string() for message in mail.outbox)
    logged = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert found_in((sent + logged).encode(), canaries) == set()


def test_the_giver_reads_who_to_ring_whatever_they_wrote(team: Team) -> None:
    open_call(team)
    pages = []
    for words in ("It was a good week.", "He hits me every night and I want to die."):
        writer = Writer().tell(words=words)
        assert "we will have to tell a person whose job is to help" in writer.page("/tell-us/check/")
        sent = writer.send().content.decode()
        pages.append(
            re.sub(r"<ol class=\"five-words\".*?</ol>|name=\"[a-z_]*key\" value=\"[^\"]*\"", "", sent, flags=re.S)
        )
        for page in (sent, writer.page("/your-words/trail/")):
            help_now = page[page.index('id="help-now"') :]
            assert "tel:999" in help_now
            assert "danger now" in help_now
        assert "we will have to tell a person whose job is to help" in writer.page("/your-words/adding/")
    assert pages[0] == pages[1]


def test_nothing_promises_that_it_stays_secret(team: Team) -> None:
    open_call(team)
    writer = Writer().tell()
    pages = [writer.page(address) for address in ("/tell-us/", "/tell-us/check/")]
    pages += [writer.send().content.decode(), writer.page("/your-words/trail/"), writer.page("/privacy/")]
    for page in pages:
        assert not re.search(r"\bsecret\b(?! *\.? *If)", page.replace("never promise to keep them secret", ""))
        assert "confidential" not in page
