"""Quotations for a theme are near its middle, unlike each other, and from different people in different tones."""

import numpy as np
import pytest

from heard.text.quotations import Tone, pick_quotations

MOVED = [
    "I moved nine times before I was twelve.",
    "I moved eight times before I was eleven.",
    "We were moved every summer, and it was frightening.",
    "Moving to my aunt was the best thing that happened, and I was happy.",
    "This is why I moved so often in those years.",
    "The weather was fine on most of those days.",
]
VECTORS = np.array([[1, 0.1, 0], [1, 0.12, 0], [0.9, -0.3, 0.2], [0.8, 0.2, 0.5], [1, 0.05, 0], [0, 0, 1.0]])


def chosen(count: int, **given: object) -> list[int]:
    return [own.index for own in pick_quotations(MOVED, VECTORS, count=count, middle=[1, 0, 0], **given)]


def test_the_first_is_nearest_the_middle_of_what_can_be_quoted() -> None:
    assert chosen(1) == [0]  # number 4 is nearer, but leans on what came before


def test_those_that_say_the_same_are_not_all_picked() -> None:
    assert 1 not in chosen(3)


def test_different_tones_are_heard() -> None:
    assert {own.tone for own in pick_quotations(MOVED, VECTORS, count=3)} == {Tone.GOOD, Tone.HARD, Tone.PLAIN}


def test_nobody_is_quoted_twice_before_everybody_was_once() -> None:
    speakers = ["Ana", "Ana", "Ana", "Ben", "Ben", "Cai"]
    picked = chosen(5, speakers=speakers)
    assert {speakers[index] for index in picked[:3]} == {"Ana", "Ben", "Cai"}


def test_words_that_cannot_be_quoted_never_are_even_where_that_leaves_fewer() -> None:
    assert sorted(chosen(10)) == [0, 1, 2, 3, 5]


def test_of_a_long_answer_the_sentences_on_the_theme_are_taken() -> None:
    text = (
        "School went well and I had many friends. I moved nine times before I was twelve. Food was fine on most days."
    )
    [own] = pick_quotations([text], [[1.0]], count=1, terms=["moved", "times"])
    assert "I moved nine times" in own.span.of(text)


def test_the_same_input_gives_the_same_quotations_in_the_same_order() -> None:
    assert chosen(4) == chosen(4)
    tied = pick_quotations([MOVED[0]] * 3, np.ones((3, 2)), count=2)
    assert [own.index for own in tied] == [0, 1]


def test_no_answers_no_quotations() -> None:
    assert pick_quotations([], np.zeros((0, 3)), count=3) == ()


def test_one_speaker_for_each_text() -> None:
    with pytest.raises(ValueError, match="one speaker"):
        pick_quotations(MOVED, VECTORS, count=1, speakers=["Ana"])
