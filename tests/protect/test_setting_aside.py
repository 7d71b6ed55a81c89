"""What is no evidence is set aside, saying why, to its giver too; and it is taken up again as easily."""

import pytest
from django.test import Client

from cast import Team, jay_gives_evidence, read_by
from heard.accounts.rules import NotAllowed
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.collect.evidence.raw import open_sealed
from heard.protect.deidentification.actions import accept_redactions, set_aside, take_up
from heard.protect.deidentification.models import SettingAside
from heard.protect.deidentification.queries import count_at
from heard.protect.deidentification.rules import can_set_aside
from heard.protect.deidentification.states import Reading, SetAsideBecause
from telling import Writer, open_call, the_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(team: Team) -> Part:
    return jay_gives_evidence()


def test_it_waits_for_nobody_and_nothing_is_made_of_it(part: Part, team: Team) -> None:
    set_aside(team.asha, part.submission, SetAsideBecause.ADVERTISING)
    assert (count_at(Reading.TO_READ), count_at(Reading.SET_ASIDE)) == (0, 1)
    with pytest.raises(NotAllowed, match="set aside"):
        accept_redactions(team.cerys, part, [])


def test_nothing_of_it_is_lost_and_it_is_taken_up_again(part: Part, team: Team) -> None:
    set_aside(team.asha, part.submission, SetAsideBecause.REPEATED)
    assert open_sealed(part).text
    take_up(team.efua, part.submission)
    take_up(team.efua, part.submission)
    assert count_at(Reading.TO_READ) == 1
    verbs = lines_about("submission", part.submission.reference).values_list("verb", flat=True)
    assert list(verbs)[:2] == ["take up again", "set aside"]
    set_aside(team.asha, part.submission, SetAsideBecause.REPEATED)
    assert SettingAside.objects.count() == 2


def test_what_was_accepted_or_taken_back_or_set_aside_is_not_set_aside(part: Part, team: Team) -> None:
    other, third = jay_gives_evidence(), jay_gives_evidence()
    read_by(team, part, 0)
    withdraw(None, other.submission)
    set_aside(team.asha, third.submission, SetAsideBecause.OTHER)
    assert [can_set_aside(team.asha, each.submission) for each in (part, other, third)] == [False, False, False]


def test_reviewers_and_analysts_do_not_decide_it(part: Part, team: Team) -> None:
    assert [can_set_aside(user, part.submission) for user in (team.ben, team.cerys)] == [False, False]


def test_the_giver_sees_why_and_not_the_note(team: Team) -> None:
    open_call(team)
    writer = Writer().tell()
    writer.send()
    set_aside(team.asha, the_submission(), SetAsideBecause.ABOUT_SOMETHING_ELSE, "asks about bin days")
    page = writer.page("/your-words/trail/")
    assert "It was set aside" in page
    assert "something that this inquiry does not ask" in page
    assert "bin days" not in page
    take_up(team.asha, the_submission())
    assert "It waits to be read" in writer.page("/your-words/trail/")


def test_it_is_done_and_undone_at_the_desk(part: Part, team: Team, client: Client) -> None:
    client.force_login(team.asha)
    address = f"/desk/evidence/{part.submission.reference}/"
    assert client.post(address + "setting-aside/", {}).status_code == 422
    given = {"why": "repeated", "note": "twice by e-mail"}
    page = client.post(address + "setting-aside/", given, follow=True).content.decode()
    assert "Asha Moss set this aside" in page
    assert "twice by e-mail" in page
    assert "It waits to be read again" in client.post(address + "taking-up/", follow=True).content.decode()


def test_whoever_is_late_reads_why_nothing_was_done(part: Part, team: Team, client: Client) -> None:
    client.force_login(team.asha)
    address = f"/desk/evidence/{part.submission.reference}/"
    withdraw(None, part.submission)
    page = client.post(address + "setting-aside/", {"why": "repeated", "note": ""}, follow=True).content.decode()
    assert page.count("These words were taken back.") == 1
    page = client.post(address + "asking/", {"text": "Who drove you?"}, follow=True).content.decode()
    assert page.count("These words were taken back.") == 1


def test_taking_words_back_takes_the_note_about_them(part: Part, team: Team) -> None:
    set_aside(team.asha, part.submission, SetAsideBecause.OTHER, "a note")
    withdraw(None, part.submission)
    assert not SettingAside.objects.exists()
