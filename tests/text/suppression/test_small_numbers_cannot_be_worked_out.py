"""What is printed leaves every hidden small number open: checked by trying every table that fits the printed one."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.suppression import SuppressedTable, suppress_small_numbers

Table = tuple[tuple[int, ...], ...]

small_tables = st.sampled_from([(2, 2), (3, 2), (4, 2), (2, 3)]).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 7), min_size=shape[1], max_size=shape[1]).map(tuple),
        min_size=shape[0],
        max_size=shape[0],
    ).map(tuple)
)


def ways_to_share(total: int, shown: tuple[int | None, ...]) -> Iterator[tuple[int, ...]]:
    """Every row of counts with this total that agrees with what is shown."""
    if len(shown) == 1:
        if shown[0] in (None, total):
            yield (total,)
        return
    for first in range(total + 1) if shown[0] is None else [shown[0]]:
        for rest in ways_to_share(total - first, shown[1:]) if first <= total else ():
            yield (first, *rest)


def tables_that_fit(printed: SuppressedTable) -> list[Table]:
    """Every table that an attacker who knows only what is printed must think possible."""
    rows = [list(ways_to_share(total, shown)) for total, shown in zip(printed.row_totals, printed.counts, strict=True)]
    return [table for table in product(*rows) if _has_totals(table, printed.column_totals)]


def _has_totals(table: Table, shown: tuple[int | None, ...]) -> bool:
    totals = map(sum, zip(*table, strict=True))
    return all(total in (None, own) for total, own in zip(shown, totals, strict=True))


@settings(max_examples=150, deadline=None)
@given(counts=small_tables, threshold=st.integers(2, 5))
def test_a_hidden_small_number_could_still_be_anything_below_the_threshold(counts: Table, threshold: int) -> None:
    printed = suppress_small_numbers(counts, threshold=threshold)
    possible = tables_that_fit(printed)
    assert counts in possible
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            if count < threshold:
                seen = {table[i][j] for table in possible}
                assert seen >= set(range(min(threshold - 1, sum(row)) + 1))


@settings(max_examples=150, deadline=None)
@given(counts=small_tables, threshold=st.integers(2, 5))
def test_the_size_of_a_small_group_could_still_be_anything_below_the_threshold(counts: Table, threshold: int) -> None:
    printed = suppress_small_numbers(counts, threshold=threshold)
    possible = tables_that_fit(printed)
    for j, column in enumerate(zip(*counts, strict=True)):
        if sum(column) < threshold:
            seen = {sum(row[j] for row in table) for table in possible}
            assert seen >= set(range(min(threshold - 1, printed.total) + 1))


@given(counts=small_tables, threshold=st.integers(2, 9))
def test_nothing_below_the_threshold_is_shown_and_nothing_shown_is_altered(counts: Table, threshold: int) -> None:
    printed = suppress_small_numbers(counts, threshold=threshold)
    for shown_row, row in zip(printed.counts, counts, strict=True):
        for shown, count in zip(shown_row, row, strict=True):
            assert shown is None or (shown == count and count >= threshold)


def test_a_lone_small_number_takes_others_with_it() -> None:
    printed = suppress_small_numbers([[40, 4], [30, 31], [80, 90]], threshold=10)
    assert printed.counts == ((None, None), (None, None), (80, 90))
    assert printed.column_totals == (150, 125)


def test_a_table_of_large_numbers_is_shown_whole() -> None:
    printed = suppress_small_numbers([[40, 14], [30, 31]])
    assert printed.counts == ((40, 14), (30, 31))
    assert not printed.hides_something


def test_the_smallest_further_numbers_are_the_ones_hidden() -> None:
    printed = suppress_small_numbers([[4, 50, 20], [90, 60, 15], [70, 80, 75]])
    assert printed.counts == ((None, 50, None), (None, 60, None), (70, 80, 75))


def test_the_size_of_one_small_group_hides_the_size_of_another() -> None:
    printed = suppress_small_numbers([[3, 50, 60], [2, 70, 80]])
    assert printed.column_totals == (None, None, 140)


@pytest.mark.parametrize("counts", [[], [[]], [[1, 2], [3]], [[1, -1]]])
def test_what_is_not_a_table_of_counts_is_refused(counts: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="counts from 0"):
        suppress_small_numbers(counts)
