"""Groups of answers that hang together: fine ones found in the graph, and the tree in which the likest are joined.

Cutting one tree at several heights gives levels that nest. Fine groups are found by Louvain (Blondel and others 2008),
several times over; where the runs agree, the graph's edges are kept strong, and the last run decides. (The Leiden of
the same library draws from a source of chance that cannot be fixed, so two runs would differ.)
"""

from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np
from scipy import sparse
from sknetwork.clustering import Louvain

from heard.text.themes import MINIMUM_ANSWERS

_RUNS = 5
_TRIES = 10
_NEAR_ENOUGH = 0.1  # of the number of fine groups sought: they are joined afterwards
_MOST_JOINED = 600
"""More fine groups than this are not joined into broader ones: nobody moves through that many, and it would be slow."""


@dataclass(frozen=True)
class Tree:
    """Fine groups (`fine[i]` is that of answer i) and the pairs that were joined, likest first.

    `shown` is how many groups are left at the level to show; the fine ones were found at `resolution`.
    """

    fine: Any
    joins: tuple[tuple[int, int], ...]
    shown: int
    resolution: float

    def cut(self, groups: int) -> Any:
        """The group of each answer when `groups` are left, or as few as there can be."""
        total = int(self.fine.max()) + 1
        names = np.arange(total)
        for kept, joined in self.joins[: max(total - groups, 0)]:
            names[names == joined] = kept
        return names[self.fine]


def grow_tree(graph: Any, vectors: Any, count: int | None, alike: float, seed: int) -> Tree:
    """The tree of groups. With `count`, so many are shown; without, those less alike on average than `alike`."""
    wanted = count * (2 if count and 2 * count <= _MOST_JOINED else 1) if count else None
    resolution = _resolution_for(graph, wanted, seed) if wanted else _usual_resolution(graph.shape[0])
    steady = _steady(graph, resolution, seed)
    fine = _without_tiny(find_groups(steady, resolution, seed), vectors)
    groups = len(np.unique(fine))
    joins, likeness = _join(graph, vectors, fine, by_edges=count is not None)
    joined = next((place for place, own in enumerate(likeness) if own < alike), len(likeness))
    unlike = min(groups - joined, isqrt(len(fine)))  # more than that, and themes of a hundred answers are of five each
    return Tree(fine, joins, min(count, groups) if count else max(unlike, 1), resolution)


def _usual_resolution(answers: int) -> float:
    """Finer for few answers, where a graph of neighbours would otherwise join too much."""
    return float(np.clip(4 * np.sqrt(1000 / answers), 2.0, 4.0))


def _resolution_for(graph: Any, groups: int, seed: int) -> float:
    """The resolution at which Louvain finds about so many groups."""
    low, high = 0.02, 80.0
    nearest = (float("inf"), 1.0)
    for _ in range(_TRIES):
        middle = float(np.sqrt(low * high))
        found = len(np.unique(find_groups(graph, middle, seed)))
        nearest = min(nearest, (abs(found - groups), middle))
        if nearest[0] <= _NEAR_ENOUGH * groups:
            break
        low, high = (middle, high) if found < groups else (low, middle)
    return nearest[1]


def find_groups(graph: Any, resolution: float, seed: int) -> Any:
    """The group of each row; a higher resolution finds more. The same seed finds the same."""
    return Louvain(resolution=resolution, shuffle_nodes=True, random_state=seed % 2**31).fit_predict(graph)


def _steady(graph: Any, resolution: float, seed: int) -> Any:
    """The graph with the edges weakened that some runs cut."""
    edges = graph.tocoo()
    together = np.zeros(len(edges.row))
    for run in range(_RUNS):
        groups = find_groups(graph, resolution, seed + 101 * (run + 1))
        together += groups[edges.row] == groups[edges.col]
    weights = edges.data * (0.02 + (together / _RUNS) ** 2)
    return sparse.csr_matrix((weights, (edges.row, edges.col)), shape=graph.shape)


def _without_tiny(groups: Any, vectors: Any) -> Any:
    """Groups numbered from 0; members of those too small to be a theme go to the nearest that is not."""
    sizes = np.bincount(groups)
    large = np.flatnonzero(sizes >= MINIMUM_ANSWERS)
    if not len(large):
        return np.zeros(len(groups), dtype=int)
    members = sparse.csr_matrix(
        (np.ones(len(groups)), (groups, np.arange(len(groups)))), shape=(len(sizes), len(groups))
    )
    middles = np.asarray(members @ vectors)[large]
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
    homeless = ~np.isin(groups, large)
    number = np.full(len(sizes), -1)
    number[large] = np.arange(len(large))
    placed = number[groups]
    placed[homeless] = np.argmax(vectors[homeless] @ middles.T, axis=1)
    return placed


def _join(graph: Any, vectors: Any, fine: Any, *, by_edges: bool) -> tuple[tuple[tuple[int, int], ...], list[float]]:
    """Join the two likest groups until one is left. Also how alike each pair's answers were on average (cosine).

    The likest are those with most edges for their sizes, which keeps themes of like sizes when a number was asked; or
    those whose answers are most alike, which lets sizes be as uneven as they are.
    """
    n, total = len(fine), int(fine.max()) + 1
    if total > _MOST_JOINED:
        return (), []
    members = sparse.csr_matrix((np.ones(n), (fine, np.arange(n))), shape=(total, n))
    edges = (members @ graph @ members.T).toarray()
    sums = np.asarray(members @ vectors, dtype=float)
    products, sizes = sums @ sums.T, np.bincount(fine).astype(float)
    alive = np.ones(total, dtype=bool)
    joins: list[tuple[int, int]] = []
    likeness: list[float] = []
    for _ in range(total - 1):
        left = np.flatnonzero(alive)
        pairs = np.outer(sizes[left], sizes[left])
        alike = products[np.ix_(left, left)] / pairs
        order = edges[np.ix_(left, left)] / pairs if by_edges else alike.copy()
        np.fill_diagonal(order, -np.inf)
        one, other = np.unravel_index(int(order.argmax()), order.shape)
        likeness.append(float(alike[one, other]))
        kept, joined = int(left[one]), int(left[other])
        joins.append((kept, joined))
        for table in (edges, products):
            table[kept] += table[joined]
            table[:, kept] += table[:, joined]
        sizes[kept] += sizes[joined]
        alive[joined] = False
    return tuple(joins), likeness
