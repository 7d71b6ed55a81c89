"""From scores to decisions: how many codes an answer has, and from which score on a code is accepted."""

import numpy as np
import numpy.typing as npt

from heard.text.matching.likeness import Matrix
from heard.text.matching.pair_features import logit

_FEW = 12.0  # answers; with many more, a group tells by itself what is unusual in it
_DOUBT = -2.5  # the logit towards which scores of few answers are drawn
_USUAL = 0.3  # where the threshold lies when there are too few pairs to tell
_LEAST = 0.2  # where nothing fits, the best of many bad guesses would be accepted
_PAIRS = 100.0  # as many pairs as the usual threshold counts for
_EXAMPLES = 20.0  # as many examples as our own expectation of codes an answer counts for


def best_threshold(scores: npt.NDArray[np.float32]) -> float:
    """The score from which accepting codes gives the highest F1 that the scores themselves lead one to expect.

    Lipton, Elkan & Narayanaswamy, “Optimal thresholding of classifiers to maximize F1 measure” (2014): with calibrated
    scores that is half of the F1 reached.
    """
    ordered = np.sort(scores.ravel())[::-1].astype(np.float64)
    if not ordered.sum():
        return _USUAL
    expected = 2 * np.cumsum(ordered) / (np.arange(1, len(ordered) + 1) + ordered.sum())
    own = float(expected.max()) / 2
    weight = len(ordered) / (len(ordered) + _PAIRS)
    return max(round(weight * own + (1 - weight) * _USUAL, 3), _LEAST)


def doubt_few(scores: Matrix, answers: float) -> Matrix:
    """`scores` drawn towards “does not apply” where there are few answers, which have nothing to stand out from.

    An answer that stands alone has half the logit. Chosen on small draws of KPA-2021 train with a quarter of strangers.
    """
    belief = np.float32(1 - 0.5 * np.exp(-answers / _FEW))
    drawn = belief * logit(scores) + (1 - belief) * np.float32(_DOUBT)
    return np.asarray(1 / (1 + np.exp(-drawn)), dtype=np.float32)


def meet_codes_per_answer(scores: Matrix, wanted: float, examples: int) -> Matrix:
    """`scores` moved together, in logits, so that answers have about as many codes as the analyst’s examples have.

    `wanted` is the mean number of codes of an example; few `examples` move the scores less.
    """
    logits = logit(scores)
    low, high = -4.0, 4.0
    for _ in range(30):
        middle = (low + high) / 2
        total = float(np.mean(np.sum(1 / (1 + np.exp(-(logits + middle))), axis=1)))
        low, high = (middle, high) if total < wanted else (low, middle)
    shift = np.float32(middle * examples / (examples + _EXAMPLES))
    return np.asarray(1 / (1 + np.exp(-(logits + shift))), dtype=np.float32)
