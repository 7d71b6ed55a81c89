"""Public pages travel compressed; the desk's never do, because their length could give away what they hold."""

import gzip

import pytest
from django.test import Client

from cast import Team

pytestmark = pytest.mark.django_db

PUBLIC = ("/", "/questions/", "/themes/", "/sessions/", "/accounts/login/", "/no-such-page/")
ASKING = {"accept-encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_compressed_where_the_browser_can_read_it(client: Client, address: str) -> None:
    packed = client.get(address, headers=ASKING)
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert b"</html>" in gzip.decompress(packed.content)
    assert b"</html>" in client.get(address).content


@pytest.mark.parametrize("address", ["", "evidence/?words=moved", "quotations/", "audit/"])
def test_a_page_of_the_desk_is_not_compressed(client: Client, team: Team, address: str) -> None:
    client.force_login(team.asha)
    response = client.get(f"/desk/{address}", headers=ASKING)
    assert response.status_code == 200
    assert "Content-Encoding" not in response


@pytest.mark.parametrize("address", ["/tell-us/", "/your-words/"])
def test_a_page_of_somebody_who_gives_evidence_is_not_compressed(client: Client, address: str) -> None:
    assert "Content-Encoding" not in client.get(address, headers=ASKING)


def test_the_token_of_a_form_is_written_differently_each_time(client: Client) -> None:
    """So that the length of compressed pages tells nobody what it is."""
    tokens = {client.get("/accounts/login/").context["csrf_token"] for _ in range(3)}
    assert len(tokens) == 3
