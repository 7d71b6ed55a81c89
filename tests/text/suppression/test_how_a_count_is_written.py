"""Numbers are rounded and symbols chosen as in official statistics, and rounding tells nothing more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.text.suppression import round_counts, show_count, suppress_small_numbers


@pytest.mark.parametrize(
    ("count", "to", "written"),
    [(None, 1, "c"), (0, 1, "0"), (0, 10, "0"), (4, 10, "k"), (5, 10, "10"), (1_254, 1, "1,254"), (1_254, 10, "1,250")],
)
def test_a_count_as_it_is_written(count: int | None, to: int, written: str) -> None:
    assert show_count(count, to=to) == written


def test_where_nobody_could_be_counted_the_number_does_not_apply() -> None:
    assert show_count(0, is_possible=False) == "z"


def test_halves_are_rounded_upwards_every_time() -> None:
    assert [show_count(count, to=10) for count in (15, 25, 35, 45)] == ["20", "30", "40", "50"]


@given(st.integers(0, 10_000), st.integers(1, 100))
def test_a_rounded_count_is_the_nearest_multiple(count: int, to: int) -> None:
    rounded = round_counts(suppress_small_numbers([[count, 20_000]]), to=to).row_totals[0]
    assert rounded % to == 0
    assert 2 * abs(rounded - (count + 20_000)) <= to


def test_rounding_shows_nothing_that_was_hidden() -> None:
    table = suppress_small_numbers([[40, 4], [30, 31], [84, 96]])
    rounded = round_counts(table, to=5)
    assert rounded.counts == ((None, None), (None, None), (85, 95))
    assert (rounded.row_totals, rounded.column_totals, rounded.total) == ((45, 60, 180), (155, 130), 285)


def test_rounding_to_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="multiples of 1 or more"):
        round_counts(suppress_small_numbers([[40, 40]]), to=0)
