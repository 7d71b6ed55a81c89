"""A published table, its rows' totals and its earlier editions tell an attacker with a linear solver nothing small."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from heard.text.errors import BadInput
from heard.text.suppression.publishing import Edition, PublishedTable, publish_table
from heard.text.suppression.tables import TooFewChanges

Table = list[list[int]]
THRESHOLD = 10


def uneven_table(seed: int, height: int, width: int, mean: float) -> Table:
    """Counts as inquiries have them: a few large groups and themes, many small ones, many noughts."""
    chance = np.random.default_rng(seed)
    sizes = np.outer(chance.gamma(0.6, size=height), chance.gamma(0.6, size=width))
    return chance.poisson(mean * sizes / sizes.mean()).tolist()


class Attacker:
    """Knows all that is printed of some editions, and that nobody left between them."""

    def __init__(self, editions: Sequence[PublishedTable]) -> None:
        self.height, self.width = len(editions[0].counts), len(editions[0].counts[0])
        self.size = self.height * self.width
        self.editions = len(editions)
        self.equations: list[np.ndarray] = []
        self.sums: list[int] = []
        for number, printed in enumerate(editions):
            for count, cells in self._printed(printed):
                if count is not None:
                    self.equations.append(self.vector({(number, cell): 1 for cell in cells}))
                    self.sums.append(count)
        later = [{(n, cell): 1, (n + 1, cell): -1} for n in range(len(editions) - 1) for cell in self.cells]
        self.growing = [self.vector(pair) for pair in later] or None

    @property
    def cells(self) -> list[tuple[int, int]]:
        return list(product(range(self.height), range(self.width)))

    def row(self, i: int) -> list[tuple[int, int]]:
        return [(i, j) for j in range(self.width)]

    def column(self, j: int) -> list[tuple[int, int]]:
        return [(i, j) for i in range(self.height)]

    @property
    def numbers(self) -> list[list[tuple[int, int]]]:
        """Every number of a table as the cells that it adds up."""
        return [
            *([cell] for cell in self.cells),
            *map(self.row, range(self.height)),
            *map(self.column, range(self.width)),
        ]

    def _printed(self, table: PublishedTable) -> list[tuple[int | None, list[tuple[int, int]]]]:
        counts = [*(count for row in table.counts for count in row), *table.row_totals, *table.column_totals]
        return [*zip(counts, self.numbers, strict=True), (table.total, self.cells)]

    def vector(self, weights: dict[tuple[int, tuple[int, int]], int]) -> np.ndarray:
        made = np.zeros(self.size * self.editions)
        for (number, (i, j)), weight in weights.items():
            made[number * self.size + i * self.width + j] = weight
        return made

    def range_of(self, weights: dict[tuple[int, tuple[int, int]], int]) -> tuple[int, int]:
        """The least and the most that a sum of numbers could be."""
        wanted = self.vector(weights)
        limits = [0] * len(self.growing) if self.growing else None
        ends = [
            linprog(sign * wanted, A_ub=self.growing, b_ub=limits, A_eq=self.equations, b_eq=self.sums)
            for sign in (1, -1)
        ]
        least, most = ends
        assert least.success, "The truth must be among the tables that fit."
        return round(least.fun), 10**6 if most.status == 3 else round(-most.fun)


def total_of(counts: Table, cells: list[tuple[int, int]]) -> int:
    return sum(counts[i][j] for i, j in cells)


def as_edition(counts: Table, printed: PublishedTable | None) -> Edition:
    """As others have seen it, or as the counts it was made from."""
    if printed:
        return Edition(
            "before", printed.counts, printed.row_totals, printed.column_totals, printed.total, printed.hidden
        )
    columns = tuple(map(sum, zip(*counts, strict=True)))
    hidden = publish_table(counts, threshold=THRESHOLD).hidden
    return Edition("before", tuple(map(tuple, counts)), tuple(map(sum, counts)), columns, sum(columns), hidden)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("mean", [5, 40])
def test_no_small_number_and_no_small_total_can_be_narrowed_down(seed: int, mean: float) -> None:
    counts = uneven_table(seed, height=6, width=4, mean=mean)
    attacker = Attacker([publish_table(counts, threshold=THRESHOLD)])
    small = [cells for cells in attacker.numbers if total_of(counts, cells) < THRESHOLD]
    assert small
    for cells in small:
        least, most = attacker.range_of({(0, cell): 1 for cell in cells})
        assert (least, most >= THRESHOLD - 1) == (0, True)


def changed(before: Table, now: Table, cells: list[tuple[int, int]]) -> int:
    return total_of(now, cells) - total_of(before, cells)


def is_seen_unchanged(attacker: Attacker, before: Table, now: Table, cells: list[tuple[int, int]]) -> bool:
    """Whether it lies in, or is the total of, a row or column in which nothing changed."""
    lines = [*map(attacker.row, range(attacker.height)), *map(attacker.column, range(attacker.width))]
    return any(set(cells) <= set(line) and not changed(before, now, line) for line in lines)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("is_printed", [True, False])
def test_no_small_change_between_two_editions_can_be_narrowed_down(seed: int, is_printed: bool) -> None:
    chance = np.random.default_rng(seed)
    before = (np.array(uneven_table(seed, height=4, width=3, mean=60)) + 5).tolist()
    now = (np.array(before) + chance.poisson(12, size=(4, 3)) * chance.integers(0, 2, size=(4, 1))).tolist()
    first = publish_table(before, threshold=THRESHOLD)
    if 0 < changed(before, now, [(i, j) for i in range(4) for j in range(3)]) < THRESHOLD:
        pytest.fail("The table should change by more, or the test shows nothing.")
    second = publish_table(now, threshold=THRESHOLD, editions=[as_edition(before, first if is_printed else None)])
    check_no_small_change_is_told(before, now, first, second)


def check_no_small_change_is_told(before: Table, now: Table, first: PublishedTable, second: PublishedTable) -> None:
    """Nor what was small in either edition, now that there are two."""
    attacker = Attacker([first, second])
    for cells in attacker.numbers:
        change = changed(before, now, cells)
        is_known = first_says(first, attacker, cells)
        if change < THRESHOLD and is_known and not is_seen_unchanged(attacker, before, now, cells):
            least, most = attacker.range_of({(n, cell): (-1, 1)[n] for cell in cells for n in (0, 1)})
            assert (least, most >= THRESHOLD - 1) == (0, True)
        for number, counts in enumerate((before, now)):
            if total_of(counts, cells) < THRESHOLD:
                least, most = attacker.range_of({(number, cell): 1 for cell in cells})
                assert (least, most >= THRESHOLD - 1) == (0, True)


def test_an_edition_that_hides_numbers_is_compared_as_far_as_it_tells_anything() -> None:
    before = [[40, 4, 25], [30, 31, 22], [80, 90, 70], [2, 1, 3]]
    now = [before[0], [60, 61, 42], *before[2:]]
    first = publish_table(before, threshold=THRESHOLD)
    second = publish_table(now, threshold=THRESHOLD, editions=[as_edition(before, first)])
    assert second.counts[2] == (80, 90, 70)
    assert first.hidden <= second.hidden
    check_no_small_change_is_told(before, now, first, second)


def first_says(first: PublishedTable, attacker: Attacker, cells: list[tuple[int, int]]) -> bool:
    counts = dict(zip(map(tuple, attacker.numbers), (count for count, _ in attacker._printed(first)), strict=False))
    return counts[tuple(cells)] is not None


BEFORE = [[40, 44, 25, 50], [30, 31, 22, 40], [80, 90, 70, 44]]


def test_a_small_change_hides_what_would_otherwise_be_shown() -> None:
    now = [[43, 60, 45, 70], *BEFORE[1:]]
    alone = publish_table(now, threshold=THRESHOLD)
    assert None not in (*alone.counts[0], *alone.row_totals, *alone.column_totals)
    beside = publish_table(now, threshold=THRESHOLD, editions=[as_edition(BEFORE, None)])
    assert beside.counts == ((None, 60, None, 70), *map(tuple, BEFORE[1:]))
    assert beside.column_totals[0] is None


def test_each_of_several_editions_is_looked_at() -> None:
    """Since the last edition many came; since the one before, on balance, only a few."""
    middle = [[60, 44, 25, 50], *BEFORE[1:]]
    now = [[44, 64, 45, 70], *BEFORE[1:]]
    only_last = publish_table(now, threshold=THRESHOLD, editions=[as_edition(middle, None)])
    both = publish_table(now, threshold=THRESHOLD, editions=[as_edition(BEFORE, None), as_edition(middle, None)])
    assert only_last.counts[0][0] == 44
    assert both.counts[0][0] is None


def test_what_was_hidden_stays_hidden_though_it_has_grown() -> None:
    before = [[4, 50, 60], [30, 31, 22], [80, 90, 70]]
    now = [[44, 90, 100], [60, 61, 52], [120, 130, 110]]
    first = publish_table(before, threshold=THRESHOLD)
    for printed in (first, None):
        second = publish_table(now, threshold=THRESHOLD, editions=[as_edition(before, printed)])
        assert second.counts[0][0] is None
        assert (0, 0) in second.stays


def test_the_same_table_again_is_shown_as_it_was() -> None:
    before = [[40, 4], [30, 31], [80, 90]]
    first = publish_table(before, threshold=THRESHOLD)
    for printed in (first, None):
        again = publish_table(before, threshold=THRESHOLD, editions=[as_edition(before, printed)])
        assert (again.counts, again.row_totals, again.column_totals) == (
            first.counts,
            first.row_totals,
            first.column_totals,
        )


@pytest.mark.parametrize("printed", [True, False])
def test_fewer_changes_than_the_threshold_wait_for_more(printed: bool) -> None:
    edition = as_edition(BEFORE, publish_table(BEFORE, threshold=THRESHOLD) if printed else None)
    with pytest.raises(TooFewChanges, match="Keep the earlier edition"):
        publish_table([[43, 44, 25, 50], *BEFORE[1:]], threshold=THRESHOLD, editions=[edition])


@pytest.mark.parametrize(
    ("before", "now", "printed"),
    [([[41, 20], [30, 4]], [[38, 20], [18, 4]], True), ([[4, 30], [20, 41]], [[7, 18], [23, 53]], False)],
)
def test_the_counts_are_asked_for_only_where_what_was_published_is_given(
    before: Table, now: Table, printed: bool
) -> None:
    edition = as_edition(before, publish_table(before, threshold=THRESHOLD) if printed else None)
    with pytest.raises(TooFewChanges, match=r"Whatever is hidden.*If before is about other people") as refusal:
        publish_table(now, threshold=THRESHOLD, editions=[edition])
    assert ("the counts it was made from" in str(refusal.value)) is printed


def test_a_table_of_fewer_people_than_the_threshold_is_not_published() -> None:
    with pytest.raises(BadInput, match="adds up to 9, fewer than 10"):
        publish_table([[4, 5]], threshold=THRESHOLD)


def test_a_single_row_or_column_of_counts_hides_two() -> None:
    assert publish_table([[40, 4, 25]], threshold=THRESHOLD).counts == ((40, None, None),)
    assert publish_table([[40], [4], [25]], threshold=THRESHOLD).counts == ((40,), (None,), (None,))
