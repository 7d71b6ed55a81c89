"""Saturation: whether hearing more people would still bring new themes, and how steady the picture is already.

The rule is that of Guest, Namey and Chen, “A simple method to assess and report thematic saturation in qualitative
research”, *PLoS ONE* 15(5), 2020, e0232076. Sources are evidence in the order it was heard; each is its codes or
themes, every one as often as it was given.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

ORDERS = 1_000
"""How many other orders of the same sources are tried, since the one in which they came is an accident."""

Sources = Sequence[Collection[str]]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of sources, counted from 1: how many codes it was the first to have, beside the number in the base."""

    first: int
    last: int
    new_codes: int
    share: float


@dataclass(frozen=True, slots=True)
class Saturation:
    """`reached` is the first run with little enough that is new, None if there is none yet; then the three settings."""

    base_codes: int
    runs: tuple[Run, ...]
    reached: Run | None
    base: int
    run_length: int
    most_new: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A figure after 1, 2, … sources, over many orders: the middle, and the band that holds 95 of 100 orders."""

    middle: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def assess_saturation(sources: Sources, *, base: int = 4, run_length: int = 2, most_new: float = 0.05) -> Saturation:
    """Whether, in the order given, the sources after the first `base` came to bring little that was new.

    A run of `run_length` sources is compared with the base: new codes in the run, divided by all codes in the base. At
    most `most_new` (0 for none at all) is saturation. Raises `ValueError` for settings that mean nothing.
    """
    if base < 1 or run_length < 1 or not 0 <= most_new <= 1:
        raise ValueError("A base and a run have at least one source, and the share that may be new is from 0 to 1.")
    new = list(_new_codes(sources))
    base_codes = sum(new[:base])
    starts = range(base, len(new) - run_length + 1) if base_codes else ()
    runs = tuple(_run(start + 1, new[start : start + run_length], base_codes) for start in starts)
    reached = next((run for run in runs if run.share <= most_new), None)
    return Saturation(base_codes, runs, reached, base, run_length, most_new)


def _run(first: int, new: Sequence[int], base_codes: int) -> Run:
    return Run(first, first + len(new) - 1, sum(new), sum(new) / base_codes)


def _new_codes(sources: Sources) -> Iterator[int]:
    heard: set[str] = set()
    for codes in sources:
        yield len(set(codes) - heard)
        heard |= set(codes)


def discovery_curve(sources: Sources, *, seed: int = 0) -> Curve:
    """How many different codes had been heard after each number of sources; still rising at its end, more will come."""
    given = _matrix(sources)
    return _curve((np.cumsum(given[order], axis=0) > 0).sum(1) for order in _orders(len(given), seed))


def stability_curve(sources: Sources, *, seed: int = 0) -> Curve:
    """How like the final picture the picture was after each number of sources: 1 is the same, 0 has nothing in common.

    The picture is how often each code was given, as a share of all codes given; likeness is 1 less half the sum of the
    differences between those shares.
    """
    given = _matrix(sources)
    final = _shares(given.sum(0, keepdims=True))
    heard = (_shares(np.cumsum(given[order], axis=0)) for order in _orders(len(given), seed))
    return _curve(1 - np.abs(shares - final).sum(1) / 2 for shares in heard)


def _matrix(sources: Sources) -> Any:
    codes = sorted({code for own in sources for code in own})
    given = [[own[code] for code in codes] for own in map(Counter, sources)]
    return np.array(given, dtype=float).reshape(len(sources), len(codes))


def _shares(counts: Any) -> Any:
    totals = counts.sum(1, keepdims=True)
    return np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0)


def _orders(sources: int, seed: int) -> Iterator[Any]:
    chance = np.random.default_rng(seed)
    return (chance.permutation(sources) for _ in range(ORDERS))


def _curve(found: Iterator[Any]) -> Curve:
    low, middle, high = np.quantile(np.array(list(found), dtype=float), [0.025, 0.5, 0.975], axis=0)
    return Curve(tuple(middle.tolist()), tuple(low.tolist()), tuple(high.tolist()))
