"""Where the second step is required, the desk stays shut without it; recovery codes stand in for a telephone."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from cast import ASHA, Team
from heard.accounts.actions import set_new_password

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "REQUIRE_MFA", True)
    cache.clear()  # in which allauth remembers that a code was used, and how often somebody tried


@pytest.fixture
def password(team: Team) -> str:
    return set_new_password(team.asha)


def sign_in(client: Client, password: str) -> str:
    """Where it leads, without the second step."""
    return client.post("/accounts/login/", {"login": ASHA, "password": password}).headers.get("Location", "")


def confirm(client: Client, password: str) -> None:
    """Say once more that it is really them, as every page that changes how one signs in asks."""
    client.post("/accounts/reauthenticate/", {"password": password})


def code_for(secret: str, later: int = 0) -> str:
    """The six figures of now, or of so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def set_up(client: Client, password: str) -> str:
    """Set it up as a person does; the secret that their telephone has then."""
    confirm(client, password)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = str(page.context["form"].secret)
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    return secret


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<code>(\w+)</code>", client.get("/accounts/2fa/recovery-codes/").content.decode())


@pytest.mark.parametrize("address", ["", "evidence/", "audit/", "team/", "account/", "pages/", "logout/"])
def test_without_it_every_page_of_the_desk_leads_to_setting_it_up(client: Client, password: str, address: str) -> None:
    sign_in(client, password)
    assert client.get(f"/desk/{address}")["Location"] == "/accounts/2fa/totp/activate/"


def test_the_page_it_leads_to_says_why_and_has_the_square(client: Client, password: str) -> None:
    sign_in(client, password)
    assert "Before the desk opens, add the second step" in client.get("/desk/", follow=True).content.decode()
    confirm(client, password)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    assert "nobody can read people’s evidence as you without your telephone" in page
    assert "data:image/svg+xml" in page


def test_once_it_is_set_up_the_desk_opens_and_ten_codes_are_shown(client: Client, password: str) -> None:
    sign_in(client, password)
    set_up(client, password)
    assert len(recovery_codes(client)) == 10
    assert client.get("/desk/").status_code == 200


def test_a_wrong_code_sets_nothing_up(client: Client, password: str) -> None:
    sign_in(client, password)
    confirm(client, password)
    client.get("/accounts/2fa/totp/activate/")
    assert client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize(("later", "is_taken"), [(-1, True), (1, True), (-4, False), (4, False)])
def test_whoever_types_slowly_is_let_in_and_an_old_code_is_not(
    client: Client, password: str, later: int, is_taken: bool
) -> None:
    sign_in(client, password)
    secret = set_up(client, password)
    cache.clear()
    other = Client()
    sign_in(other, password)
    answer = other.post("/accounts/2fa/authenticate/", {"code": code_for(secret, later)})
    assert ("_auth_user_id" in other.session) is is_taken
    assert is_taken or "type the six figures it shows now" in answer.content.decode()


def test_from_then_on_the_password_alone_signs_nobody_in(client: Client, password: str) -> None:
    sign_in(client, password)
    set_up(client, password)
    other = Client()
    assert sign_in(other, password) == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in other.session
    assert other.get("/desk/")["Location"].startswith("/accounts/login/")


def test_a_code_from_the_telephone_does(client: Client, password: str) -> None:
    sign_in(client, password)
    secret = set_up(client, password)
    cache.clear()  # half a minute later
    other = Client()
    sign_in(other, password)
    other.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})
    assert other.get("/desk/").status_code == 200


def test_a_recovery_code_does_once(client: Client, password: str) -> None:
    sign_in(client, password)
    set_up(client, password)
    code = recovery_codes(client)[0]
    let_in = []
    for _attempt in range(2):
        other = Client()
        sign_in(other, password)
        other.post("/accounts/2fa/authenticate/", {"code": code})
        let_in.append("_auth_user_id" in other.session)
    assert let_in == [True, False]
    assert code not in recovery_codes(client)


def test_new_codes_end_the_old_ones(client: Client, password: str) -> None:
    sign_in(client, password)
    set_up(client, password)
    old = recovery_codes(client)
    assert "Those you have now stop working" in client.get("/accounts/2fa/recovery-codes/generate/").content.decode()
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert set(recovery_codes(client)).isdisjoint(old)


def test_whoever_takes_it_away_is_led_back_to_it(client: Client, password: str) -> None:
    sign_in(client, password)
    set_up(client, password)
    client.post("/accounts/2fa/totp/deactivate/")
    assert client.get("/desk/")["Location"] == "/accounts/2fa/totp/activate/"


def test_a_superuser_needs_it_too(client: Client) -> None:
    from heard.accounts.models import User

    client.force_login(User.objects.create_superuser("root@example.org", "a long password"))
    assert client.get("/desk/users/")["Location"] == "/accounts/2fa/totp/activate/"


def test_where_it_is_not_required_the_desk_opens_without(
    client: Client, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "REQUIRE_MFA", False)
    sign_in(client, password)
    assert client.get("/desk/").status_code == 200


def test_the_public_pages_ask_nobody(client: Client, password: str) -> None:
    sign_in(client, password)
    assert client.get("/questions/").status_code == 200
