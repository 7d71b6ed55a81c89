"""Key-point analysis (KPA-2021): the data, and the metric as the task scores it since 23 September 2021.

Each argument counts with its best key point; of each topic and stance the half with the highest scores is kept; average
precision is multiplied by the share of positives in that half, because average precision alone cannot see how many of
the half are right. Strict counts undecided pairs as wrong, relaxed as right.
Data: IBM/KPA_2021_shared_task, CDLA-Sharing-1.0.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

UNDECIDED = -1
FOLDS = 3  # of topics, for the encoder


@dataclass
class TopicAndStance:
    topic: str
    stance: str
    ids: list[str] = field(default_factory=list)
    arguments: list[str] = field(default_factory=list)
    code_ids: list[str] = field(default_factory=list)
    key_points: list[str] = field(default_factory=list)
    labels: npt.NDArray[np.int_] = field(default_factory=lambda: np.zeros((0, 0), dtype=int))  # 1, 0 or UNDECIDED

    @property
    def decided(self) -> npt.NDArray[np.bool_]:
        return self.labels != UNDECIDED


def read_split(folder: Path, split: str) -> list[TopicAndStance]:
    """The groups of a split that have key points, in the order of the file."""
    groups: dict[tuple[str, str], TopicAndStance] = {}
    for row in _rows(folder / f"arguments_{split}.csv"):
        group = groups.setdefault((row["topic"], row["stance"]), TopicAndStance(row["topic"], row["stance"]))
        group.ids.append(row["arg_id"])
        group.arguments.append(row["argument"])
    for row in _rows(folder / f"key_points_{split}.csv"):
        group = groups[row["topic"], row["stance"]]
        group.code_ids.append(row["key_point_id"])
        group.key_points.append(row["key_point"])
    judged = {(row["arg_id"], row["key_point_id"]): int(row["label"]) for row in _rows(folder / f"labels_{split}.csv")}
    for group in groups.values():
        group.labels = np.array([[judged.get((a, k), UNDECIDED) for k in group.code_ids] for a in group.ids])
    return [group for group in groups.values() if group.code_ids]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def folds_of(topics: Sequence[str]) -> dict[str, int]:
    """The third that each topic is in."""
    names = sorted(set(topics))
    random.Random(5).shuffle(names)
    return {name: place % FOLDS for place, name in enumerate(names)}


def mean_average_precision(groups: list[TopicAndStance], scores: list[npt.NDArray[np.float32]]) -> dict[str, float]:
    """Strict and relaxed, as the mean over topics and stances."""
    from sklearn.metrics import average_precision_score  # here, because train_encoder.py runs where there is none

    found: dict[str, list[float]] = defaultdict(list)
    for group, score in zip(groups, scores, strict=True):
        best = score.argmax(1)
        height = score[np.arange(len(best)), best]
        label = group.labels[np.arange(len(best)), best]
        half = np.argsort(-height, kind="stable")[: len(best) // 2]
        for name, undecided in (("strict", 0), ("relaxed", 1)):
            truth = np.where(label == UNDECIDED, undecided, label)[half]
            precision = average_precision_score(truth, height[half]) if truth.any() else 0.0
            found[name].append(float(precision * truth.mean()))
    return {name: float(np.mean(values)) for name, values in found.items()}


def f1(groups: list[TopicAndStance], accepted: list[npt.NDArray[np.bool_]], *, with_none: bool = True) -> float:
    """Micro-F1 over decided pairs. With “none”, an argument without key points has that as its one label."""
    right = wrong = missed = 0
    for group, given in zip(groups, accepted, strict=True):
        true = group.labels == 1
        decided = group.decided
        if with_none:
            true, given = _and_none(true), _and_none(given)
            decided = np.hstack([decided, np.ones((len(decided), 1), dtype=bool)])
        right += int((given & true).sum())
        wrong += int((given & ~true & decided).sum())
        missed += int((~given & true).sum())
    return 2 * right / max(1, 2 * right + wrong + missed)


def _and_none(labels: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    return np.hstack([labels, ~labels.any(1, keepdims=True)])


def none_f1(groups: list[TopicAndStance], accepted: list[npt.NDArray[np.bool_]]) -> float:
    """F1 of “none”: arguments that match no key point."""
    true = np.concatenate([~(group.labels == 1).any(1) for group in groups])
    given = np.concatenate([~one.any(1) for one in accepted])
    return float(2 * (true & given).sum() / max(1, true.sum() + given.sum()))
