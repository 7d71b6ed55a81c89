"""An attacker with a linear solver and everything that is printed cannot narrow down a hidden small number."""

import numpy as np
import pytest
from scipy.optimize import linprog

from heard.text.suppression import SuppressedTable, stays_open, suppress_small_numbers


def range_of(cells: list[int], printed: SuppressedTable) -> tuple[int, int]:
    """The least and the most that the sum of these cells (counted row by row) could be, from what is printed."""
    height, width = len(printed.counts), len(printed.counts[0])
    equations, sums = [], []
    for i in range(height):
        equations.append([float(at // width == i) for at in range(height * width)])
        sums.append(printed.row_totals[i])
    for j, total in enumerate(printed.column_totals):
        if total is not None:
            equations.append([float(at % width == j) for at in range(height * width)])
            sums.append(total)
    bounds = [(0, None) if count is None else (count, count) for row in printed.counts for count in row]
    wanted = np.zeros(height * width)
    wanted[cells] = 1
    least = linprog(wanted, A_eq=equations, b_eq=sums, bounds=bounds)
    most = linprog(-wanted, A_eq=equations, b_eq=sums, bounds=bounds)
    assert least.success, "The truth must be among the tables that fit."
    assert most.success
    return round(least.fun), round(-most.fun)


def uneven_table(seed: int, height: int, width: int, mean: float) -> list[list[int]]:
    """Counts as inquiries have them: a few large groups and themes, many small ones, many noughts."""
    chance = np.random.default_rng(seed)
    sizes = np.outer(chance.gamma(0.6, size=height), chance.gamma(0.6, size=width))
    return chance.poisson(mean * sizes / sizes.mean()).tolist()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("mean", [5, 40])
def test_no_hidden_small_number_can_be_narrowed_down(seed: int, mean: float) -> None:
    counts = uneven_table(seed, height=7, width=5, mean=mean)
    printed = suppress_small_numbers(counts, threshold=10)
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            if count < 10:
                least, most = range_of([i * 5 + j], printed)
                assert least == 0
                assert most >= min(9, sum(row))
    for j in range(5):
        if sum(row[j] for row in counts) < 10:
            least, most = range_of([i * 5 + j for i in range(7)], printed)
            assert (least, most >= min(9, printed.total)) == (0, True)


def test_a_cell_that_everybody_knows_to_be_empty_protects_nobody() -> None:
    """Were (0, 1) taken for a number that could be anything, (0, 0) would seem protected by it."""
    counts = [[3, 0, 40], [50, 60, 70], [30, 20, 90]]
    printed = suppress_small_numbers(counts, impossible={(0, 1)})
    assert printed.counts[0] == (None, 0, None)
    known = SuppressedTable(printed.counts, printed.row_totals, printed.column_totals, printed.total, 10)
    least, most = range_of([0], known)
    assert (least, most >= 9) == (0, True)


def test_somebody_in_an_impossible_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="impossible"):
        suppress_small_numbers([[1, 2], [3, 4]], impossible={(0, 0)})


def test_what_is_told_beside_a_table_can_close_it() -> None:
    """Of (0, 2) and (0, 3) the sum, 12, can be worked out: the one being 10 or more, the other is 2 at most."""
    counts = [[90, 95, 2, 10], [80, 85, 90, 30], [30, 20, 80, 60]]
    table = suppress_small_numbers(counts)
    assert table.counts[0] == (90, 95, None, None)
    assert stays_open(counts, table, small=set(), large=set())
    assert stays_open(counts, table, small={(0, 2)}, large=set())
    assert not stays_open(counts, table, small=set(), large={(0, 3)})
