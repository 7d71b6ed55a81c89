"""A coefficient with its bootstrap interval: what another sample of units from the same inquiry could have given."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2_000
CERTAINTY = 0.95
_MOST_AT_ONCE = 1_000_000  # numbers held in memory while resampling

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient, None where it is undefined, and its 95 % percentile interval, None where that cannot be had.

    `units` is how many units, or passages, were resampled.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int


def estimate(parts: Numbers, coefficient: Callable[[Numbers], Numbers], *, seed: int) -> Estimate:
    """`coefficient` of the sums of `parts`, with the interval from resampling the rows of `parts` with replacement.

    `parts[unit]` is whatever the coefficient needs, counted in that unit alone; `coefficient` takes rows of such sums
    and gives a number for each, NaN where it is undefined. Resamples in which it is undefined are left out.
    """
    units = len(parts)
    value = float(coefficient(parts.sum(0, keepdims=True))[0]) if units else float("nan")
    if not np.isfinite(value):
        return Estimate(None, None, None, units)
    if units < 2:
        return Estimate(value, None, None, units)
    chance = np.random.default_rng(seed)
    shares = np.full(units, 1 / units)
    at_once = min(RESAMPLES, max(1, _MOST_AT_ONCE // units))
    sizes = [min(at_once, RESAMPLES - start) for start in range(0, RESAMPLES, at_once)]
    drawn = (chance.multinomial(units, shares, size=size).astype(float) @ parts for size in sizes)
    found = np.concatenate([coefficient(sums) for sums in drawn])
    found = found[np.isfinite(found)]
    if not len(found):
        return Estimate(value, None, None, units)
    low, high = np.quantile(found, [(1 - CERTAINTY) / 2, (1 + CERTAINTY) / 2])
    return Estimate(value, float(low), float(high), units)
