"""Roles: who appoints whom, and what a role brings."""

import pytest

from cast import Team
from heard.accounts.actions import create_account
from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.audit.queries import lines_about
from heard.inquiry.inquiries.actions import appoint_team_member
from heard.inquiry.inquiries.queries import roles_of
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer() -> User:
    return create_account("hana@example.org", "Hana Sato")


def test_the_secretariat_appoints_and_the_audit_says_so(team: Team, newcomer: User) -> None:
    appoint_team_member(team.asha, newcomer, Role.ANALYST)
    assert roles_of(newcomer) == {Role.ANALYST}
    assert lines_about("team member", "Hana Sato (analyst)").get().actor == team.asha


@pytest.mark.parametrize("colleague", ["ben", "cerys", "efua", "frank", "greta"])
def test_nobody_else_appoints(team: Team, newcomer: User, colleague: str) -> None:
    with pytest.raises(NotAllowed):
        appoint_team_member(getattr(team, colleague), newcomer, Role.SECRETARIAT)
    assert roles_of(newcomer) == set()


def test_appointing_twice_changes_nothing(team: Team, newcomer: User) -> None:
    appoint_team_member(team.asha, newcomer, Role.ANALYST)
    appoint_team_member(team.asha, newcomer, Role.ANALYST)
    assert lines_about("team member", "Hana Sato (analyst)").count() == 1


def test_looking_after_the_machine_is_not_a_role() -> None:
    administrator = User.objects.create_superuser("root@example.org", "a long password")
    with pytest.raises(NotAllowed):
        check_role(administrator, *Role)


def test_somebody_who_left_holds_no_role(team: Team) -> None:
    team.ben.is_active = False
    team.ben.save()
    assert roles_of(team.ben) == set()


def test_a_refusal_names_the_roles_that_may(team: Team) -> None:
    with pytest.raises(NotAllowed, match="This is for these roles in the team: analyst, chair"):
        check_role(team.greta, Role.ANALYST, Role.CHAIR)


def test_the_archivist_and_the_safeguarding_lead_read_the_audit_and_the_analyst_does_not(team: Team) -> None:
    readers = {name for name in ("asha", "ben", "cerys", "efua", "frank", "greta") if _reads_audit(getattr(team, name))}
    assert readers == {"asha", "efua", "greta"}


def _reads_audit(user: User) -> bool:
    return User.objects.get(pk=user.pk).has_perm("audit.view_entry")
