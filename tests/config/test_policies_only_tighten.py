"""What pages may load, and what browsers tell of them, may become less and never more.

The tables below are what was allowed on 2026-11-27. Take something away here when the site does with less; adding to
them needs a decision in docs/decisions.
"""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from cast import ASHA, Team
from heard.accounts.actions import set_new_password
from telling import open_call

pytestmark = pytest.mark.django_db

SELF, DATA, BLOB, INLINE, NONE = "'self'", "data:", "blob:", "'unsafe-inline'", "'none'"

MOST_FOR_EVERYBODY: dict[str, set[str]] = {
    "default-src": {NONE},
    "base-uri": {NONE},
    "connect-src": {SELF},
    "font-src": {SELF},
    "form-action": {SELF},
    "frame-ancestors": {NONE},
    "img-src": {SELF, DATA},
    "manifest-src": {SELF},
    "media-src": {SELF},
    "script-src": {SELF},
    "style-src": {SELF},
}
MOST_WHERE_A_VOICE_IS_RECORDED = MOST_FOR_EVERYBODY | {"media-src": {SELF, BLOB}}
MOST_AT_THE_DESK = MOST_FOR_EVERYBODY | {
    "frame-ancestors": {SELF},
    "frame-src": {SELF},
    "img-src": {SELF, DATA, BLOB},
    "script-src": {SELF, INLINE},
    "style-src": {SELF, INLINE},
}
# Without these, a directive would fall back on nothing at all, or on what an older page said.
ALWAYS_SAID = {"default-src", "base-uri", "form-action", "frame-ancestors"}

PUBLIC = ("/", "/questions/", "/themes/", "/sessions/", "/privacy/", "/accounts/login/", "/no-such-page/", "/health")
GIVERS = ("/your-words/", "/tell-us/", "/tell-us/who/", "/your-words/trail/")
MODERN = {"sec-fetch-site": "same-origin"}


def policy_of(client: Client, address: str) -> dict[str, set[str]]:
    said = client.get(address)["Content-Security-Policy"]
    return {what: set(where.split()) for what, _, where in (rule.partition(" ") for rule in said.split("; "))}


def loosened(policy: dict[str, set[str]], most: dict[str, set[str]]) -> dict[str, set[str]]:
    """What a policy allows beyond `most`. What a directive does not say, it takes from default-src."""
    effective = {what: policy.get(what, policy["default-src"]) for what in most} | policy
    return {
        what: where - most.get(what, {NONE}) - {NONE}
        for what, where in effective.items()
        if where - most.get(what, {NONE}) - {NONE}
    }


@pytest.mark.parametrize("address", PUBLIC + GIVERS)
def test_a_page_for_everybody_may_load_no_more_than_it_did(client: Client, team: Team, address: str) -> None:
    open_call(team)
    policy = policy_of(client, address)
    assert loosened(policy, MOST_FOR_EVERYBODY) == {}
    assert set(policy) >= ALWAYS_SAID


@pytest.mark.parametrize("address", ["", "evidence/", "audit/", "pages/"])
def test_the_desk_may_load_no_more_than_it_did(client: Client, team: Team, address: str) -> None:
    client.force_login(team.asha)
    policy = policy_of(client, f"/desk/{address}")
    assert loosened(policy, MOST_AT_THE_DESK) == {}
    assert set(policy) >= ALWAYS_SAID


def test_where_a_voice_is_recorded_only_the_recording_is_added() -> None:
    from heard.config.security import FOR_RECORDING

    policy = {what: set(where.split()) for what, where in FOR_RECORDING.items()}
    assert loosened(policy, MOST_WHERE_A_VOICE_IS_RECORDED) == {}


@pytest.mark.parametrize("most", [MOST_FOR_EVERYBODY, MOST_WHERE_A_VOICE_IS_RECORDED, MOST_AT_THE_DESK])
def test_nothing_from_elsewhere_and_no_code_made_of_text_is_ever_in_the_tables(most: dict[str, set[str]]) -> None:
    allowed = set().union(*most.values())
    assert allowed <= {SELF, DATA, BLOB, INLINE, NONE}
    if most is not MOST_AT_THE_DESK:
        assert INLINE not in allowed


def test_the_check_itself_sees_what_is_loosened() -> None:
    strict = {what: set(where) for what, where in MOST_FOR_EVERYBODY.items()}
    assert loosened(strict, MOST_FOR_EVERYBODY) == {}
    assert loosened(strict | {"script-src": {SELF, INLINE}}, MOST_FOR_EVERYBODY) == {"script-src": {INLINE}}
    assert loosened(strict | {"worker-src": {SELF}}, MOST_FOR_EVERYBODY) == {"worker-src": {SELF}}


@pytest.mark.parametrize("address", PUBLIC + GIVERS)
def test_no_window_and_no_page_of_another_site_holds_one_of_ours(client: Client, address: str) -> None:
    response = client.get(address)
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", PUBLIC + GIVERS)
def test_no_page_may_use_what_a_device_can_do(client: Client, address: str) -> None:
    features = dict(part.split("=") for part in client.get(address)["Permissions-Policy"].split(", "))
    assert set(features.values()) == {"()"}
    assert {"camera", "geolocation", "microphone", "payment", "usb", "display-capture"} <= set(features)


@pytest.mark.parametrize("address", GIVERS)
def test_from_a_givers_page_the_next_one_does_not_learn_where_somebody_was(client: Client, address: str) -> None:
    assert client.get(address, headers=MODERN)["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("address", PUBLIC + GIVERS)
def test_no_other_site_ever_learns_it(client: Client, address: str) -> None:
    assert client.get(address)["Referrer-Policy"] in ("same-origin", "no-referrer")


def test_an_older_browser_can_still_send_what_somebody_wrote(client: Client, team: Team) -> None:
    """It says nothing of the site it comes from. With “no-referrer” it would send “Origin: null”, which is refused."""
    open_call(team)
    assert client.get("/tell-us/who/")["Referrer-Policy"] == "same-origin"
    sent = client.post("/tell-us/who/", {"speaking_as": "own experience"}, headers={"origin": "http://testserver"})
    assert sent.status_code == 302
    assert client.post("/tell-us/who/", {}, headers={"origin": "null"}).status_code == 403


# F23: what a proxy, or somebody who plays one, says of the request

POISONED = (
    {"host": "evil.example.com"},
    {"x-forwarded-host": "evil.example.com"},
    {"forwarded": "host=evil.example.com"},
)


@pytest.mark.parametrize("headers", POISONED)
def test_a_link_to_a_new_password_leads_to_us_whatever_the_request_says(
    client: Client, team: Team, headers: dict[str, str]
) -> None:
    set_new_password(team.asha)
    cache.clear()
    response = client.post("/accounts/password/reset/", {"email": ASHA}, headers=headers)
    if "host" in headers:
        assert response.status_code == 400
        assert mail.outbox == []
    else:
        assert [message.to for message in mail.outbox] == [[ASHA]]
        assert "http://testserver/accounts/password/reset/key/" in str(mail.outbox[0].body)
        assert "evil" not in mail.outbox[0].message().as_string()


@pytest.mark.parametrize("headers", POISONED)
@pytest.mark.parametrize("address", ["/", "/themes/", "/your-words/", "/accounts/login/"])
def test_no_page_repeats_a_host_that_is_not_ours(client: Client, address: str, headers: dict[str, str]) -> None:
    response = client.get(address, headers=headers)
    assert "evil" not in response.content.decode()
    assert "evil" not in str(response.headers)


def test_guessing_at_a_password_is_slowed_however_many_addresses_are_named(client: Client, team: Team) -> None:
    password = set_new_password(team.asha)
    cache.clear()
    for number in range(12):
        client.post(
            "/accounts/login/",
            {"login": ASHA, "password": f"guess {number}"},
            headers={"x-forwarded-for": f"203.0.113.{number}, 198.51.100.{number}"},
        )
    client.post("/accounts/login/", {"login": ASHA, "password": password}, headers={"x-forwarded-for": "192.0.2.9"})
    assert "_auth_user_id" not in client.session
    cache.clear()
    client.post("/accounts/login/", {"login": ASHA, "password": password})
    assert "_auth_user_id" in client.session
