"""Small-number suppression: which counts of a table may be shown, so that nobody behind a small one can be recognised.

A count below the threshold is hidden. Because totals are printed, a hidden count could be worked out by taking the
shown ones away from them; so more counts are hidden until nobody can. This is cell suppression with a feasibility
audit: see Hundepool and others, *Statistical Disclosure Control* (2012), chapter 4. The usual threshold of 10 follows
the practice of the Office for National Statistics and of the Department for Education.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

THRESHOLD = 10
"""Counts below this are hidden unless an inquiry decides otherwise."""

LOWEST_THRESHOLD = 3
"""Below this, two people in the same cell can recognise each other."""


@dataclass(frozen=True, slots=True)
class SuppressedTable:
    """A table of counts as it may be shown; None is a hidden count.

    `counts[row][column]`; the row totals and the grand total are always shown, a column's total may be hidden.
    """

    counts: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int | None, ...]
    total: int
    threshold: int

    @property
    def hides_something(self) -> bool:
        return any(count is None for row in (*self.counts, self.column_totals) for count in row)


def suppress_small_numbers(counts: Sequence[Sequence[int]], *, threshold: int = THRESHOLD) -> SuppressedTable:
    """Hide what must not be shown in `counts[row][column]`, whose row totals and grand total are public.

    Hidden are every count and every column total below `threshold`, nought included, and as many others as it takes:
    from what is left, each hidden small number could still be anything from 0 to `threshold` − 1, as far as the public
    totals allow that at all. Raises `ValueError` for a table that is ragged, empty or holds a negative count.
    """
    if not counts or not counts[0] or len({len(row) for row in counts}) > 1 or min(map(min, counts)) < 0:
        raise ValueError("A table needs rows of one length, of counts from 0 upwards.")
    network = _Network(counts)
    small = [arc for arc in network.arcs() if network.flow[arc] < threshold]
    network.hidden.update(small)
    for arc in small:
        network.hide_until_free(arc, threshold - 1)
    return SuppressedTable(
        tuple(tuple(network.shown(row, network.column(j)) for j in range(network.width)) for row in range(len(counts))),
        tuple(sum(row) for row in counts),
        tuple(network.shown(network.column(j), network.total) for j in range(network.width)),
        sum(map(sum, counts)),
        threshold,
    )


Arc = tuple[int, int]


class _Step(NamedTuple):
    """One move through the network, to a node: a count grows (forwards) or shrinks (backwards)."""

    to: int
    arc: Arc
    forwards: bool


class _Network:
    """The table as a flow: each row's total flows to its columns, each column's total flows to the grand total.

    Another table with the same public totals is another flow, and the difference of two flows is made of circles. A
    hidden count can grow by one exactly if a circle of hidden counts runs through it; so we look for the cheapest
    circle and hide what it needs. Nodes are the rows, then the columns, then the grand total.
    """

    def __init__(self, counts: Sequence[Sequence[int]]) -> None:
        self.height, self.width = len(counts), len(counts[0])
        self.total = self.height + self.width
        self.hidden: set[Arc] = set()
        self.row_totals = [sum(row) for row in counts]
        self.flow = {(i, self.column(j)): count for i, row in enumerate(counts) for j, count in enumerate(row)}
        for j in range(self.width):
            self.flow[self.column(j), self.total] = sum(row[j] for row in counts)

    def column(self, j: int) -> int:
        return self.height + j

    def arcs(self) -> Iterator[Arc]:
        yield from self.flow

    def shown(self, tail: int, head: int) -> int | None:
        return None if (tail, head) in self.hidden else self.flow[tail, head]

    def hide_until_free(self, arc: Arc, most: int) -> None:
        """Hide further counts until this one could be anything from 0 to `most`, or as near as the totals allow."""
        tail, head = arc
        limit = sum(self.row_totals) if head == self.total else self.row_totals[tail]
        self._make_room(arc, head, tail, min(most, limit) - self.flow[arc])
        self._make_room(arc, tail, head, self.flow[arc])

    def _make_room(self, without: Arc, start: int, end: int, amount: int) -> None:
        """Let `amount` flow from `start` to `end` through other arcs, hiding those it needs."""
        flow = dict(self.flow)
        while amount > 0 and (path := self._cheapest_path(without, start, end, flow)):
            step_size = min([amount, *(flow[step.arc] for step in path if not step.forwards)])
            for step in path:
                flow[step.arc] += step_size if step.forwards else -step_size
                self.hidden.add(step.arc)
            amount -= step_size

    def _cheapest_path(self, without: Arc, start: int, end: int, flow: dict[Arc, int]) -> list[_Step]:
        """The path that hides the least (Dijkstra); hidden arcs are free, others cost the people they would hide.

        Among paths of one price the newest goes on first: where most arcs are hidden it arrives after three steps.
        """
        queue: list[tuple[int, int, int]] = [(0, 0, start)]
        cost = {start: 0}
        came: dict[int, tuple[int, _Step]] = {}  # the node before, and the step from there
        while queue:
            so_far, _, node = heappop(queue)
            if node == end:
                return _walk_back(came, start, end)
            if so_far > cost[node]:
                continue
            for step in self._steps(node, flow):
                price = so_far + (0 if step.arc in self.hidden else self.flow[step.arc] + 1)
                if step.arc != without and price < cost.get(step.to, price + 1):
                    cost[step.to] = price
                    came[step.to] = (node, step)
                    if step.to == end and price == so_far:
                        return _walk_back(came, start, end)
                    heappush(queue, (price, -len(came), step.to))
        return []

    def _steps(self, node: int, flow: dict[Arc, int]) -> Iterator[_Step]:
        """Where one person too many at `node` can be sent: down an arc that grows, or back up one that shrinks."""
        for following in self._heads(node):
            yield _Step(following, (node, following), forwards=True)
        for before in self._tails(node):
            if flow[before, node] > 0:
                yield _Step(before, (before, node), forwards=False)

    def _heads(self, node: int) -> Iterator[int]:
        if node < self.height:
            yield from range(self.height, self.total)
        elif node < self.total:
            yield self.total

    def _tails(self, node: int) -> Iterator[int]:
        if node == self.total:
            yield from range(self.height, self.total)
        elif node >= self.height:
            yield from range(self.height)


def _walk_back(came: dict[int, tuple[int, _Step]], start: int, end: int) -> list[_Step]:
    path = []
    while end != start:
        end, step = came[end]
        path.append(step)
    return path[::-1]
