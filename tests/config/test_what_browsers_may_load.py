"""Response headers: nothing from elsewhere, nothing remembered about readers."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PUBLIC = ("/", "/questions/", "/themes/", "/sessions/", "/accounts/login/", "/no-such-page/")


def policy_of(client: Client, address: str) -> dict[str, str]:
    written = client.get(address, follow=True)["Content-Security-Policy"]
    return dict(rule.split(" ", 1) for rule in written.split("; "))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_loads_only_our_own_files_and_no_inline_code(client: Client, address: str) -> None:
    policy = policy_of(client, address)
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["font-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in " ".join(policy.values())
    assert not any("http" in where or "*" in where for where in policy.values())


def test_the_desk_may_use_inline_code_but_nothing_from_elsewhere(client: Client) -> None:
    response = client.get("/desk/")
    policy = response["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "http" not in policy
    assert "*" not in policy


def test_the_desk_is_never_kept_by_a_browser(client: Client) -> None:
    assert client.get("/desk/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", PUBLIC[:4])
def test_reading_sets_no_cookie(client: Client, address: str) -> None:
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", PUBLIC)
def test_no_page_may_ask_for_camera_microphone_or_place(client: Client, address: str) -> None:
    allowed = client.get(address)["Permissions-Policy"]
    assert all(f"{device}=()" in allowed for device in ("camera", "geolocation", "microphone"))


def test_an_address_of_another_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example.com"}).status_code == 400
