"""Two editions of a table tell no more about the few who came between them than one table tells about a few."""

from dataclasses import replace
from itertools import product
from operator import sub

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from heard.text.suppression import (
    SuppressedTable,
    TooFewChanges,
    suppress_next_edition,
    suppress_small_numbers,
)

Table = tuple[tuple[int, ...], ...]

tables = st.tuples(*[st.tuples(st.integers(0, 4), st.integers(0, 4))] * 2)
THRESHOLD = 2


def tables_that_fit(printed: SuppressedTable) -> list[Table]:
    """Every table of two columns that an attacker must think possible."""
    rows = [
        [(first, total - first) for first in range(total + 1) if _fits(shown, (first, total - first))]
        for total, shown in zip(printed.row_totals, printed.counts, strict=True)
    ]
    return [
        table for table in product(*rows) if _fits(printed.column_totals, tuple(map(sum, zip(*table, strict=True))))
    ]


def _fits(shown: tuple[int | None, ...], counts: tuple[int, ...]) -> bool:
    return all(own in (None, count) for own, count in zip(shown, counts, strict=True))


def added(one: Table, other: Table) -> Table:
    return tuple(tuple(map(sum, zip(*rows, strict=True))) for rows in zip(one, other, strict=True))


@settings(max_examples=150, deadline=None)
@given(before=tables, came=tables)
def test_who_holds_both_editions_cannot_tell_what_a_few_newcomers_said(before: Table, came: Table) -> None:
    assume(sum(map(sum, came)) == 0 or sum(map(sum, came)) >= THRESHOLD)
    now = added(before, came)
    first = suppress_small_numbers(before, threshold=THRESHOLD)
    second = suppress_next_edition(now, before, first)
    both = [
        (one, other)
        for one, other in product(tables_that_fit(first), tables_that_fit(second))
        if all(a <= b for rows in zip(one, other, strict=True) for a, b in zip(*rows, strict=True))
    ]
    assert (before, now) in both
    for i, j in product(range(2), range(2)):
        changes = {other[i][j] - one[i][j] for one, other in both}
        if came[i][j] < THRESHOLD:
            assert changes >= set(range(min(THRESHOLD - 1, sum(came[i])) + 1))
        if before[i][j] < THRESHOLD:
            assert {one[i][j] for one, _ in both} >= set(range(min(THRESHOLD - 1, sum(before[i])) + 1))
        if now[i][j] < THRESHOLD:
            assert {other[i][j] for _, other in both} >= set(range(min(THRESHOLD - 1, sum(now[i])) + 1))


full_tables = st.tuples(*[st.tuples(st.integers(2, 5), st.integers(2, 5))] * 3)


@settings(max_examples=150, deadline=None)
@given(before=full_tables, data=st.data())
def test_what_those_who_left_had_said_stays_as_open_as_the_totals_allow(before: Table, data: st.DataObject) -> None:
    left = tuple(tuple(data.draw(st.integers(0, count)) for count in row) for row in before)
    assume(sum(map(sum, left)) >= THRESHOLD)
    now = tuple(tuple(map(sub, *rows)) for rows in zip(before, left, strict=True))
    first = suppress_small_numbers(before, threshold=THRESHOLD)
    assert not first.hides_something
    second = suppress_next_edition(now, before, first)
    nothing_shown = replace(second, counts=((None, None),) * 3, column_totals=(None, None))
    for i, j in product(range(3), range(2)):
        if left[i][j] < THRESHOLD:
            seen, at_best = (_changes(before, printed, i, j) for printed in (second, nothing_shown))
            assert seen >= at_best & set(range(THRESHOLD))


def _changes(before: Table, printed: SuppressedTable, i: int, j: int) -> set[int]:
    """How many could have left a cell, as far as an attacker knows who knows that nobody came."""
    possible = [
        now
        for now in tables_that_fit(printed)
        if all(a >= b for rows in zip(before, now, strict=True) for a, b in zip(*rows, strict=True))
    ]
    return {before[i][j] - now[i][j] for now in possible}


BEFORE = [[40, 50], [60, 70]]


def test_one_newcomer_among_many_would_be_given_away_without_it() -> None:
    now = [[41, 57], [63, 82]]
    first = suppress_small_numbers(BEFORE)
    assert not suppress_small_numbers(now).hides_something
    second = suppress_next_edition(now, BEFORE, first)
    assert second.counts == ((None, None), (None, None))


def test_an_edition_with_many_newcomers_everywhere_is_shown_whole() -> None:
    now = [[60, 70], [80, 90]]
    assert not suppress_next_edition(now, BEFORE, suppress_small_numbers(BEFORE)).hides_something


def test_the_same_table_again_is_shown_as_it_was() -> None:
    before = [[40, 4], [30, 31], [80, 90]]
    first = suppress_small_numbers(before)
    assert suppress_next_edition(before, before, first) == first


def test_what_was_hidden_stays_hidden_when_it_has_grown() -> None:
    before, now = [[4, 50], [60, 70]], [[44, 90], [100, 110]]
    first = suppress_small_numbers(before)
    assert suppress_next_edition(now, before, first).counts == first.counts


@pytest.mark.parametrize("now", [[[43, 50], [60, 70]], [[40, 50], [60, 69]], [[45, 45], [60, 70]]])
def test_fewer_changes_than_the_threshold_wait_for_more(now: list[list[int]]) -> None:
    with pytest.raises(TooFewChanges, match="Keep the earlier edition"):
        suppress_next_edition(now, BEFORE, suppress_small_numbers(BEFORE))


def test_people_who_left_are_protected_like_those_who_came() -> None:
    now = [[38, 42], [60, 70]]
    second = suppress_next_edition(now, BEFORE, suppress_small_numbers(BEFORE))
    assert second.counts[0] == (None, None)


def test_a_count_that_fell_below_the_threshold_is_hidden_like_any_other() -> None:
    now = [[4, 90, 80], [60, 70, 30]]
    before = [[40, 50, 20], [100, 110, 90]]
    second = suppress_next_edition(now, before, suppress_small_numbers(before))
    alone = suppress_small_numbers(now)
    assert second.counts[0][0] is None
    assert all(
        shown is None or on_its_own is not None
        for rows in zip(second.counts, alone.counts, strict=True)
        for shown, on_its_own in zip(*rows, strict=True)
    )


@pytest.mark.parametrize(("newcomers", "is_refused"), [(9, True), (10, False)])
def test_the_threshold_itself_is_enough(newcomers: int, is_refused: bool) -> None:
    now = [[40 + newcomers, 50], [60, 70]]
    try:
        suppress_next_edition(now, BEFORE, suppress_small_numbers(BEFORE))
    except TooFewChanges:
        assert is_refused
    else:
        assert not is_refused


def test_two_tables_of_different_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="same rows and columns"):
        suppress_next_edition([[40, 50]], BEFORE, suppress_small_numbers(BEFORE))
