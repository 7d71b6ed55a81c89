"""Initials that stand for people are found, and those that stand for something else are not."""

import pytest
from tests.text.deidentification.finding import is_hidden, words_found_by

from heard.text.deidentification.initials import find_initials


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Spoke to K.B. and R. (13)", "K.B."),
        ("Interview with D. Amponsah today", "D. Amponsah"),
        ("Solicitor: F Nazir", "F Nazir"),
        ("D said he ran away", "D"),
        ("AB & CD moved", "AB"),
        ("j and k got moved same night", "j"),
    ],
)
def test_initials_of_a_person_are_found(text: str, initials: str) -> None:
    assert any(initials in words for words in words_found_by(find_initials, text))


@pytest.mark.parametrize("text", ["vitamin D helped", "we need a plan B", "room C was cold", "Table B: answers"])
def test_letters_that_name_things_are_let_stand(text: str) -> None:
    assert not words_found_by(find_initials, text)


def test_the_initial_after_any_name_goes_with_it() -> None:
    assert is_hidden("then shaniqua w both got moved", "shaniqua w", fast=False)
    assert not is_hidden("shaniqua w me and my bro", "shaniqua w", fast=False)
