"""What words tell of how old somebody is and where they live, by simple rules."""

import pytest

from heard.protect.disclosure.facts import facts_in, facts_named


@pytest.mark.parametrize(
    ("words", "bands"),
    [
        ("I am 14 and nobody asked.", {"13–15"}),
        ("im sixteen now", {"16–17"}),
        ("I’m only nine", {"under 13"}),
        ("a 17 year old with a bin bag", {"16–17"}),
        ("[aged 16–17] and moved again", {"16–17"}),
        ("as somebody aged 31", {"26 and over"}),
        ("when I was 14 years old", set()),
        ("I was in care until I turned 18", set()),
        ("I am 10 minutes away", set()),
        ("I moved 14 times", set()),
        ("I am one of 5", set()),
    ],
)
def test_an_age_somebody_is_now_is_found(words: str, bands: set[str]) -> None:
    assert facts_in(words).get("age_band", frozenset()) == bands


@pytest.mark.parametrize(
    ("words", "regions"),
    [
        ("It rains in Wales.", {"Wales"}),
        ("a [place in the North West] nobody knows", {"North West"}),
        ("up in yorkshire", {"Yorkshire and the Humber"}),
        ("We were moved all over Kent.", {"South East"}),
        ("They sent me to Doncaster on a bus.", {"Yorkshire and the Humber"}),
        ("from London to Scotland in a taxi", {"London", "Scotland"}),
        ("my social worker [name] said it would be a week", set()),
        ("I like reading and bath time", set()),
    ],
)
def test_a_place_left_in_the_words_is_found_as_its_region(words: str, regions: set[str]) -> None:
    assert facts_in(words).get("region", frozenset()) == regions


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Care leaver", {}),
        ("Young person in care, North West", {"region": {"North West"}}),
        ("Person ifanc mewn gofal, Cymru", {"region": {"Wales"}}),
        ("Child under 13, West Midlands", {"region": {"West Midlands"}, "age_band": {"under 13"}}),
    ],
)
def test_a_line_about_a_speaker_names_regions_and_ages(line: str, facts: dict[str, set[str]]) -> None:
    assert facts_named(line) == facts
