"""From which score on a code is accepted follows from the scores; how many codes an answer has, from the examples."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from heard.text.matching.calibration import best_threshold, doubt_few, meet_codes_per_answer

SCORES = arrays.arrays(np.float32, st.tuples(st.integers(1, 20), st.integers(1, 6)), elements=st.floats(0, 1, width=32))


@given(SCORES)
def test_the_threshold_is_between_nothing_and_a_half(scores: np.ndarray) -> None:
    assert 0 <= best_threshold(scores) <= 0.5


def test_sure_scores_have_a_threshold_of_a_half_and_doubtful_ones_a_lower() -> None:
    sure = np.array([1.0] * 500 + [0.0] * 2000, dtype=np.float32)
    doubtful = np.full(2500, 0.2, dtype=np.float32)
    assert best_threshold(sure) > 0.45
    assert best_threshold(doubtful) < 0.25


def test_scores_move_towards_as_many_codes_an_answer_as_the_examples_have() -> None:
    scores = np.full((50, 10), 0.1, dtype=np.float32)
    few, many = (meet_codes_per_answer(scores, 2.0, examples).sum(1).mean() for examples in (5, 5000))
    assert 1.0 < few < many
    assert abs(many - 2.0) < 0.05


@given(SCORES)
def test_moving_scores_never_changes_their_order(scores: np.ndarray) -> None:
    moved = meet_codes_per_answer(scores, 1.5, 30)
    assert (np.diff(moved.ravel()[np.argsort(scores.ravel())]) >= -1e-6).all()


def test_scores_of_few_answers_are_drawn_down_and_those_of_many_stay() -> None:
    scores = np.array([[0.95, 0.4, 0.02]], dtype=np.float32)
    alone, few, many = (doubt_few(scores, number) for number in (1, 10, 500))
    assert (alone < few)[0, :2].all()
    assert (few < many)[0, :2].all()
    assert np.allclose(many, scores, atol=1e-3)


@given(SCORES, st.integers(1, 200))
def test_doubt_never_changes_the_order_of_scores(scores: np.ndarray, answers: int) -> None:
    doubted = doubt_few(scores, answers)
    assert (np.diff(doubted.ravel()[np.argsort(scores.ravel())]) >= -1e-6).all()


def test_of_very_many_pairs_that_hardly_apply_not_all_are_accepted() -> None:
    assert best_threshold(np.full(1_000_000, 1e-4, dtype=np.float32)) > 1e-4
