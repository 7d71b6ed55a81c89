"""The secretariat appoints at the desk, and ends appointments; the team sees it; nobody helps themselves."""

import re

import pytest
from django.test import Client

from cast import Team, appointed
from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.audit.models import Entry
from heard.inquiry.inquiries.actions import appoint_team_member, end_appointment
from heard.inquiry.inquiries.models import TeamMember
from heard.inquiry.inquiries.queries import roles_of
from heard.inquiry.inquiries.queries import team as team_now
from heard.inquiry.inquiries.states import Role
from heard.text.errors import BadInput

pytestmark = pytest.mark.django_db
HANA = {"email": "hana@example.org", "name": "Hana Sato", "role": "board reader"}


@pytest.fixture
def asha(team: Team, client: Client) -> Client:
    client.force_login(team.asha)
    return client


def membership(user: User, role: Role) -> TeamMember:
    return team_now().get(user=user, role=role)


def test_somebody_new_is_appointed_and_signs_in_with_the_password_shown_once(asha: Client) -> None:
    page = asha.post("/desk/team/appointing/", HANA).content.decode()
    password = re.search(r"<code>(\S+)</code>", page)
    assert password
    newcomer = Client()
    newcomer.post("/accounts/login/", {"login": HANA["email"], "password": password[1]})
    assert newcomer.get("/desk/").status_code == 200
    assert roles_of(User.objects.get(email=HANA["email"])) == {Role.BOARD_READER}
    line = Entry.objects.get(label="Hana Sato (board reader)")
    assert (line.verb, line.actor and line.actor.first_name) == ("appoint", "Asha")


def test_a_colleague_with_an_account_gets_a_second_role_and_keeps_their_password(asha: Client, team: Team) -> None:
    page = asha.post("/desk/team/appointing/", {"email": team.ben.email.upper(), "role": "reviewer"}).content.decode()
    assert "They had an account already" in page
    assert "<code>" not in page
    assert roles_of(team.ben) == {Role.ANALYST, Role.REVIEWER}


@pytest.mark.parametrize("role", ["safeguarding lead", "chair", "analyst"])
def test_nobody_appoints_themselves(asha: Client, team: Team, role: str) -> None:
    answer = asha.post("/desk/team/appointing/", {"email": team.asha.email, "role": role})
    assert answer.status_code == 422
    assert "Nobody appoints themselves" in answer.content.decode()
    assert roles_of(team.asha) == {Role.SECRETARIAT}
    with pytest.raises(NotAllowed):
        appoint_team_member(team.asha, team.asha, Role(role))


def test_another_in_the_secretariat_appoints_them_and_the_audit_names_both(team: Team) -> None:
    second = appointed(team.asha, "sam@example.org", "Sam Field", Role.SECRETARIAT)
    appoint_team_member(second, team.asha, Role.SAFEGUARDING_LEAD)
    assert Entry.objects.get(label="Asha Moss (safeguarding lead)").actor == second


@pytest.mark.parametrize("name", ["ben", "cerys", "efua", "frank", "greta"])
def test_the_rest_of_the_team_sees_who_holds_what_and_changes_nothing(team: Team, client: Client, name: str) -> None:
    client.force_login(getattr(team, name))
    page = client.get("/desk/team/").content.decode()
    assert "Efua Quaye" in page
    assert "End this" not in page
    client.post("/desk/team/appointing/", HANA)
    client.post(f"/desk/team/{membership(team.ben, Role.ANALYST).pk}/ending/", {"reason": "No."})
    assert not User.objects.filter(email=HANA["email"]).exists()
    assert roles_of(team.ben) == {Role.ANALYST}


@pytest.mark.parametrize("role", [Role.BOARD_READER, Role.GROUP_HOST, Role.PARTNER])
def test_who_works_elsewhere_does_not_see_the_team(team: Team, client: Client, role: Role) -> None:
    client.force_login(appointed(team.asha, "outside@example.org", "Ola Reed", role))
    assert client.get("/desk/team/")["Location"] == "/desk/"


def test_an_appointment_ends_with_a_reason_and_with_it_all_it_brought(asha: Client, team: Team) -> None:
    member = membership(team.greta, Role.ARCHIVIST)
    asha.post(f"/desk/team/{member.pk}/ending/", {"reason": "She moved to the museum."})
    assert roles_of(team.greta) == set()
    assert not User.objects.get(pk=team.greta.pk).has_perm("audit.view_entry")
    line = Entry.objects.get(verb="end appointment")
    assert (line.label, line.use) == ("Greta Holm (archivist)", "She moved to the museum.")
    assert "She moved to the museum." in asha.get("/desk/team/").content.decode()


def test_whoever_has_no_role_any_more_is_told_so_and_sees_no_desk(team: Team, client: Client) -> None:
    client.force_login(team.greta)
    end_appointment(team.asha, membership(team.greta, Role.ARCHIVIST), "Left.")
    answer = client.get("/desk/", follow=True)
    assert answer.status_code == 403
    assert "You have no role in this inquiry" in answer.content.decode()


def test_the_same_role_can_be_given_again(team: Team) -> None:
    end_appointment(team.asha, membership(team.ben, Role.ANALYST), "A year abroad.")
    appoint_team_member(team.asha, team.ben, Role.ANALYST)
    assert roles_of(team.ben) == {Role.ANALYST}
    assert TeamMember.objects.filter(user=team.ben).count() == 2


def test_an_end_needs_its_reason_and_comes_once(team: Team) -> None:
    member = membership(team.ben, Role.ANALYST)
    with pytest.raises(BadInput):
        end_appointment(team.asha, member, " ")
    end_appointment(team.asha, member, "Left.")
    with pytest.raises(NotAllowed, match="ended already"):
        end_appointment(team.asha, member, "Left.")


def test_somebody_is_always_left_in_the_secretariat(asha: Client, team: Team) -> None:
    member = membership(team.asha, Role.SECRETARIAT)
    page = asha.post(f"/desk/team/{member.pk}/ending/", {"reason": "Tired."}, follow=True).content.decode()
    assert "nobody would be left" in page
    assert roles_of(team.asha) == {Role.SECRETARIAT}


def test_a_closed_account_does_not_count_as_somebody(team: Team) -> None:
    gone = appointed(team.asha, "sam@example.org", "Sam Field", Role.SECRETARIAT)
    gone.is_active = False
    gone.save()
    with pytest.raises(NotAllowed):
        end_appointment(team.asha, membership(team.asha, Role.SECRETARIAT), "Tired.")


def test_the_second_of_two_may_go(team: Team) -> None:
    second = appointed(team.asha, "sam@example.org", "Sam Field", Role.SECRETARIAT)
    end_appointment(team.asha, membership(team.asha, Role.SECRETARIAT), "Handed over to Sam.")
    assert roles_of(team.asha) == set()
    assert roles_of(second) == {Role.SECRETARIAT}


@pytest.mark.parametrize("role", [Role.GROUP_HOST, Role.PARTNER])
def test_a_host_or_a_partner_is_told_honestly_that_nothing_is_there_yet(team: Team, client: Client, role: Role) -> None:
    client.force_login(appointed(team.asha, "outside@example.org", "Ola Reed", role))
    page = client.get("/desk/").content.decode()
    assert "Nothing yet." in page
    assert "has been read as far as you can take it" not in page


def test_a_page_says_which_role_nobody_holds(asha: Client, team: Team) -> None:
    assert "Nobody has this role" not in asha.get("/desk/team/").content.decode()
    end_appointment(team.asha, membership(team.efua, Role.SAFEGUARDING_LEAD), "Left.")
    assert "Nobody has this role: safeguarding lead." in asha.get("/desk/team/").content.decode()
