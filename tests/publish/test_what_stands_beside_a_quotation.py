"""An age or a region stands beside somebody's words only while enough people share all that is told of this person."""

import pytest
from django.test import Client

from cast import Team, excerpt_of, jay_gives_evidence, read_by
from heard.accounts.rules import NotAllowed
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.inquiry.consent.states import Use
from heard.protect.disclosure.actions import set_policy
from heard.protect.disclosure.models import DisclosurePolicy
from heard.publish.publications.actions import choose_beside, clear_quotation, publish_quotation, take_down_quotation
from heard.publish.publications.beside import as_printed, choices_for
from heard.publish.publications.models import Quotation
from heard.publish.publications.queries import published_quotations, whole_may_be_shown
from heard.text.errors import BadInput

pytestmark = pytest.mark.django_db

ALIKE = 3
WEEK, YEARS = "it would be a week", "for two years"
SPEAKER = "Young person in care"


@pytest.fixture(autouse=True)
def three_alike(team: Team) -> None:
    set_policy(team.asha, DisclosurePolicy(people_alike=ALIKE, why="A test needs few people."))


def others(people: int) -> list[Part]:
    """People of Jay's age from where she lives."""
    return [jay_gives_evidence() for _ in range(people)]


def jays(team: Team, *words: str, part: Part | None = None, speaker: str = SPEAKER) -> list[Quotation]:
    text = read_by(team, part, 2, suggestions=()) if part else read_by(team, jay_gives_evidence(), 2)
    return [clear_quotation(team.ben, excerpt_of(team, text, each), each, speaker) for each in words]


def beside(quotation: Quotation) -> str:
    return as_printed([quotation])[0].attribution


def test_what_was_chosen_stands_there_while_enough_share_it(team: Team) -> None:
    crowd = others(ALIKE - 1)
    (quotation,) = jays(team, WEEK)
    choose_beside(team.ben, quotation, ["age_band", "region"])
    publish_quotation(team.asha, quotation)
    assert beside(quotation) == "Young person in care, 13–15, North West"
    withdraw(None, crowd[0].submission)
    assert beside(quotation) == SPEAKER
    assert WEEK in Client().get(f"/quotations/{quotation.pk}/").content.decode()


def test_what_too_few_share_cannot_be_chosen(team: Team) -> None:
    (quotation,) = jays(team, WEEK)
    with pytest.raises(BadInput, match="Only 1 people share"):
        choose_beside(team.ben, quotation, ["region"])
    with pytest.raises(BadInput, match="did not tell us that"):
        choose_beside(team.ben, quotation, ["name"])


def test_each_choice_says_how_many_people_share_it(team: Team) -> None:
    others(4)
    (quotation,) = jays(team, WEEK)
    counted = {choice.name: choice.people for choice in choices_for(quotation)}
    assert counted[""] == counted["region"] == counted["speaking_as age_band region"] == 5


def test_what_stands_beside_two_quotations_of_one_person_counts_together(team: Team) -> None:
    from heard.inquiry.contributors.models import Contributor

    for part in others(ALIKE + 1)[:2]:
        Contributor.objects.filter(pk=part.submission.contributor_id).update(age_band="16–17")
    for part in others(2):
        Contributor.objects.filter(pk=part.submission.contributor_id).update(region="Wales")
    first, second = jays(team, WEEK, YEARS)  # 5 people live in her region, 5 are of her age, 3 are both
    set_policy(team.asha, DisclosurePolicy(people_alike=4, why="More than are both."))
    choose_beside(team.ben, first, ["region"])
    publish_quotation(team.asha, first)
    assert beside(first).endswith("North West")
    assert not next(choice for choice in choices_for(second) if choice.name == "age_band").holds
    with pytest.raises(BadInput, match="Only 3 people"):
        choose_beside(team.ben, second, ["age_band"])
    take_down_quotation(team.efua, first, "somebody recognised her")
    with pytest.raises(BadInput, match="Only 3 people"):
        choose_beside(team.ben, second, ["age_band"])  # who read it still knows


@pytest.mark.parametrize("speaker", ["Young person, North West", "North West"])
def test_a_region_in_the_line_about_the_speaker_counts_like_a_chosen_one(team: Team, speaker: str) -> None:
    (quotation,) = jays(team, WEEK, speaker=speaker)
    publish_quotation(team.asha, quotation)
    assert "North West" not in beside(quotation)
    assert beside(quotation) in ("Young person", "One of the people who told us")
    others(ALIKE)
    assert beside(quotation) == speaker


def test_words_that_say_too_much_are_not_published(team: Team) -> None:
    words = "I am 14 and it rains in Wales"
    (quotation,) = jays(team, words, part=jay_gives_evidence(words=words))
    with pytest.raises(NotAllowed, match=r"13–15, Wales.*0 people here share that"):
        publish_quotation(team.asha, quotation)


def test_words_are_held_back_when_too_few_are_left_who_share_what_they_say(team: Team, client: Client) -> None:
    crowd = others(ALIKE)
    words = "I am 14 and it rains"
    (quotation,) = jays(team, words, part=jay_gives_evidence(words=words))
    publish_quotation(team.asha, quotation)
    assert published_quotations().exists()
    for part in crowd:
        withdraw(None, part.submission)
    assert not published_quotations().exists()
    client.force_login(team.asha)
    assert list(client.get("/desk/quotations/?only=held").context["rows"]) == [quotation]
    assert "tell too much now" in client.get("/desk/").content.decode()
    others(ALIKE)
    assert published_quotations().exists()


def test_the_whole_text_is_held_back_when_it_says_too_much(team: Team) -> None:
    words = "it would be a week. That was in Scotland."
    part = jay_gives_evidence(Use.ANALYSE, Use.QUOTE_UNNAMED, Use.PUBLISH_WHOLE, words=words)
    (quotation,) = jays(team, WEEK, part=part)
    publish_quotation(team.asha, quotation)
    assert not whole_may_be_shown(quotation)
    assert "Scotland" not in Client().get(f"/quotations/{quotation.pk}/").content.decode().partition("<main")[2]


def test_whoever_chose_does_not_publish_and_public_words_keep_what_stands_there(team: Team) -> None:
    others(ALIKE)
    (quotation,) = jays(team, WEEK)
    choose_beside(team.asha, quotation, ["region"])
    with pytest.raises(NotAllowed, match="You chose what stands beside"):
        publish_quotation(team.asha, quotation)
    publish_quotation(team.frank, quotation)
    with pytest.raises(NotAllowed, match="Take them down first"):
        choose_beside(team.ben, quotation, [])


def test_the_desk_lets_somebody_choose_and_says_why_not(team: Team, client: Client) -> None:
    others(1)
    (quotation,) = jays(team, WEEK, speaker="Young person, North West")
    client.force_login(team.ben)
    page = client.get(f"/desk/quotations/{quotation.pk}/").content.decode()
    assert "2 people share this" in page
    assert "the policy asks for 3" in page
    client.post(f"/desk/quotations/{quotation.pk}/beside/", {"beside": "region"})
    assert not quotation.choices.exists()
    client.post(f"/desk/quotations/{quotation.pk}/beside/", {"beside": ""})
    assert quotation.choices.get().attributes == []


def test_numbers_of_quotations_are_drawn_by_lot(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([5, 5, 7])
    monkeypatch.setattr("heard.publish.publications.actions.secrets.randbelow", lambda _most: next(drawn))
    first, second = jays(team, WEEK, YEARS)
    assert (first.pk, second.pk) == (100_005, 100_007)
