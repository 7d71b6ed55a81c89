"""Fits what nearness says about a common subject, and writes it into src/heard/text/matching/weights.json.

    python bench/matching/fit_subject.py ../shared/data

A codebook meets its own answers, and those of other subjects. Fitted on KPA-2021 train, on codebooks made of the 38
intents of banking77 that were looked at before (the half of their rows that chose other things), and on comments of
four Polis conversations, which have no codes. None of it is in what run.py reports on.
"""

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import few_shot
import numpy as np
from fit import TARGET
from kpa import read_split
from sklearn.linear_model import LogisticRegression

from heard.text.matching.encoder import TAUGHT
from heard.text.matching.likeness import Matrix, unit
from heard.text.matching.subject import nearest_and_middle

POLIS = ("brexit-consensus", "canadian-electoral-reform", "london.youth.policing", "march-on.operation-marchin-orders")
ANSWERS = 60  # of each table
STRENGTH = 1.0


@dataclass
class Subject:
    """Answers with a codebook about them, or without any; answers of the same `name` are no strangers."""

    name: str
    answers: Matrix
    codes: Matrix  # none, where nobody made a codebook


def read_subjects(data: Path) -> list[Subject]:
    chance = np.random.default_rng(7)
    return [*arguments(data, chance), *questions(data, chance), *comments(data, chance)]


def arguments(data: Path, chance: np.random.Generator) -> list[Subject]:
    return [
        Subject(topic.topic, encode(chance.permutation(topic.arguments)[:ANSWERS]), encode(topic.key_points))
        for topic in read_split(data / "kpa", "train")
    ]


def questions(data: Path, chance: np.random.Generator) -> list[Subject]:
    intents = few_shot.read_intents(data, first=0)
    names, _ = few_shot.halves(intents)
    found = []
    for number in (4, 8, 12, 16, 20) * 4:
        coded = chance.permutation(names)[:number].tolist()
        asked = [str(text) for name in coded for text in chance.permutation(intents[name])[: ANSWERS // number]]
        found.append(Subject("questions to a bank", encode(asked), encode([n.replace("_", " ") for n in coded])))
    return found


def comments(data: Path, chance: np.random.Generator) -> list[Subject]:
    found = []
    for name in POLIS:
        with (data / "polis" / name / "comments.csv").open(encoding="utf-8", newline="") as file:
            said = [(row.get("comment-body") or "").strip() for row in csv.DictReader(file)]
        said = [text for text in said if len(text.split()) > 2]
        found.append(Subject(name, encode(chance.permutation(said)[:ANSWERS]), encode([])))
    return found


def encode(texts: Any) -> Matrix:
    return unit(TAUGHT.encode([" ".join(str(text).split()) for text in texts]))


def fit(subjects: list[Subject]) -> dict[str, float]:
    """Every source of codebooks counts as much as the others, and strangers as much as a codebook’s own answers."""
    kinds = {"questions to a bank": sum(s.name == "questions to a bank" for s in subjects)}
    arguments = sum(len(s.codes) > 0 for s in subjects) - kinds["questions to a bank"]
    rows, own, counts = [], [], []
    for one in (s for s in subjects if len(s.codes)):
        strangers = np.concatenate([s.answers for s in subjects if s.name != one.name])
        for answers, is_own in ((one.answers, True), (strangers, False)):
            rows.append(np.column_stack(nearest_and_middle(answers, one.codes, one.codes[:0])))
            own.append(np.full(len(answers), is_own))
            counts.append(np.full(len(answers), 1 / len(answers) / kinds.get(one.name, arguments)))
    weights = np.concatenate(counts)
    learner = LogisticRegression(C=STRENGTH).fit(
        np.concatenate(rows), np.concatenate(own), sample_weight=weights * len(weights) / weights.sum()
    )
    nearest, middle = learner.coef_[0]
    return {"nearest": nearest, "middle": middle, "intercept": learner.intercept_[0]}


def main() -> None:
    weights = json.loads(TARGET.read_text(encoding="utf-8"))
    found = fit(read_subjects(Path(sys.argv[1])))
    weights["subject"] = {name: float(f"{value:.5g}") for name, value in found.items()}
    TARGET.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
