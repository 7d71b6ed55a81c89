"""A table of counts as a flow through a network, and what must be hidden so that a count cannot be worked out."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple, Optional

Arc = tuple[int, int]


class _Step(NamedTuple):
    """One move through the network, to a node: a count grows (forwards) or shrinks (backwards)."""

    to: int
    arc: Arc
    forwards: bool


PathFinder = Callable[[Arc, int, int, dict[Arc, int]], list[_Step]]


class Network:
    """The table as a flow: each row's total flows to its columns, each column's total flows to the grand total.

    Another table with the same public totals is another flow, and the difference of two flows is made of circles. A
    hidden count can grow by one exactly if a circle of hidden counts runs through it; so we look for the cheapest
    circle and hide what it needs. Nodes are the rows, then the columns, then the grand total. No arc leads to a cell
    that is `impossible`, and none can carry more than its count of `most`. A network `like` another is of the same
    table's changes: it hides the other's arcs, at the other's prices.

    Where a row's total may be hidden too (`hides_rows`), it flows to the row from one node more, the root. That is not
    the node of the grand total, though as much flows there as here: a circle through both would change it.
    """

    def __init__(
        self,
        counts: Sequence[Sequence[int]],
        impossible: Collection[tuple[int, int]] = (),
        *,
        most: Sequence[Sequence[int]] | None = None,
        like: Optional["Network"] = None,
        hides_rows: bool = False,
    ) -> None:
        self.height, self.width = len(counts), len(counts[0])
        self.total = self.height + self.width
        self.root = self.total + 1
        self.hides_rows = hides_rows
        self.row_totals = [sum(row) for row in counts]
        self.everybody = sum(self.row_totals)
        self.flow = self._flow_of(counts, impossible)
        self.most: dict[Arc, int] = {} if most is None else self._flow_of(most, impossible)
        self.least: dict[Arc, int] = {}
        self.left_alone: frozenset[Arc] = frozenset()
        self.hidden: set[Arc] = set() if like is None else like.hidden
        # The same once more, for a quick look: bit n is set where the node's arc to (from) node n is hidden.
        self.hidden_out: list[int] = [0] * (self.root + 1) if like is None else like.hidden_out
        self.hidden_into: list[int] = [0] * (self.root + 1) if like is None else like.hidden_into
        self.price: dict[Arc, int] = self.flow if like is None else like.price
        self.is_of_changes = like is not None

    def _flow_of(self, counts: Sequence[Sequence[int]], impossible: Collection[tuple[int, int]]) -> dict[Arc, int]:
        flow = {
            (i, self.column(j)): count
            for i, row in enumerate(counts)
            for j, count in enumerate(row)
            if (i, j) not in impossible
        }
        # Where there can be no count, everybody knows the total: there is nothing to hide.
        possible = {node for cell in flow for node in cell}
        for j in range(self.width):
            if self.column(j) in possible:
                flow[self.column(j), self.total] = sum(row[j] for row in counts)
        for i in range(self.height if self.hides_rows else 0):
            if i in possible:
                flow[self.root, i] = sum(counts[i])
        return flow

    def changes(
        self, flow: dict[Arc, int], *, most: Mapping[Arc, int], left_alone: Collection[Arc], everybody: int
    ) -> "Network":
        """The same table's changes, which hide this network's arcs at its prices. Those `left_alone` may be small."""
        changes = copy(self)  # what is hidden stays one and the same set
        changes.flow, changes.most, changes.left_alone = flow, dict(most), frozenset(left_alone)
        changes.everybody, changes.is_of_changes = everybody, True
        return changes

    def column(self, j: int) -> int:
        return self.height + j

    def is_cell(self, arc: Arc) -> bool:
        """Whether an arc carries a count, and no total."""
        return self.total not in arc and self.root not in arc

    def hide(self, arc: Arc) -> None:
        self.hidden.add(arc)
        tail, head = arc
        self.hidden_out[tail] |= 1 << head
        self.hidden_into[head] |= 1 << tail

    def shown(self, tail: int, head: int) -> int | None:
        return None if (tail, head) in self.hidden else self.flow.get((tail, head), 0)

    def protect(self, threshold: int) -> None:
        """Hide all small counts, and others until each small one could be anything from 0 to `threshold` − 1.

        Of changes, a row in which nothing changed says so by its total, and is left alone.
        """
        small = [
            arc
            for arc, count in self.flow.items()
            if count < threshold and arc not in self.left_alone and (self._limit(arc) or not self.is_of_changes)
        ]
        for arc in small:
            self.hide(arc)
        for arc in small:
            self._hide_until_free(arc, threshold - 1)

    def is_open(self, threshold: int) -> bool:
        """Whether each small count could be anything from 0 to `threshold` − 1 without hiding more.

        Within what is told beside the table: that some arcs carry no more than their `most`, or no less than `least`.
        """
        return all(
            self._moves(arc, head, tail, min(threshold - 1, self._limit(arc)) - count)
            and self._moves(arc, tail, head, count - self.least.get(arc, 0))
            for arc, count in self.flow.items()
            if count < threshold and arc not in self.left_alone
            for tail, head in [arc]
        )

    def _moves(self, without: Arc, start: int, end: int, amount: int) -> bool:
        return self._move(without, start, end, amount, self._hidden_path) <= 0

    def _limit(self, arc: Arc) -> int:
        """The most that the public totals allow an arc to carry."""
        tail, head = arc
        public = self.everybody if self.hides_rows or head == self.total else self.row_totals[tail]
        return min(public, self.most.get(arc, public))

    def _hide_until_free(self, arc: Arc, most: int) -> None:
        """Hide further counts until this one could be anything from 0 to `most`, or as near as the totals allow."""
        tail, head = arc
        self._make_room(arc, head, tail, min(most, self._limit(arc)) - self.flow[arc])
        self._make_room(arc, tail, head, self.flow[arc])

    def _make_room(self, without: Arc, start: int, end: int, amount: int) -> None:
        """Let `amount` flow from `start` to `end` through other arcs, hiding those it needs."""
        self._move(without, start, end, amount, self._path)

    def _move(self, without: Arc, start: int, end: int, amount: int, find_path: PathFinder) -> int:
        """What is left of `amount` when as much as can has been moved along the paths that are found."""
        moved: dict[Arc, int] = {}  # how much more than at first an arc carries
        while amount > 0 and (path := find_path(without, start, end, moved)):
            step_size = min([amount, *(self._room(step, moved) for step in path)])
            for step in path:
                moved[step.arc] = moved.get(step.arc, 0) + (step_size if step.forwards else -step_size)
                self.hide(step.arc)
            amount -= step_size
        return amount

    def _room(self, step: _Step, moved: dict[Arc, int]) -> int:
        """How far a step can be taken: growing up to the most, if one is known, and shrinking to the least, or 0."""
        carried = self.flow[step.arc] + moved.get(step.arc, 0)
        if step.forwards:
            return self.most.get(step.arc, carried + self.everybody) - carried
        return carried - self.least.get(step.arc, 0)

    def _path(self, without: Arc, start: int, end: int, moved: dict[Arc, int]) -> list[_Step]:
        return self._hidden_path(without, start, end, moved) or self._cheapest_path(without, start, end, moved)

    def _hidden_path(self, without: Arc, start: int, end: int, moved: dict[Arc, int]) -> list[_Step]:
        """A short path through what is hidden already, if there is one (breadth first, with an eye on the end)."""
        came: dict[int, tuple[int, _Step]] = {}
        unseen = ~(1 << start)
        queue = [start]
        for node in queue:
            for step in self._hidden_steps(node, unseen):
                if step.arc != without and self._room(step, moved) > 0:
                    unseen &= ~(1 << step.to)
                    came[step.to] = (node, step)
                    if step.to == end:
                        return _walk_back(came, start, end)
                    queue.append(step.to)
                    for last in self._hidden_steps(step.to, 1 << end):
                        if last.arc != without and self._room(last, moved) > 0:
                            came[end] = (step.to, last)
                            return _walk_back(came, start, end)
        return []

    def _hidden_steps(self, node: int, among: int) -> Iterator[_Step]:
        for following in _bits(self.hidden_out[node] & among):
            yield _Step(following, (node, following), forwards=True)
        for before in _bits(self.hidden_into[node] & among):
            yield _Step(before, (before, node), forwards=False)

    def _cheapest_path(self, without: Arc, start: int, end: int, moved: dict[Arc, int]) -> list[_Step]:
        """The path that hides the least (Dijkstra); hidden arcs are free, others cost the people they would hide."""
        queue = [(0, start)]
        cost = {start: 0}
        came: dict[int, tuple[int, _Step]] = {}  # the node before, and the step from there
        while queue:
            so_far, node = heappop(queue)
            if node == end:
                return _walk_back(came, start, end)
            if so_far > cost[node]:
                continue
            for step in self._steps(node):
                price = so_far + (0 if step.arc in self.hidden else self.price[step.arc] + 1)
                is_better = step.arc != without and price < cost.get(step.to, price + 1)
                if is_better and self._room(step, moved) > 0:
                    cost[step.to] = price
                    came[step.to] = (node, step)
                    heappush(queue, (price, step.to))
        return []

    def _steps(self, node: int) -> Iterator[_Step]:
        """Where one person too many at `node` can be sent: down an arc that grows, or back up one that shrinks."""
        for arc in self._out[node]:
            yield _Step(arc[1], arc, forwards=True)
        for arc in self._into[node]:
            yield _Step(arc[0], arc, forwards=False)

    @cached_property
    def _out(self) -> list[list[Arc]]:
        return [[arc for arc in self.flow if arc[0] == node] for node in range(self.root + 1)]

    @cached_property
    def _into(self) -> list[list[Arc]]:
        return [[arc for arc in self.flow if arc[1] == node] for node in range(self.root + 1)]


def _bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _walk_back(came: dict[int, tuple[int, _Step]], start: int, end: int) -> list[_Step]:
    path = []
    while end != start:
        end, step = came[end]
        path.append(step)
    return path[::-1]
