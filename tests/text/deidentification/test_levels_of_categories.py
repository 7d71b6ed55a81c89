"""How coarse our words in brackets are; and that no other character of a text ever changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.text.deidentification.categories import Category
from heard.text.deidentification.levels import (
    AgeLevel,
    DateLevel,
    Levels,
    PlaceLevel,
    at_levels,
    coarsened,
    said_at,
)
from heard.text.redaction import Replacement, redact
from heard.text.spans import Span

FINE = Levels(PlaceLevel.REGION, DateLevel.MONTH, AgeLevel.BAND)
COARSE = Levels(PlaceLevel.COUNTRY, DateLevel.YEAR, AgeLevel.NONE, whose=False)
NOTHING = Levels(PlaceLevel.NONE, DateLevel.NONE, AgeLevel.NONE, whose=False)


@pytest.mark.parametrize(
    ("words", "category", "fine", "coarse"),
    [
        ("Ludlow", Category.PLACE, "[place in the West Midlands]", "[place in England]"),
        ("Llandysul", Category.PLACE, "[place in Wales]", "[place in Wales]"),
        ("12 March 2019", Category.DATE, "[March 2019]", "[2019]"),
        ("Kirkcudbrightshire", Category.PLACE, "[place in Scotland]", "[place in Scotland]"),
        ("lancashire", Category.PLACE, "[place in the North West]", "[place in England]"),
        ("12/03/19", Category.DATE, "[March 2019]", "[2019]"),
        ("2019-03-12", Category.DATE, "[March 2019]", "[2019]"),
        ("the third of May", Category.DATE, "[date]", "[date]"),
        ("seventeen", Category.AGE, "[aged 16–17]", "[age]"),
        ("twenty-two", Category.AGE, "[aged 18–25]", "[age]"),
        ("12 years old", Category.AGE, "[aged under 13]", "[age]"),
        ("61", Category.AGE, "[aged 26 and over]", "[age]"),
        ("six months", Category.AGE, "[age]", "[age]"),
        ("13 and 15", Category.AGE, "[age]", "[age]"),
    ],
)
def test_what_stands_in_place_of_words(words: str, category: Category, fine: str, coarse: str) -> None:
    assert said_at(words, category, FINE) == fine
    assert said_at(words, category, COARSE) == coarse


def test_a_place_that_no_list_has_a_region_for_is_left_to_others() -> None:
    assert said_at("Kettlesham", Category.PLACE, FINE) is None
    assert said_at("Lincolnshire", Category.PLACE, FINE) is None  # it lies in two
    assert said_at("Nadia", Category.NAME, FINE) is None


@pytest.mark.parametrize(
    ("ours", "coarse", "nothing"),
    [
        ("[place in the North West]", "[place in England]", "[place]"),
        ("[place in the North West 2]", "[place in England]", "[place]"),
        ("[town in Scotland]", "[town in Scotland]", "[town]"),
        ("[March 2021]", "[2021]", "[date]"),
        ("[2021]", "[2021]", "[date]"),
        ("[aged 16–17]", "[age]", "[age]"),
        ("[sister 2 of P-0412]", "[sister 2]", "[sister 2]"),
        ("[person in charge]", "[person in charge]", "[person in charge]"),
        ("[home B]", "[home B]", "[home B]"),
    ],
)
def test_our_words_grow_coarser_and_never_finer(ours: str, coarse: str, nothing: str) -> None:
    assert coarsened(ours, FINE) == ours
    assert coarsened(ours, COARSE) == coarse
    assert coarsened(coarsened(ours, COARSE), FINE) == coarse
    assert coarsened(ours, NOTHING) == nothing


def test_what_somebody_wrote_in_brackets_themselves_stays() -> None:
    original = "In [2021] I left Ludlow."
    working = redact(original, [Replacement(Span(17, 23), "[place in the West Midlands]")])
    leaving = at_levels(working, COARSE)
    assert leaving.text == "In [2021] I left [place in England]."
    assert leaving.to_original(Span(17, 35)).of(original) == "Ludlow"


@given(
    st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["[2021]", "[aged 16–17]", "[sister of P-0001]", "[x]"])))
)
def test_between_replacements_nothing_changes(pieces: list[tuple[str, str]]) -> None:
    original = "".join(f"{before}N" for before, _ in pieces)
    at, replacements = 0, []
    for before, ours in pieces:
        at += len(before) + 1
        replacements.append(Replacement(Span(at - 1, at), ours))
    leaving = at_levels(redact(original, replacements), COARSE)
    assert leaving.text == "".join(f"{before}{coarsened(ours, COARSE)}" for before, ours in pieces)
