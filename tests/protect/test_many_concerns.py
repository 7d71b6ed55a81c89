"""Two hundred open concerns: which come first, how one goes through them, and that none closes unread."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from cast import Team, jay_gives_evidence
from heard.collect.evidence.models import Part
from heard.files.keys import SealingError
from heard.protect.safeguarding import engine, sealed_words
from heard.protect.safeguarding.actions import open_to_read, raise_concern
from heard.protect.safeguarding.clock import being_read, read_clock
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.looking import look_at_next_words
from heard.protect.safeguarding.models import Closing, Concern, Opening, Sign
from heard.protect.safeguarding.pressing import DYING, Choice, all_listed, beside, choice_in, chosen, tabs
from heard.protect.safeguarding.sealed_words import open_decision
from heard.protect.safeguarding.states import Cause, Decision, Harmless, Outcome, Show, Sort, Sureness
from heard.protect.safeguarding.telling import messages_due
from heard.text.safeguarding.signs import all_signs

pytestmark = pytest.mark.django_db

HARM, FOREIGN = Outcome.MAY_TELL_OF_HARM, Outcome.NOT_IN_ENGLISH


@pytest.fixture
def found(team: Team, monkeypatch: pytest.MonkeyPatch) -> dict[str, Concern]:
    """One of each kind, the oldest first; each is called after why it is open."""
    judged = {
        "unsure": Judged(HARM, (), 0.2),
        "thinks so": Judged(HARM, (), 0.6),
        "foreign": Judged(FOREIGN, (), 0.3),
        "sure": Judged(HARM, (), 0.97),
        "dying": Judged(HARM, (), 0.4, (DYING,)),
        "sure, later": Judged(HARM, (), 0.99),
    }
    concerns = {name: _found(monkeypatch, outcome) for name, outcome in judged.items()}
    concerns["raised"] = raise_concern(team.ben, jay_gives_evidence().submission, "She sounds afraid.")
    return concerns


def _found(monkeypatch: pytest.MonkeyPatch, judged: Judged) -> Concern:
    monkeypatch.setattr(engine, "judge", lambda _text: judged)
    part: Part = jay_gives_evidence()
    look_at_next_words()
    return Concern.objects.get(submission=part.submission)


def names(found: dict[str, Concern], choice: Choice | None = None) -> list[str]:
    called = {concern.pk: name for name, concern in found.items()}
    return [called[each.row.concern.pk] for each in chosen(all_listed(read_clock()), choice or Choice())]


def test_wanting_to_die_comes_first_then_what_people_and_the_machine_are_sure_of(found: dict[str, Concern]) -> None:
    assert names(found) == ["dying", "raised", "sure", "sure, later", "foreign", "thinks so", "unsure"]


def test_what_was_read_comes_after_all_that_was_not(found: dict[str, Concern], team: Team) -> None:
    open_to_read(team.efua, found["dying"])
    assert names(found)[-1] == "dying"


def test_one_can_go_by_how_long_they_have_waited(found: dict[str, Concern]) -> None:
    assert names(found, Choice(sort=Sort.WAITING)) == list(found)


def test_one_can_choose_who_opened_them_and_what_they_tell_of(found: dict[str, Concern], team: Team) -> None:
    assert names(found, Choice(Show.DYING)) == ["dying"]
    assert names(found, Choice(Show.BY_PEOPLE)) == ["raised"]
    assert len(names(found, Choice(Show.BY_SOFTWARE))) == 6
    open_to_read(team.efua, found["unsure"])
    assert names(found, Choice(Show.READ)) == ["unsure"]
    Sign.objects.filter(concern=found["foreign"]).update(at=timezone.now() - timedelta(days=30))
    assert names(found, Choice(Show.LATE)) == ["foreign"]
    counted = {tab.show: tab.number for tab in tabs(all_listed(read_clock()), Choice())}
    assert counted[Show.ALL] == 7
    assert counted[Show.UNREAD] == 6


def test_the_engine_calls_wanting_to_die_what_we_call_it() -> None:
    assert DYING in {sign.kind for sign in all_signs()}


def test_an_address_that_asks_for_nonsense_gets_the_usual() -> None:
    assert choice_in(QueryDict("show=x&sort=y")) == Choice()
    chosen_before = Choice(Show.LATE, Sort.WAITING)
    assert choice_in(QueryDict(chosen_before.query)) == chosen_before


def test_how_sure_the_machine_is_is_sealed_like_its_reasons(found: dict[str, Concern]) -> None:
    for sign in Sign.objects.exclude(cause=Cause.BY_HAND):
        assert DYING.encode() not in bytes(sign.sealed)
        assert b"0.97" not in bytes(sign.sealed)


def test_one_that_is_damaged_does_not_hide_the_others(
    found: dict[str, Concern], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise SealingError

    monkeypatch.setattr(sealed_words, "unseal", breaks)
    listed = all_listed(read_clock())
    assert len(listed) == 7
    assert {each.sureness for each in listed if not each.is_by_people} == {Sureness.CANNOT_SAY}


def test_the_next_is_one_that_nobody_else_has_open(found: dict[str, Concern], team: Team) -> None:
    Opening.objects.create(concern=found["sure"], by=team.asha)
    listed = all_listed(read_clock())
    place = beside(found["raised"], listed, Choice(), team.efua.pk)
    assert (place.before, place.after) == (found["dying"], found["sure, later"])
    assert beside(found["raised"], listed, Choice(), team.asha.pk).after == found["sure"]
    assert beside(found["dying"], listed, Choice(), team.efua.pk).before is None
    assert beside(found["unsure"], listed, Choice(), team.efua.pk).after is None


def test_one_that_was_read_keeps_its_place_for_whoever_is_at_it(found: dict[str, Concern], team: Team) -> None:
    open_to_read(team.efua, found["raised"])
    for choice in (Choice(), Choice(Show.UNREAD)):
        place = beside(found["raised"], all_listed(read_clock()), choice, team.efua.pk)
        assert (place.number, place.of, place.after) == (2, 7, found["sure"])


def test_after_the_last_comes_what_was_left_unread_before_it(found: dict[str, Concern], team: Team) -> None:
    open_to_read(team.efua, found["unsure"])
    place = beside(found["unsure"], all_listed(read_clock()), Choice(), team.efua.pk)
    assert place.after is None
    assert place.to_read == found["dying"]


def test_one_press_closes_what_was_read_says_why_and_shows_the_next(
    found: dict[str, Concern], team: Team, client: Client
) -> None:
    client.force_login(team.efua)
    at = f"/desk/concerns/{found['sure'].pk}/"
    pressed = {"harmless": Harmless.STRONG_WORDS, "show": Show.BY_SOFTWARE}
    refused = client.post(f"{at}closing/", pressed)
    assert refused.status_code == 422
    assert "Open the original and read it first" in refused.content.decode()
    client.post(f"{at}opening/")
    response = client.post(f"{at}closing/", pressed)
    assert response.headers["Location"] == f"/desk/concerns/{found['sure, later'].pk}/?show=software"
    closing = Closing.objects.get(concern=found["sure"])
    assert closing.decision == Decision.NO_CONCERN
    assert open_decision(closing).said == f"{Harmless.STRONG_WORDS.label}."


def test_the_buttons_stand_on_the_page_only_once_it_is_opened(
    found: dict[str, Concern], team: Team, client: Client
) -> None:
    client.force_login(team.efua)
    at = f"/desk/concerns/{found['sure'].pk}/?show=software&sort=waiting"
    before = client.get(at).content.decode()
    assert str(Harmless.IN_GENERAL.label) not in before
    assert "Next" in before
    opened = client.post(
        f"/desk/concerns/{found['sure'].pk}/opening/", {"show": "software", "sort": "waiting"}, follow=True
    )
    assert opened.request["QUERY_STRING"].startswith("show=software&sort=waiting&pass=")
    assert str(Harmless.IN_GENERAL.label) in opened.content.decode()


def test_the_list_shows_a_page_of_them_with_counts_and_who_has_one_open(
    found: dict[str, Concern], team: Team, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heard.protect.safeguarding.views.PER_PAGE", 3)
    open_to_read(team.asha, found["dying"])
    client.force_login(team.efua)
    page = client.get("/desk/concerns/").content.decode()
    assert page.count("data-step") == 3
    assert "Page 1 of 3" in page
    assert "Asha Moss has it open since" in client.get("/desk/concerns/?show=read").content.decode()
    assert "software is nearly sure" in page
    assert "None of the open concerns is of this kind" in client.get("/desk/concerns/?show=late").content.decode()


def test_nobody_is_called_to_what_somebody_is_reading(
    found: dict[str, Concern], team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    Sign.objects.update(at=timezone.now() - timedelta(days=30))

    def late() -> int:
        return sum(len(message.signs) for message in messages_due() if message.kind == "late")

    before = late()
    Opening.objects.create(concern=found["sure"], by=team.efua)
    assert late() == before - 2  # which two people would have heard of
    Opening.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert late() == before
    clock = read_clock()
    assert being_read(clock) == {}
