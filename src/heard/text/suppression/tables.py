"""A table of counts as it may be shown: on its own, and beside an earlier edition of itself that everybody has seen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from heard.text.errors import BadInput
from heard.text.suppression.network import Arc, Network

THRESHOLD = 10
"""Counts below this are hidden unless an inquiry decides otherwise."""

LOWEST_THRESHOLD = 3
"""Below this, two people in the same cell can recognise each other."""

Counts = Sequence[Sequence[int]]
Cells = Collection[tuple[int, int]]


class TooFewChanges(BadInput):
    """So little changed since the earlier edition that the two together would say what a few people said."""


@dataclass(frozen=True, slots=True)
class SuppressedTable:
    """A table of counts as it may be shown; None is a hidden count.

    `counts[row][column]`; the row totals and the grand total are always shown, a column's total may be hidden.
    `impossible` are the (row, column) of cells where nobody could be counted; they are 0.
    """

    counts: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int | None, ...]
    total: int
    threshold: int
    impossible: frozenset[tuple[int, int]] = field(default=frozenset())

    @property
    def hides_something(self) -> bool:
        return any(count is None for row in (*self.counts, self.column_totals) for count in row)


def suppress_small_numbers(
    counts: Counts, *, threshold: int = THRESHOLD, impossible: Cells = frozenset()
) -> SuppressedTable:
    """Hide what must not be shown in `counts[row][column]`, whose row totals and grand total are public.

    Hidden are every count and every column total below `threshold`, nought included, and as many others as it takes:
    from what is left, each hidden small number could still be anything from 0 to `threshold` − 1, as far as the public
    totals allow that at all. `impossible` cells, which everybody knows to be 0 (a question not asked of that group),
    are shown and hide nothing. Raises `ValueError` for a table that is ragged, empty or holds a negative count.
    """
    check_counts(counts, impossible)
    network = Network(counts, impossible)
    network.protect(threshold)
    return _shown(counts, network, threshold, impossible)


def suppress_next_edition(
    counts: Counts,
    earlier_counts: Counts,
    earlier: SuppressedTable,
    *,
    impossible: Cells = frozenset(),
) -> SuppressedTable:
    """Hide what must not be shown in `counts` beside `earlier`, which was made of `earlier_counts` and is published.

    Who holds both editions can take one from the other, and learn what the few people said who came or went between
    them. So what was hidden stays hidden; and the changes are protected as a table of their own, those that grew and
    those that shrank: each small one, nought included, could still be anything from 0 to the threshold − 1.

    The rows and columns mean the same in both; a new one is a row or column of noughts in `earlier_counts` and
    `earlier`. Raises `TooFewChanges` where fewer than the threshold came or went, because the totals alone would tell.
    """
    check_counts(counts, impossible)
    if len(earlier_counts) != len(counts) or any(map(_differ_in_length, counts, earlier_counts)):
        raise ValueError("Two editions of a table need the same rows and columns, in the same order.")
    network = Network(counts, impossible)
    for arc in _hidden_in(earlier, network):
        network.hide(arc)
    network.protect(earlier.threshold)
    for change, most in ((_grown(counts, earlier_counts), None), (_grown(earlier_counts, counts), earlier_counts)):
        changed = sum(map(sum, change))
        if 0 < changed < earlier.threshold:
            raise TooFewChanges(too_few(changed, earlier.threshold))
        Network(change, impossible, most=most, like=network).protect(earlier.threshold)
    return _shown(counts, network, earlier.threshold, impossible)


def stays_open(counts: Counts, table: SuppressedTable, *, small: Cells, large: Cells) -> bool:
    """Whether hidden small numbers stay as open when it is told besides which hidden cells are small, and which large.

    `table` is what `suppress_small_numbers` made of `counts`; small is below its threshold, large at least it.
    """
    network = Network(counts, table.impossible)
    for arc in _hidden_in(table, network):
        network.hide(arc)
    network.most = {(row, network.column(column)): table.threshold - 1 for row, column in small}
    network.least = {(row, network.column(column)): table.threshold for row, column in large}
    return network.is_open(table.threshold)


def check_counts(counts: Counts, impossible: Cells) -> None:
    """Raise `ValueError` for what is no table of counts."""
    if not counts or not counts[0] or len({len(row) for row in counts}) > 1 or min(map(min, counts)) < 0:
        raise ValueError("A table needs rows of one length, of counts from 0 upwards.")
    if any(counts[row][column] for row, column in impossible):
        raise ValueError("Somebody was counted in a cell that is said to be impossible.")


def _shown(counts: Counts, network: Network, threshold: int, impossible: Cells) -> SuppressedTable:
    return SuppressedTable(
        tuple(tuple(network.shown(row, network.column(j)) for j in range(network.width)) for row in range(len(counts))),
        tuple(sum(row) for row in counts),
        tuple(network.shown(network.column(j), network.total) for j in range(network.width)),
        sum(map(sum, counts)),
        threshold,
        frozenset(impossible),
    )


def _differ_in_length(one: Sequence[int], other: Sequence[int]) -> bool:
    return len(one) != len(other)


def _hidden_in(table: SuppressedTable, network: Network) -> set[Arc]:
    cells = {
        (i, network.column(j)) for i, row in enumerate(table.counts) for j, count in enumerate(row) if count is None
    }
    totals = {(network.column(j), network.total) for j, count in enumerate(table.column_totals) if count is None}
    return (cells | totals) & network.flow.keys()


def _grown(counts: Counts, before: Counts) -> list[list[int]]:
    return [[max(now - then, 0) for now, then in zip(*rows, strict=True)] for rows in zip(counts, before, strict=True)]


def too_few(changed: int, threshold: int, since: str = "the earlier edition") -> str:
    """The sentence for a change that is too small to be published."""
    return (
        f"Only {changed} of the counts’ people changed since {since}, fewer than {threshold}: whoever has "
        "both could work out what they said. Keep the earlier edition until more has changed."
    )
