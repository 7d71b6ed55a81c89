"""The secretariat writes the inquiry's questions, timetable and helplines at the desk; each change is in the audit."""

import pytest
from django.test import Client

from cast import Team
from heard.audit.models import Entry
from heard.inquiry.inquiries.models import Helpline, Inquiry, Question

pytestmark = pytest.mark.django_db

PLACES = ("/desk/inquiry/", "/desk/question/", "/desk/timetablestage/", "/desk/helpline/")
QUESTION = {"number": 1, "text": "What happens when a child moves?", "plain_text": "What was it like to move?"}


@pytest.fixture
def asha(team: Team, client: Client) -> Client:
    client.force_login(team.asha)
    return client


def test_a_question_added_at_the_desk_is_asked_in_public(asha: Client, team: Team) -> None:
    asha.post("/desk/question/new/", QUESTION)
    assert "What was it like to move?" in Client().get("/questions/").content.decode()
    line = Entry.objects.first()
    assert line is not None
    assert (line.actor, line.verb, line.kind, line.label) == (team.asha, "add", "question", "Question 1")


def test_a_changed_question_leaves_a_line(asha: Client) -> None:
    question = Question.objects.create(**QUESTION)
    asha.post(f"/desk/question/edit/{question.pk}/", QUESTION | {"text": "What should happen?"})
    question.refresh_from_db()
    assert question.text == "What should happen?"
    assert Entry.objects.filter(verb="change", label="Question 1").count() == 1


def test_a_question_cannot_be_removed_for_answers_rest_on_it(asha: Client) -> None:
    question = Question.objects.create(**QUESTION)
    asha.post(f"/desk/question/delete/{question.pk}/")
    assert Question.objects.filter(pk=question.pk).exists()


def test_a_helpline_that_closed_is_removed_with_a_line(asha: Client) -> None:
    helpline = Helpline.objects.create(order=1, nation="Wales", name="Meic", phone="080880 23456", purpose="Anybody.")
    asha.post(f"/desk/helpline/delete/{helpline.pk}/")
    assert not Helpline.objects.exists()
    assert Entry.objects.filter(verb="remove", kind="helpline", label="Meic").count() == 1


def test_there_is_one_inquiry_and_the_desk_makes_no_second(asha: Client) -> None:
    asha.post("/desk/inquiry/new/", {"title": "Another", "run_by": "Somebody"})
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("name", ["ben", "cerys", "efua", "frank", "greta"])
@pytest.mark.parametrize("place", PLACES)
def test_nobody_else_writes_them(team: Team, client: Client, name: str, place: str) -> None:
    client.force_login(getattr(team, name))
    assert client.get(place).headers.get("Location") == "/desk/"
    client.post("/desk/question/new/", QUESTION)
    assert not Question.objects.exists()


@pytest.mark.parametrize("place", PLACES)
def test_a_stranger_is_sent_to_sign_in(client: Client, place: str) -> None:
    assert client.get(place)["Location"].startswith("/accounts/login/")
