"""Whether coding what next.csv says teaches faster than coding answers drawn by chance.

Half of each group of KPA-2021 dev may be coded, a round at a time; the other half is only judged. `next` starts from
nothing and codes what next.csv names first; the rest is chance among the same half.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from command import Run, match
from kpa import TopicAndStance, f1, mean_average_precision, read_split

ROUND = 8  # answers of each group
ROUNDS = 3
SEEDS = (1, 2, 3, 4)


@dataclass
class Half:
    """One group, the answers of it that may be coded, and those that are judged."""

    topic: TopicAndStance
    open: list[int]
    judged: list[int]


def measure(data: Path) -> dict[str, Any]:
    topics = read_split(data / "kpa", "dev")
    found: dict[str, list[list[float]]] = {}
    for seed in SEEDS:
        for how in ("next", "chance"):
            for name, value in learn(topics, how, seed).items():
                found.setdefault(f"{how}: {name}", []).append(value)
    results = {name: {"mean": np.mean(runs, axis=0).tolist(), "runs": runs} for name, runs in found.items()}
    return {
        "reported on": "KPA-2021 dev, the half of the answers that is never coded, 4 draws",
        "chosen on": "nothing",
        "answers coded in each group": [number * ROUND for number in range(ROUNDS + 1)],
        "results": results,
    }


def learn(topics: list[TopicAndStance], how: str, seed: int) -> dict[str, list[float]]:
    chance = np.random.default_rng(seed)
    halves = []
    for topic in topics:
        order = chance.permutation(len(topic.ids)).tolist()
        halves.append(Half(topic, order[: len(order) // 2], sorted(order[len(order) // 2 :])))
    coded: list[list[int]] = [[] for _ in halves]
    curve: dict[str, list[float]] = {"f1 with none": [], "relaxed mAP": []}
    for number in range(ROUNDS + 1):
        runs = [run_group(half, own) for half, own in zip(halves, coded, strict=True)]
        judge(curve, halves, runs)
        if number < ROUNDS:
            for half, own, run in zip(halves, coded, runs, strict=True):
                own += pick(half, own, run, how, chance)
    return curve


def run_group(half: Half, coded: list[int]) -> Run:
    """Codes all answers of a group, knowing those that were coded by hand."""
    topic = half.topic
    answers = [(str(i), topic.arguments[i], "") for i in sorted(half.open + half.judged)]
    codes = [(str(j), text, "", "") for j, text in enumerate(topic.key_points)]
    examples: list[tuple[str, str]] = []
    for i in coded:
        own = np.flatnonzero(topic.labels[i] == 1)
        examples += [(topic.arguments[i], str(j)) for j in own] or [(topic.arguments[i], "")]
    return match(answers, codes, examples)


def pick(half: Half, coded: list[int], run: Run, how: str, chance: np.random.Generator) -> list[int]:
    left = [i for i in half.open if i not in coded]
    if how == "chance":
        return chance.permutation(left)[:ROUND].tolist()
    return [int(row["id"]) for row in run.next if int(row["id"]) in left][:ROUND]


def judge(curve: dict[str, list[float]], halves: list[Half], runs: list[Run]) -> None:
    asked, scores, accepted = [], [], []
    for half, run in zip(halves, runs, strict=True):
        given = {(row["id"], row["code"]): float(row["score"]) for row in run.matches}
        taken, codes = run.accepted(), range(len(half.topic.key_points))
        scores.append(np.array([[given[str(i), str(j)] for j in codes] for i in half.judged], dtype=np.float32))
        accepted.append(np.array([[(str(i), str(j)) in taken for j in codes] for i in half.judged]))
        asked.append(TopicAndStance(half.topic.topic, half.topic.stance, labels=half.topic.labels[half.judged]))
    curve["f1 with none"].append(f1(asked, accepted))
    curve["relaxed mAP"].append(mean_average_precision(asked, scores)["relaxed"])
