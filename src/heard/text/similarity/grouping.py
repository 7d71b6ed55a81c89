"""Groups of near-identical answers: who might be alike by sketches, who is by the words, who belongs by the letter."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from heard.text.similarity.likeness import LEAST_IF_SHORT, SHORT, Wordings, are_alike, unlike_their_letter

_LOOSE = (32, 4)
"""Bands and numbers to a band: two answers with a likeness of 0.5 meet in 87 of 100 cases, with one of 0.6 in 99."""
_STRICT = (20, 6)
"""For short ones: a likeness of 0.8 meets in 997 of 1,000 cases, and most of what is too unlike never does."""
_AT_ONCE = 1 << 16  # shingles
_ROUNDS = 8  # after which those that belong nowhere stand alone


def group_alike(wordings: Wordings, seed: int) -> Any:
    """For each wording the row that stands for its group. Those that do not belong are grouped again by themselves."""
    group = np.arange(len(wordings))
    rows, own = group.copy(), wordings
    for _ in range(_ROUNDS):
        joined = _join(own, seed)
        leaving = unlike_their_letter(own, joined)
        joined[leaving] = len(rows) + leaving  # by themselves, and no longer the name of those who stay
        group[rows] = rows[_first_of_each(joined)]
        if len(leaving) < 2:
            break
        rows, own = rows[leaving], own.only(leaving)
    return group


def _join(wordings: Wordings, seed: int) -> Any:
    """For each row the first of those it is tied to by pairs that are alike."""
    group = np.arange(len(wordings))
    for one, other in _candidates(wordings, seed):
        apart = np.flatnonzero(group[one] != group[other])
        alike = apart[are_alike(wordings, one[apart], other[apart])]
        if len(alike):
            group = _tie(group, one[alike], other[alike])
    return _first_of_each(group)


def _candidates(wordings: Wordings, seed: int) -> Iterator[tuple[Any, Any]]:
    """Pairs of rows that might be alike. What may be like a short answer is little longer than one."""
    chance = np.random.default_rng(seed)
    short = np.flatnonzero(wordings.sizes <= SHORT / LEAST_IF_SHORT)
    long = np.flatnonzero(wordings.words >= SHORT)
    for rows, (bands, numbers) in ((short, _STRICT), (long, _LOOSE)):
        own = wordings if len(rows) == len(wordings) else wordings.only(rows)
        for multipliers in _multipliers(chance, bands, numbers) if len(rows) else ():
            for one, other in _meetings(_sketch(own.sets, multipliers)):
                yield rows[one], rows[other]


def _multipliers(chance: np.random.Generator, bands: int, numbers: int) -> Any:
    """Odd numbers: each shuffles all numbers of 32 bits in its own way."""
    return chance.integers(0, 2**31, (bands, numbers), dtype=np.uint32) * np.uint32(2) + np.uint32(1)


def _sketch(sets: Any, multipliers: Any) -> Any:
    """A number for each row, the same for two rows as often as is their likeness to the power of the multipliers."""
    start, shingles = sets.indptr, sets.indices.view(np.uint32)
    edges = np.unique([*np.searchsorted(start, np.arange(0, start[-1], _AT_ONCE)), len(start) - 1])
    sketch = np.zeros(len(start) - 1, np.uint64)
    for one, other in pairwise(edges):
        block = shingles[start[one] : start[other]]
        begins = start[one:other] - start[one]
        for multiplier in multipliers:
            least = np.minimum.reduceat(block * multiplier, begins)
            sketch[one:other] = sketch[one:other] * np.uint64(0x9E3779B97F4A7C15) + least
    return sketch


def _meetings(sketch: Any) -> Iterator[tuple[Any, Any]]:
    """Pairs of rows with the same sketch: each with the first that has it, then each with the one before."""
    order = np.argsort(sketch, kind="stable")
    repeats = np.flatnonzero(sketch[order[1:]] == sketch[order[:-1]]) + 1
    first = np.arange(len(order))
    first[repeats] = 0
    yield order[np.maximum.accumulate(first)[repeats]], order[repeats]
    yield order[repeats - 1], order[repeats]


def _tie(group: Any, one: Any, other: Any) -> Any:
    ties = sparse.coo_matrix((np.ones(len(one), bool), (group[one], group[other])), shape=(len(group), len(group)))
    _, tied = connected_components(ties, directed=False)
    return tied[group]


def _first_of_each(group: Any) -> Any:
    _, first, which = np.unique(group, return_index=True, return_inverse=True)
    return first[which]
