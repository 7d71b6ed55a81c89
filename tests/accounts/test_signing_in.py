"""Staff sign in with their address; nobody makes an account for themselves."""

import pytest
from django.test import Client

from cast import ASHA, Team
from heard.accounts.actions import create_account, set_new_password
from heard.accounts.models import User

pytestmark = pytest.mark.django_db


def sign_in(client: Client, email: str, password: str) -> bool:
    client.post("/accounts/login/", {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_staff_sign_in_with_their_address_however_they_spell_it(client: Client, team: Team) -> None:
    password = set_new_password(team.asha)
    assert sign_in(client, ASHA.upper(), password)


def test_a_wrong_password_lets_nobody_in(client: Client, team: Team) -> None:
    set_new_password(team.asha)
    assert not sign_in(client, ASHA, "not the password")


def test_an_account_without_a_password_lets_nobody_in(client: Client, team: Team) -> None:
    assert not sign_in(client, ASHA, "")


def test_nobody_signs_up(client: Client) -> None:
    client.post(
        "/accounts/signup/", {"email": "x@example.org", "password1": "a long password", "password2": "a long password"}
    )
    assert not User.objects.exists()


def test_the_desks_own_sign_in_leads_to_the_one_with_a_second_step(client: Client) -> None:
    response = client.get("/desk/login/?next=/desk/audit/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")


def test_the_desks_own_password_pages_are_off(client: Client, team: Team) -> None:
    assert client.get("/desk/password_reset/").status_code == 404


def test_nobody_changes_the_address_of_an_account_at_its_screen(client: Client, team: Team) -> None:
    client.force_login(team.asha)
    response = client.post("/accounts/email/", {"email": "elsewhere@example.org", "action_add": ""})
    assert response["Location"] == "/accounts/2fa/"
    team.asha.refresh_from_db()
    assert team.asha.email == ASHA


def test_a_password_is_changed_in_our_own_words(client: Client, team: Team) -> None:
    password = set_new_password(team.asha)
    sign_in(client, ASHA, password)
    assert "Choose a new password" in client.get("/accounts/password/change/").content.decode()
    new = "a lamp on each landing"
    client.post("/accounts/password/change/", {"oldpassword": password, "password1": new, "password2": new})
    team.asha.refresh_from_db()
    assert team.asha.check_password(new)


def test_one_address_has_one_account() -> None:
    create_account("kim@example.org", "Kim")
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        create_account("KIM@example.org", "Kim")


def test_a_name_is_shown_and_an_address_only_where_there_is_no_name() -> None:
    assert create_account("kim@example.org", "Kim Ó Brien").name == "Kim Ó Brien"
    assert create_account("lee@example.org", "").name == "lee@example.org"
