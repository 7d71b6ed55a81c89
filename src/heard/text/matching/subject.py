"""Whether answers are about what a codebook is about at all, told from how near they are, not from what fits best.

Among answers about something else some code always fits best. So two plain likenesses, which are not compared with
anything else of the table, say how much likelier each passage is where codebook and answers have one subject; and all
passages together say how many of them do, as in Saerens, Latinne & Decaestecker, “Adjusting the outputs of a classifier
to new a priori probabilities” (2002). A passage that is a little far off counts among many that are near, and not among
many that are as far off.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heard.text.matching.likeness import Group, Matrix, unit

Values = npt.NDArray[np.float32]

_USUAL = 0.8  # the share of answers about the codebook’s subject, before any is read
_ANSWERS = 5.0  # as many answers as the usual share counts for
_ROUNDS = 50


@dataclass(frozen=True)
class Nearness:
    """What nearness says of a passage, in logits: cosines to its nearest code and to the middle of all, weighed."""

    nearest: float
    middle: float
    intercept: float

    def evidence(self, nearest: Values, middle: Values) -> Values:
        """How many times likelier each passage is, as a logarithm, where it is about what the codes are about."""
        return np.asarray(self.nearest * nearest + self.middle * middle + self.intercept, dtype=np.float32)


def nearest_and_middle(passages: Matrix, codes: Matrix, examples: Matrix) -> tuple[Values, Values]:
    """Each passage’s cosine to the code nearest to it, and to the middle of all codes and coded examples."""
    middle = unit(np.concatenate([codes, examples]).mean(0))
    return (passages @ codes.T).max(1), passages @ middle


def chance_of_subject(group: Group, examples: Matrix, nearness: Nearness) -> Values:
    """For each passage the probability that it is about what the codebook is about.

    `examples` are vectors of answers to which an analyst gave a code, examples × 384.
    """
    evidence = nearness.evidence(*nearest_and_middle(group.vectors, group.code_vectors, examples))
    answers, share = float(group.weights.sum()), _USUAL
    for _ in range(_ROUNDS):
        about_it = float(group.weights @ _chance(evidence, share))
        share = (about_it + _USUAL * _ANSWERS) / (answers + _ANSWERS)
    return _chance(evidence, share)


def _chance(evidence: Values, share: float) -> Values:
    odds = evidence + np.float32(np.log(share / (1 - share)))
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)
