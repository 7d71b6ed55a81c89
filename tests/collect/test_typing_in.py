"""A letter or a telephone call is typed in once, exactly, with what its giver agreed to; and they get five words."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cast import Team
from heard.audit.queries import lines_about
from heard.collect.channels.typed_in.keys import new_key, words_of
from heard.collect.evidence.models import Submission
from heard.collect.evidence.raw import open_detail, open_sealed
from heard.collect.evidence.states import Channel
from heard.inquiry.consent.queries import trusted_adult_of, uses_allowed
from heard.inquiry.consent.states import Use
from heard.inquiry.inquiries.models import Question
from telling import POEM, Writer, open_call, the_part, the_submission

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/typing-in/"
LETTER = {
    "channel": "letter",
    "received_on": "2026-05-04",
    "words": POEM,
    "speaking_as": "own experience",
    "age_band": "13–15",
    "region": "Wales",
    "how_agreed": "It says so in the letter.",
    "analyse": "on",
    "quote_unnamed": "on",
}


@pytest.fixture
def asha(team: Team, client: Client) -> Client:
    open_call(team)
    client.force_login(team.asha)
    return client


def type_it_in(client: Client, **changes: Any) -> HttpResponse:
    return client.post(ADDRESS, {"key": new_key()} | LETTER | changes)


def test_a_letter_is_kept_as_it_was_written_with_what_was_agreed(asha: Client) -> None:
    question = Question.objects.get(number=2)
    response = type_it_in(asha, question=question.pk)
    submission = the_submission()
    assert open_sealed(the_part()).text == POEM
    assert the_part().question == question
    assert (submission.channel, str(submission.received_on)) == (Channel.LETTER, "2026-05-04")
    assert uses_allowed(submission.consent) == [Use.ANALYSE, Use.QUOTE_UNNAMED]
    assert submission.reference in response.content.decode()


def test_whoever_gave_it_gets_five_words_that_open_it(asha: Client) -> None:
    words = " ".join(type_it_in(asha).context["words"])
    assert "in a letter" in Writer().come_back(words).content.decode()


def test_how_they_agreed_is_in_the_audit_under_the_name_of_whoever_typed(asha: Client, team: Team) -> None:
    type_it_in(asha)
    line = lines_about("submission", the_submission().reference).get(verb="type in")
    assert (line.actor, line.use) == (team.asha, "It says so in the letter.")


def test_sending_the_form_twice_keeps_it_once_with_the_same_words(asha: Client) -> None:
    key = new_key()
    first, second = type_it_in(asha, key=key), type_it_in(asha, key=key)
    assert first.context["words"] == second.context["words"]
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"analyse": ""}, "nothing that may be done with it"),
        ({"words": ""}, "There are no words yet"),
        ({"how_agreed": ""}, "Nobody agrees for somebody else"),
        ({"received_on": str(timezone.localdate() + timedelta(days=2))}, "has not come yet"),
        ({"contact_again": "on"}, "Tell us how"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(asha: Client, changes: dict[str, str], says: str) -> None:
    response = type_it_in(asha, **changes)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Submission.objects.exists()


def test_a_form_that_was_tampered_with_is_not_kept(asha: Client) -> None:
    assert words_of("nonsense") is None
    assert type_it_in(asha, key=new_key()[:-6] + "AAAAA=").status_code == 422
    assert not Submission.objects.exists()


def test_how_to_reach_somebody_and_which_grown_up_knows_are_kept_beside_it(asha: Client) -> None:
    type_it_in(asha, age_band="under 13", trusted_adult="carer", contact_again="on", how_to_reach="at the home")
    submission = the_submission()
    assert open_detail(submission.details.get()) == "at the home"
    knows = trusted_adult_of(submission.consent)
    assert knows is not None
    assert knows.who == "carer"


def test_nobody_under_sixteen_is_named(asha: Client) -> None:
    type_it_in(asha, quote_named="on", name_to_print="Jo")
    assert Use.QUOTE_NAMED not in uses_allowed(the_submission().consent)


def test_somebodys_five_words_are_not_typed_in(asha: Client) -> None:
    words = " ".join(type_it_in(asha).context["words"])
    assert type_it_in(asha, words=f"her words are {words}").status_code == 422
