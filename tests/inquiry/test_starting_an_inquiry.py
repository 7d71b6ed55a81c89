"""A new installation: what a visitor sees before the inquiry begins, and how whoever installs it begins."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from heard.accounts.models import User
from heard.inquiry.inquiries.queries import roles_of, the_inquiry
from heard.inquiry.inquiries.states import Role

pytestmark = pytest.mark.django_db

WORDS = ("--title", "Moving Day", "--run-by", "Open Latch", "--email", "Asha@Example.org", "--name", "Asha Moss")


def run(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("address", ["/", "/questions/", "/themes/", "/sessions/"])
def test_an_empty_installation_answers_kindly(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "<h1" in response.content.decode()


def test_starting_makes_the_inquiry_its_pages_and_its_first_secretary(client: Client) -> None:
    said = run("start_inquiry", *WORDS)
    assert "“Moving Day” has begun." in said
    asha = User.objects.get(email="asha@example.org")
    assert roles_of(asha) == {Role.SECRETARIAT}
    assert asha.check_password(said.split("First password, to be changed after signing in: ")[1].split()[0])
    assert "Moving Day" in client.get("/").content.decode()
    assert client.get("/privacy/").status_code == client.get("/accessibility/").status_code == 200


def test_an_inquiry_without_words_yet_says_who_runs_it_and_shows_no_empty_part(client: Client) -> None:
    run("start_inquiry", *WORDS)
    page = client.get("/").content.decode()
    assert "Run by Open Latch." in page
    assert "will be here soon" in page
    assert "Why we are asking" not in page


def test_an_installation_runs_one_inquiry() -> None:
    run("start_inquiry", *WORDS)
    with pytest.raises(CommandError, match="runs here already"):
        run("start_inquiry", *WORDS)
    inquiry = the_inquiry()
    assert inquiry is not None
    assert inquiry.title == "Moving Day"


def test_a_colleague_is_appointed_and_told_a_password_only_when_new() -> None:
    run("start_inquiry", *WORDS)
    assert "First password" in run("appoint", "ben@example.org", "--name", "Ben Okafor", "--role", "analyst")
    assert "First password" not in run("appoint", "BEN@example.org", "--role", "chair")
    assert roles_of(User.objects.get(email="ben@example.org")) == {Role.ANALYST, Role.CHAIR}


def test_what_is_not_an_address_is_refused() -> None:
    with pytest.raises(CommandError, match="“ben” is not an e-mail address"):
        run("appoint", "ben", "--role", "analyst")


def test_the_first_secretary_can_write_the_pages(client: Client) -> None:
    run("start_inquiry", *WORDS)
    client.force_login(User.objects.get(email="asha@example.org"))
    from heard.publish.pages.queries import home_page

    home = home_page()
    assert home is not None
    assert client.get(f"/desk/pages/{home.pk}/edit/").status_code == 200
