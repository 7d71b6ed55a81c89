"""The policy is a record with who, when and why; and somebody tries to find somebody before the first theme."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cast import Team, accepted_theme, jay_gives_evidence
from heard.accounts.rules import NotAllowed
from heard.audit.models import Entry
from heard.protect.disclosure.actions import record_drill, set_policy
from heard.protect.disclosure.models import DisclosurePolicy, Drill
from heard.protect.disclosure.queries import crowd, current_policy
from heard.publish.publications.actions import publish_numbers, publish_theme
from heard.text.errors import BadInput
from trying import an_attempt, somebody_tried

pytestmark = pytest.mark.django_db

CHOSEN = {
    "threshold": 12,
    "round_to": 5,
    "people_alike": 20,
    "broken_down_by": "nothing",
    "needs_drill": "on",
    "why": "Our inquiry is in one county.",
}


def test_an_inquiry_begins_with_ten_of_everything(db: None) -> None:
    policy = current_policy()
    assert (policy.threshold, policy.round_to, policy.people_alike, policy.needs_drill) == (10, 1, 10, True)


def test_a_change_is_kept_with_who_and_why_and_the_one_before_stays(team: Team, client: Client) -> None:
    client.force_login(team.asha)
    client.post("/desk/disclosure/", CHOSEN | {"keep": "1"})
    client.post("/desk/disclosure/", CHOSEN | {"threshold": 15, "why": "The chair asked.", "keep": "1"})
    assert current_policy().threshold == 15
    assert [(each.by, each.why) for each in DisclosurePolicy.objects.all()] == [
        (team.asha, "The chair asked."),
        (team.asha, "Our inquiry is in one county."),
    ]
    assert Entry.objects.filter(verb="set", kind="policy of disclosure control").count() == 2
    assert "Our inquiry is in one county." in client.get("/desk/disclosure/").content.decode()


def test_looking_at_what_it_would_do_keeps_nothing(team: Team, client: Client) -> None:
    client.force_login(team.asha)
    page = client.post("/desk/disclosure/", CHOSEN | {"see": "1"})
    assert "Nothing is kept yet" in page.content.decode()
    assert not DisclosurePolicy.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"threshold": 2}, {"people_alike": 1}, {"round_to": 0}, {"round_to": 20}, {"why": " "}]
)
def test_what_would_protect_nobody_is_refused(team: Team, client: Client, wrong: dict[str, object]) -> None:
    client.force_login(team.asha)
    assert client.post("/desk/disclosure/", CHOSEN | wrong | {"keep": "1"}).status_code == 422
    assert not DisclosurePolicy.objects.exists()


@pytest.mark.parametrize("name", ["ben", "cerys", "efua", "frank", "greta"])
def test_only_the_secretariat_sets_it(team: Team, name: str) -> None:
    with pytest.raises(NotAllowed):
        set_policy(getattr(team, name), DisclosurePolicy(why="I want to."))


def test_whoever_may_only_see_it_gets_no_form_and_changes_nothing(team: Team, client: Client) -> None:
    client.force_login(team.ben)
    assert client.get("/desk/disclosure/").context["form"] is None
    client.post("/desk/disclosure/", CHOSEN | {"keep": "1"})
    assert not DisclosurePolicy.objects.exists()


@pytest.fixture
def nobody_tried(team: Team) -> None:
    Drill.objects.all().delete()


def test_nothing_is_published_before_somebody_tried(team: Team, nobody_tried: None) -> None:
    theme = accepted_theme(team)
    with pytest.raises(NotAllowed, match="try to find"):
        publish_theme(team.asha, theme)
    with pytest.raises(NotAllowed, match="try to find"):
        publish_numbers(team.asha)
    somebody_tried(team)
    assert publish_theme(team.asha, theme).theme == theme


def test_an_inquiry_may_do_without(team: Team, nobody_tried: None) -> None:
    set_policy(team.asha, DisclosurePolicy(needs_drill=False, why="A group outside does it for us."))
    assert publish_theme(team.asha, accepted_theme(team))


def test_what_was_tried_is_written_down_at_the_desk_and_stays(team: Team, nobody_tried: None, client: Client) -> None:
    client.force_login(team.cerys)
    assert "Nobody has tried yet" in client.get("/desk/disclosure/attempts/").content.decode()
    told = {name: getattr(an_attempt(), name) for name in ("release", "held_on", "tried_by", "tried", "found", "done")}
    page = client.post("/desk/disclosure/attempts/", told, follow=True).content.decode()
    assert "A youth worker from the North West" in page
    assert "Nobody has tried yet" not in page
    assert Drill.objects.get().by == team.cerys


def test_a_day_to_come_and_an_empty_answer_are_refused(team: Team, nobody_tried: None) -> None:
    with pytest.raises(BadInput, match="still to come"):
        record_drill(team.asha, an_attempt(held_on=timezone.localdate() + timedelta(days=1)))
    with pytest.raises(BadInput, match="Say what"):
        record_drill(team.asha, an_attempt(found="  "))
    assert not Drill.objects.exists()


def test_the_chair_reads_what_was_tried_and_writes_nothing(team: Team, nobody_tried: None, client: Client) -> None:
    somebody_tried(team)
    client.force_login(team.frank)
    page = client.get("/desk/disclosure/attempts/")
    assert page.context["form"] is None
    assert "Put ages and regions together." in page.content.decode()
    client.post("/desk/disclosure/attempts/", {"release": "Mine"})
    assert Drill.objects.count() == 1


def test_a_crowd_is_those_who_gave_something_and_did_not_take_it_back(team: Team) -> None:
    from heard.collect.evidence.actions import withdraw

    parts = [jay_gives_evidence() for _ in range(3)]
    northern = {"region": frozenset(["North West"])}
    assert crowd().sharing(northern) == 3
    withdraw(None, parts[0].submission, "")
    assert crowd().sharing(northern) == 2
    assert crowd().sharing({"region": frozenset(["North West", "Wales"])}) == 0
    assert crowd().sharing({}) == 2
