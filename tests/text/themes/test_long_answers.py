"""A long answer is read to its end: what is said on the second page counts as much as what is said on the first."""

import numpy as np
import pytest

from heard.text.encoder import encode
from heard.text.themes import discover_themes
from heard.text.themes.meaning import read_meanings

PREFACE = " ".join(
    f"Thank you for asking me about the {part} of it all, which I have thought about for a long while."
    for part in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
)
SHORT = ["The last bus leaves the village at six.", "There is black mould on the bedroom wall.", "I like the park."]


def telling(_stage: str, _done: int, _total: int) -> None:
    pass


def test_what_is_said_after_a_long_preface_moves_the_answer() -> None:
    long = [f"{PREFACE} {said}" for said in SHORT[:2]]
    vectors = read_meanings([*SHORT, *long], telling).of([3, 4])
    assert float(vectors[0] @ vectors[1]) < 0.99


def test_the_order_of_pages_does_not_matter() -> None:
    other = " ".join([SHORT[1]] * 14)
    vectors = read_meanings([*SHORT, f"{PREFACE}\n\n{other}", f"{other}\n\n{PREFACE}"], telling).of([3, 4])
    assert float(vectors[0] @ vectors[1]) > 0.95


def test_a_short_answer_has_the_vector_that_the_encoder_gives_it() -> None:
    published = encode(SHORT)
    expected = published - published.mean(0)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.array_equal(read_meanings(SHORT, telling).of([0, 1, 2]), expected)


def test_where_only_the_first_words_of_long_answers_decide_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [f"{said} Number {number}." for number in range(8) for said in SHORT]
    assert discover_themes([*answers, " ".join([PREFACE] * 3)]).warnings == ()
    monkeypatch.setattr("heard.text.themes.meaning.MOST_ENCODED", 20)
    monkeypatch.setattr("heard.text.themes.meaning._SAMPLE", 20)
    (warning,) = discover_themes([*answers, " ".join([PREFACE] * 3)]).warnings
    assert warning.startswith("1 of the answers has more than 200 words.")
