import pytest
from tests.text.deidentification.finding import found_by, is_hidden, words_found_by

from heard.text.deidentification.findings import Finding
from heard.text.deidentification.houses import find_houses
from heard.text.deidentification.institutions import find_institutions
from heard.text.deidentification.words import Passage


def find_bodies(passage: Passage) -> list[Finding]:
    return [*find_institutions(passage), *find_houses(passage)]


@pytest.mark.parametrize(
    ("text", "name", "category"),
    [
        ("i was at thornley high till", "thornley high", "school"),
        ("Mr Smith, head at Kingsway Primary School.", "Kingsway Primary School", "school"),
        ("then the bridge pru", "the bridge pru", "school"),
        ("transport to Hazel Court Special School;", "Hazel Court Special School", "school"),
        ("went to nelson and colne college", "nelson and colne college", "school"),
        ("at Ysgol Bryn Glas until", "Ysgol Bryn Glas", "school"),
        ("in Hollybush House from", "Hollybush House", "home"),
        ("moved to willow house in", "willow house", "home"),
        ("staff at the beeches shout", "the beeches", "home"),
        ("share a room at oak view", "oak view", "home"),
        ("with Bradford East CAMHS.", "Bradford East CAMHS", "team"),
        ("(SW, North Locality Team)", "North Locality Team", "team"),
        ("from pendle leaving care", "pendle leaving care", "team"),
        ("nurse on Ward 14 at", "Ward 14", "team"),
        ("at St Bartholomew's Hospital and", "St Bartholomew's Hospital", "organisation"),
        ("he died in HMP Durham", "HMP Durham", "organisation"),
        ("Ivy Bank was shut by then", "Ivy Bank", "home"),
        ("most of them go the grange", "the grange", "home"),
        ("rang the Salford looked after team", "Salford looked after team", "team"),
        ("she goes to the Lantern Centre", "the Lantern Centre", "organisation"),
        ("or at Bola & Sons, ", "Bola & Sons", "organisation"),
    ],
)
def test_a_body_is_known_by_how_its_name_ends_or_begins(text: str, name: str, category: str) -> None:
    assert (name, category) in found_by(find_bodies, text)


@pytest.mark.parametrize(
    "text", ["i had to leave st cuthberts cos", "St. Mary's RC High said no", "outside Our Lady of Lourdes"]
)
def test_a_body_named_after_a_saint_needs_no_other_sign(text: str) -> None:
    assert words_found_by(find_bodies, text)


@pytest.mark.parametrize(
    "text",
    [
        "my school was brilliant",
        "theres no school in the holidays",
        "a children's home is not a home",
        "in my nans house",
        "we went the park",
        "the crown court and the family court",
        "they moved me to another foster home",
        "the social work team never rang",
        "in the woods and in the garden",
        "at secondary school",
        "high school was hard",
        "the local authority and the council",
    ],
)
def test_kinds_of_body_name_none(text: str) -> None:
    assert not words_found_by(find_bodies, text)


def test_an_unknown_word_after_a_school_is_its_name() -> None:
    assert is_hidden("my school brookside put me in isolation", "brookside")
