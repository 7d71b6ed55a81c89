"""How steady a theme is: whether it is found again when a part of the answers is left out."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from heard.text.themes.communities import find_groups

TRIES = 5
_KEPT = 0.8  # of the answers, in each try


def steadiness_of(graph: Any, levels: Sequence[Any], resolution: float, seed: int) -> list[Any]:
    """For each level and each of its groups (0, 1, …) the mean Jaccard likeness, 0 to 1, with what is found again.

    In each try a fifth of the answers is left out and the rest grouped afresh (Hennig 2007, by subsetting), at a
    `resolution` that finds finer groups than those of the levels: a group is put together again from the new ones
    that lie mostly inside it.
    """
    chance = np.random.default_rng(seed + 1)
    total = graph.shape[0]
    found = [np.zeros((TRIES, int(groups.max()) + 1)) for groups in levels]
    for attempt in range(TRIES):
        kept = np.sort(chance.choice(total, int(_KEPT * total), replace=False))
        again = find_groups(graph[kept][:, kept], resolution, attempt)
        for groups, likeness in zip(levels, found, strict=True):
            likeness[attempt] = _likeness(groups[kept], again, likeness.shape[1])
    return [likeness.mean(0) for likeness in found]


def _likeness(groups: Any, again: Any, total: int) -> Any:
    table = np.zeros((total, int(again.max()) + 1))
    np.add.at(table, (groups, again), 1)
    inside = table / np.maximum(table.sum(0), 1) > 0.5  # each new group belongs to at most one
    shared = (table * inside).sum(1)
    joined = (table.sum(0) * inside).sum(1)
    return shared / np.maximum(table.sum(1) + joined - shared, 1)
