"""Krippendorff's alpha, nominal: one formula for units that were given and for units that the coders marked themselves.

Klaus Krippendorff, *Content Analysis* (4th edition, 2019), chapter 12. What is counted differs; what is made of the
counts does not: `agreeing[c]` is how much of what one coder gave the value c another gave c as well; `given[c]` how
much was given c at all; `own[c]` how many of the chance pairs of c pair a unit with itself, as no second coder could.
"""

import numpy as np

from heard.text.agreement.estimates import Numbers


def alpha(agreeing: Numbers, given: Numbers, own: Numbers) -> Numbers:
    """Alpha for each row of counts of shape (rows, values); NaN where all that was given is one value."""
    total = given.sum(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = total - agreeing.sum(-1)
        expected = total - ((given**2 - own).sum(-1)) / _pairs_for_each(total, own)
        found: Numbers = 1 - observed / expected
    return np.where(expected > 1e-9 * total, found, np.nan)


def alpha_of_each(agreeing: Numbers, given: Numbers, own: Numbers) -> Numbers:
    """Alpha of each value against all others, shape (rows, values): Krippendorff and others (2016), (k)uα."""
    total = given.sum(-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        all_pairs = given * total - own
        unlike_pairs = given * (total - given)
        found: Numbers = 1 - (all_pairs / given) * (given - agreeing) / unlike_pairs
    return np.where(unlike_pairs > 0, found, np.nan)


def _pairs_for_each(total: Numbers, own: Numbers) -> Numbers:
    """How many others each could have been paired with: all but itself."""
    pairs: Numbers = total - own.sum(-1) / total
    return pairs
