"""The fitted ranker: logistic regression over the features of a pair. Its weights are in weights.json.

How it was fitted, on what and how well it does: bench/matching/README.md.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from heard.text.matching.likeness import Matrix
from heard.text.matching.pair_features import Features
from heard.text.matching.subject import Nearness

_FURTHEST = 4.0  # standard deviations; beyond what was fitted on, a feature says no more


@dataclass(frozen=True)
class Ranker:
    """Weights for named features. Feature values are standardised with `means` and `deviations` first."""

    names: tuple[str, ...]
    means: npt.NDArray[np.float32]
    deviations: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    intercept: float

    def probability(self, total: Matrix) -> Matrix:
        """The probability that the code applies to each pair, from what its features add up to."""
        return np.asarray(1 / (1 + np.exp(-(total + np.float32(self.intercept)))), dtype=np.float32)

    def weigh(self, name: str, values: Matrix) -> Matrix:
        place = self.names.index(name)
        standard = (values - self.means[place]) / self.deviations[place]
        return np.asarray(self.weights[place] * np.clip(standard, -_FURTHEST, _FURTHEST), dtype=np.float32)


def add_up(features: Features, *rankers: Ranker) -> list[Matrix]:
    """What `features` add up to for each ranker, each passages × codes."""
    totals: list[Matrix] = []
    for name, values in features:
        totals = totals or [np.zeros_like(values) for _ in rankers]
        for total, ranker in zip(totals, rankers, strict=True):
            total += ranker.weigh(name, values)
    return totals


@dataclass(frozen=True)
class Weights:
    """Everything that was fitted: rankers for the two looks and for answers with examples, and what nearness says."""

    fitted_on: str
    first: Ranker
    second: Ranker
    with_examples: Ranker
    subject: Nearness
    usual: dict[str, tuple[float, float]]  # each measure's mean and standard deviation


@cache
def load_weights() -> Weights:
    return read_weights(json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8")))


def read_weights(given: dict[str, Any]) -> Weights:
    return Weights(
        fitted_on=given["fitted_on"],
        first=_ranker(given["first"]),
        second=_ranker(given["second"]),
        with_examples=_ranker(given["with_examples"]),
        subject=Nearness(**given["subject"]),
        usual={name: (mean, deviation) for name, (mean, deviation) in given["usual"].items()},
    )


def _ranker(given: dict[str, Any]) -> Ranker:
    rows = given["features"]
    columns = [np.array([row[key] for row in rows], dtype=np.float32) for key in ("mean", "deviation", "weight")]
    return Ranker(tuple(row["name"] for row in rows), columns[0], columns[1], columns[2], given["intercept"])
