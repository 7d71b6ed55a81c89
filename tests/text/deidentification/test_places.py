import pytest
from tests.text.deidentification.finding import found, is_hidden, words_found_by

from heard.text.deidentification.places import find_places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("i grew up in merthyr", "merthyr"),
        ("they put us in north tyneside", "north tyneside"),
        ("been in tower hamlets and kent", "tower hamlets"),
        ("sent to stow on the wold", "stow on the wold"),
        ("my nan lives in bath", "bath"),
        ("I am from Reading originally", "Reading"),
        ("We moved from Aleppo to Lebanon", "Aleppo"),
        ("i come from eritrea", "eritrea"),
        ("got put in fairholme", "fairholme"),
        ("the isle of wight is small", "isle of wight"),
        ("moved out to bedfordshire again", "bedfordshire"),
        ("Her gran was in Merionethshire.", "Merionethshire"),
        ("a foster home in co tyrone", "co tyrone"),
        ("then kirkcudbrightshire for a year", "kirkcudbrightshire"),
    ],
)
def test_a_place_is_found_with_and_without_capitals(text: str, place: str) -> None:
    assert place in words_found_by(find_places, text)
    assert is_hidden(text, place)


@pytest.mark.parametrize(
    "text",
    [
        "i was reading in bed",
        "we settle for less",
        "in england and wales",
        "the uk government",
        "a street battle",
        "to hope for more",
        "in shcool we",
    ],
)
def test_everyday_words_and_whole_nations_are_no_places(text: str) -> None:
    assert not found(text)
