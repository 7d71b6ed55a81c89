"""Originals: few may open one, each opening names a use, and each is exactly one line in the audit."""

import pytest

from cast import JAYS_WORDS, Team, jay_gives_evidence
from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.audit.models import Entry
from heard.protect.deidentification.actions import open_original
from heard.protect.deidentification.rules import can_open_original, check_open_original
from heard.text.errors import BadInput

pytestmark = pytest.mark.django_db

MAY = ("asha", "cerys", "dev", "efua")
MAY_NOT = ("ben", "frank", "greta")


@pytest.mark.parametrize("name", MAY)
def test_who_reads_for_protection_may_open_it(team: Team, name: str) -> None:
    person = getattr(team, name)
    assert can_open_original(person)
    assert open_original(person, jay_gives_evidence(), "checking a quotation").text == JAYS_WORDS


@pytest.mark.parametrize("name", MAY_NOT)
def test_the_rest_of_the_team_may_not(team: Team, name: str) -> None:
    person, part = getattr(team, name), jay_gives_evidence()
    before = Entry.objects.count()
    assert not can_open_original(person)
    with pytest.raises(NotAllowed):
        open_original(person, part, "out of interest")
    assert Entry.objects.count() == before


def test_whoever_looks_after_the_machine_may_not() -> None:
    with pytest.raises(NotAllowed):
        check_open_original(User.objects.create_superuser("root@example.org", "a long password"))


def test_every_opening_is_one_line_with_its_use(team: Team) -> None:
    part = jay_gives_evidence()
    before = Entry.objects.count()
    open_original(team.cerys, part, "  checking a quotation ")
    open_original(team.cerys, part, "checking it again")
    lines = Entry.objects.filter(number__gt=before).order_by("number")
    assert [(line.actor, line.verb, line.label, line.use) for line in lines] == [
        (team.cerys, "open original", part.submission.reference, "checking a quotation"),
        (team.cerys, "open original", part.submission.reference, "checking it again"),
    ]


@pytest.mark.parametrize("use", ["", "   "])
def test_without_a_use_it_stays_closed(team: Team, use: str) -> None:
    with pytest.raises(BadInput, match="Say what you are opening the original for"):
        open_original(team.asha, jay_gives_evidence(), use)
