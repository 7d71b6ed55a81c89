"""The quotations desk: publishing and taking down by a button, with the rule's own sentence where it may not be."""

import pytest
from django.test import Client

from cast import Team, excerpt_of, jay_gives_evidence, read_by
from heard.publish.publications.actions import clear_quotation
from heard.publish.publications.models import Quotation

pytestmark = pytest.mark.django_db

WORDS = "it would be a week"


@pytest.fixture
def quotation(team: Team) -> Quotation:
    excerpt = excerpt_of(team, read_by(team, jay_gives_evidence(), 2), WORDS)
    return clear_quotation(team.ben, excerpt, WORDS, "Young person in care")


def publish(client: Client, quotation: Quotation) -> str:
    response = client.post(f"/desk/quotations/{quotation.pk}/publishing/", follow=True)
    return response.content.decode()


def is_public(quotation: Quotation) -> bool:
    return Client().get(f"/quotations/{quotation.pk}/").status_code == 200


def test_a_press_publishes_and_another_takes_down(quotation: Quotation, team: Team, client: Client) -> None:
    client.force_login(team.asha)
    assert not is_public(quotation)
    assert "on the public pages now" in publish(client, quotation)
    assert is_public(quotation)
    client.post(f"/desk/quotations/{quotation.pk}/taking-down/", {"reason": "somebody recognised her"})
    assert not is_public(quotation)
    assert "somebody recognised her" in client.get(f"/desk/quotations/{quotation.pk}/").content.decode()


def test_whoever_cleared_it_reads_why_they_cannot_publish(team: Team, client: Client) -> None:
    excerpt = excerpt_of(team, read_by(team, jay_gives_evidence(), 2), WORDS)
    own = clear_quotation(team.asha, excerpt, WORDS, "Young person in care")
    client.force_login(team.asha)
    assert "Publish these words" not in client.get(f"/desk/quotations/{own.pk}/").content.decode()
    assert "Somebody else has to publish this" in publish(client, own)
    assert not is_public(own)


def test_taking_down_without_a_reason_changes_nothing(quotation: Quotation, team: Team, client: Client) -> None:
    client.force_login(team.asha)
    publish(client, quotation)
    response = client.post(f"/desk/quotations/{quotation.pk}/taking-down/", {"reason": ""}, follow=True)
    assert "Say why" in response.content.decode()
    assert is_public(quotation)


@pytest.mark.parametrize(("only", "listed"), [("", True), ("cleared", True), ("published", False), ("nonsense", True)])
def test_the_list_shows_those_asked_for(
    quotation: Quotation, team: Team, client: Client, only: str, listed: bool
) -> None:
    client.force_login(team.asha)
    rows = client.get("/desk/quotations/", {"only": only}).context["rows"]
    assert (quotation in rows.object_list) is listed
