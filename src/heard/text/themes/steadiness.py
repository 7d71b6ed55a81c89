"""How steady a theme is: whether it is found again when a part of the answers is left out."""

from typing import Any

import numpy as np

from heard.text.themes.communities import find_groups

_RUNS = 8
_KEPT = 0.8  # of the answers, in each run
_FINER = 1.5  # found groups may be finer than the theme: it is put together again from those mostly inside it


def steadiness_of(graph: Any, groups: Any, seed: int) -> Any:
    """For each group (0, 1, …) the mean Jaccard likeness, 0 to 1, between it and what is found again of it.

    In each of eight runs a fifth of the answers is left out and the rest grouped afresh (Hennig 2007, by subsetting);
    a group is compared with the new groups that lie mostly inside it.
    """
    chance = np.random.default_rng(seed + 1)
    total = int(groups.max()) + 1
    resolution = _resolution_like(graph, total, seed)
    found = np.zeros((_RUNS, total))
    for run in range(_RUNS):
        kept = np.sort(chance.choice(len(groups), int(_KEPT * len(groups)), replace=False))
        again = find_groups(graph[kept][:, kept], resolution, run)
        found[run] = _likeness(groups[kept], again, total)
    return found.mean(0)


def _resolution_like(graph: Any, total: int, seed: int) -> float:
    """A resolution at which about half as many groups again are found."""
    low, high = 0.02, 80.0
    for _ in range(8):
        middle = float(np.sqrt(low * high))
        groups = len(np.unique(find_groups(graph, middle, seed)))
        low, high = (middle, high) if groups < _FINER * total else (low, middle)
    return float(np.sqrt(low * high))


def _likeness(groups: Any, again: Any, total: int) -> Any:
    table = np.zeros((total, int(again.max()) + 1))
    np.add.at(table, (groups, again), 1)
    inside = table / np.maximum(table.sum(0), 1) > 0.5  # each new group belongs to at most one
    shared = (table * inside).sum(1)
    joined = (table.sum(0) * inside).sum(1)
    return shared / np.maximum(table.sum(1) + joined - shared, 1)
