import pytest
from tests.text.deidentification.finding import found_by, words_found_by

from heard.text.deidentification.houses import find_houses


@pytest.mark.parametrize(
    ("text", "name", "category"),
    [
        ("my best mate is in number 12", "number 12", "home"),
        ("she does nights at no 9", "no 9", "home"),
        ("in 77 ashgroven for a year", "77 ashgroven", "home"),
        ("i go highcrofts with her", "highcrofts", "school"),
        ("my mates go the tlcx now", "the tlcx", "school"),
        ("School: Mount Pleasant\nYear 4", "Mount Pleasant", "school"),
        ("then the willows then a tent", "the willows", "home"),
    ],
)
def test_homes_and_schools_of_everyday_words_are_known_by_where_they_stand(text: str, name: str, category: str) -> None:
    assert (name, category) in found_by(find_houses, text)


@pytest.mark.parametrize(
    "text", ["number 12 on the list", "go home", "we went there", "in 4 weeks", "the school was good", "no 1 listens"]
)
def test_counts_and_going_name_no_home(text: str) -> None:
    assert not words_found_by(find_houses, text)
