"""A number that stands alone is published again and again: no two editions tell what fewer than the threshold did."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.text.suppression import next_number

counts = st.lists(st.integers(0, 40), min_size=1, max_size=8)
thresholds = st.integers(3, 10)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def editions(counts: list[int], threshold: int) -> list[int | None]:
    shown: list[int | None] = []
    for count in counts:
        shown.append(next_number(count, shown, threshold=threshold))
    return shown


@unhurried
@given(counts, thresholds)
def test_no_number_below_the_threshold_is_shown(counts: list[int], threshold: int) -> None:
    assert all(number is None or number >= threshold for number in editions(counts, threshold))


@unhurried
@given(counts, thresholds)
def test_any_two_numbers_that_are_shown_are_the_same_or_far_apart(counts: list[int], threshold: int) -> None:
    shown = sorted({number for number in editions(counts, threshold) if number is not None})
    assert all(more - less >= threshold for less, more in pairwise(shown))


@unhurried
@given(counts, thresholds)
def test_a_hidden_number_could_be_anything_below_the_threshold(counts: list[int], threshold: int) -> None:
    """Whoever has every edition tries every number in place of the last one."""
    *before, last = editions(counts, threshold)
    if last is None:
        assert could_be(before, None, threshold) >= set(range(threshold))


@unhurried
@given(counts, thresholds)
def test_a_number_that_stays_could_be_one_of_many(counts: list[int], threshold: int) -> None:
    *before, last = editions(counts, threshold)
    if last is not None and last in before:
        assert len(could_be(before, last, threshold)) >= threshold


def could_be(before: list[int | None], last: int | None, threshold: int) -> set[int]:
    return {count for count in range(60) if next_number(count, before, threshold=threshold) == last}


def test_a_threshold_that_was_raised_holds_for_numbers_that_would_stay() -> None:
    assert next_number(12, [6], threshold=10) is None
    assert next_number(16, [6], threshold=10) == 16


def test_a_number_moves_once_enough_people_came() -> None:
    assert editions([14, 15, 23, 24, 25], 10) == [14, 14, 14, 24, 24]


def test_a_number_goes_once_too_few_are_left_to_say_how_few() -> None:
    assert editions([30, 25, 8], 10) == [30, 30, None]
    assert editions([12, 3], 10) == [12, 12]  # hidden, it would say that two or fewer are left
