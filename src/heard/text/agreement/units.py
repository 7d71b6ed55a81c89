"""Agreement on units that are given: answers, passages, pictures. Not every coder need have coded every unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from heard.text.agreement.alpha import alpha
from heard.text.agreement.estimates import Estimate, Numbers, estimate

Ratings = Sequence[Sequence[str | None]]
"""`ratings[unit][coder]` is the code that coder gave that unit, None where the coder did not code it."""


@dataclass(frozen=True, slots=True)
class UnitAgreement:
    """`alpha` over all coders; `kappa[i, j]` between two of them; `same` the share of pairs alike, chance included."""

    alpha: Estimate
    kappa: dict[tuple[int, int], Estimate]
    same: float | None


def agreement_on_units(ratings: Ratings, *, seed: int = 0) -> UnitAgreement:
    """How far the coders agree on one code for each unit.

    Raises `ValueError` where the rows are not of one length. Units coded by fewer than two coders tell nothing and are
    left out of everything.
    """
    coders = _number_of_coders(ratings)
    counts = _counts(ratings)
    return UnitAgreement(
        alpha=estimate(_parts(counts), _alpha_of_parts, seed=seed),
        kappa={
            (one, other): kappa_between(ratings, one, other, seed=seed) for one, other in combinations(range(coders), 2)
        },
        same=_share_alike(counts),
    )


def agreement_on_whether(applied: Sequence[Sequence[bool | None]], *, seed: int = 0) -> UnitAgreement:
    """Agreement on whether one code applies, where a unit may have several: `applied[unit][coder]`."""
    return agreement_on_units(
        [[None if given is None else str(given) for given in unit] for unit in applied], seed=seed
    )


def kappa_between(ratings: Ratings, one: int, other: int, *, seed: int = 0) -> Estimate:
    """Cohen's kappa (1960) between two coders, over the units both coded."""
    pairs = [(unit[one], unit[other]) for unit in ratings]
    both = [(first, second) for first, second in pairs if first is not None and second is not None]
    codes = sorted({code for pair in both for code in pair})
    places = {code: place for place, code in enumerate(codes)}
    parts = np.zeros((len(both), 1 + 2 * len(codes)))
    for row, (first, second) in enumerate(both):
        parts[row, 0] = first == second
        parts[row, 1 + places[first]] = 1
        parts[row, 1 + len(codes) + places[second]] = 1
    return estimate(parts, _kappa_of_parts, seed=seed)


def _kappa_of_parts(sums: Numbers) -> Numbers:
    codes = (sums.shape[1] - 1) // 2
    first, second = sums[:, 1 : 1 + codes], sums[:, 1 + codes :]
    units = first.sum(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = sums[:, 0] / units
        expected = (first * second).sum(1) / units**2
        found: Numbers = (observed - expected) / (1 - expected)
    return np.where(expected < 1, found, np.nan)


def _number_of_coders(ratings: Ratings) -> int:
    lengths = {len(unit) for unit in ratings}
    if len(lengths) > 1:
        raise ValueError("Every unit needs one entry for each coder, None where that coder did not code it.")
    return lengths.pop() if lengths else 0


def _counts(ratings: Ratings) -> Numbers:
    """How often each unit was given each code, shape (units, codes); only units that two coders coded."""
    codes = sorted({code for unit in ratings for code in unit if code is not None})
    places = {code: place for place, code in enumerate(codes)}
    counts = np.zeros((len(ratings), len(codes)))
    for row, unit in enumerate(ratings):
        for code in unit:
            if code is not None:
                counts[row, places[code]] += 1
    seen: Numbers = counts[counts.sum(1) >= 2]
    return seen


def _parts(counts: Numbers) -> Numbers:
    return np.hstack([counts * (counts - 1) / (counts.sum(1, keepdims=True) - 1), counts])


def _alpha_of_parts(sums: Numbers) -> Numbers:
    agreeing, given = np.hsplit(sums, 2)
    return alpha(agreeing, given, own=given)


def _share_alike(counts: Numbers) -> float | None:
    agreeing, given = np.hsplit(_parts(counts), 2)
    return float(agreeing.sum() / given.sum()) if given.sum() else None
