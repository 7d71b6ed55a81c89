"""Few-shot coding: banking77's train split, 10 examples of each intent and at most 50 others of it to be coded."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
from command import Found, calibration_error, match, published_encoder, summary
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from heard.text.encoder import encode

SEEDS = (11, 12)
Intents = dict[str, list[str]]


def measure(data: Path) -> dict[str, Any]:
    intents = read_intents(data)
    _, held = halves(intents)
    found: Found = {}
    for seed in SEEDS:
        for what, names in (("39 held-out intents", held), ("all 77", sorted(intents))):
            judge(found, what, draw(intents, names, seed))
    taught, asked = draw(intents, sorted(intents), SEEDS[0])
    with published_encoder():
        keep(found, "all 77: heard match, encoder as published", accuracy(taught, asked)[0])
    return {
        "reported on": "banking77 train, half of each intent's rows, 2 draws",
        "chosen on": "the other half of the rows; of the rows reported on, 38 intents were looked at once more, and "
        "nothing was changed",
        "results": summary(found),
    }


def read_intents(data: Path, first: int = 1) -> Intents:
    """The half of each intent's rows that chose nothing; with `first` 0, the other half."""
    intents: Intents = {}
    with (data / "banking77" / "train.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            intents.setdefault(row["category"], []).append(row["text"])
    half = np.random.default_rng(100)
    return {name: [own[i] for i in half.permutation(len(own))[first::2]] for name, own in sorted(intents.items())}


def halves(intents: Intents) -> tuple[list[str], list[str]]:
    """The intents that were looked at once more, and those that never were."""
    chosen = np.random.default_rng(1).permutation(sorted(intents))[:38].tolist()
    return chosen, [name for name in sorted(intents) if name not in chosen]


Rows = list[tuple[str, str]]  # text and intent


def draw(intents: Intents, names: list[str], seed: int) -> tuple[Rows, Rows]:
    chance = np.random.default_rng(seed)
    taught: Rows = []
    asked: Rows = []
    for name in names:
        own = [(str(text), name) for text in chance.permutation(intents[name])]
        taught += own[:10]
        asked += own[10:60]
    return taught, asked


def judge(found: Found, what: str, drawn: tuple[Rows, Rows]) -> None:
    right, error = accuracy(*drawn)
    keep(found, f"{what}: heard match", right)
    keep(found, f"{what}: heard match, calibration error", error)
    for name, value in peers(*drawn).items():
        keep(found, f"{what}: {name}", value)


def accuracy(taught: Rows, asked: Rows) -> tuple[float, float]:
    codes = [(name, name.replace("_", " "), "", "") for name in dict.fromkeys(name for _, name in taught)]
    answers = [(str(place), text, "") for place, (text, _) in enumerate(asked)]
    run = match(answers, codes, taught, "--single-label")
    right = [asked[int(name)][1] == code for name, code in run.accepted()]
    true = np.array([asked[int(row["id"])][1] == row["code"] for row in run.matches])
    return sum(right) / len(asked), calibration_error(true, run.scores())


def peers(taught: Rows, asked: Rows) -> dict[str, float]:
    texts, labels = [text for text, _ in taught], [name for _, name in taught]
    others, truth = [text for text, _ in asked], np.array([name for _, name in asked])
    weigher = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2).fit(texts)
    letters = LogisticRegression(C=100, max_iter=200).fit(weigher.transform(texts), labels)
    meaning = LogisticRegression(C=30, max_iter=300).fit(encode(texts), labels)
    return {
        "TF-IDF letters + logistic regression": float((letters.predict(weigher.transform(others)) == truth).mean()),
        "MiniLM + logistic regression": float((meaning.predict(encode(others)) == truth).mean()),
    }


def keep(found: Found, name: str, value: float) -> None:
    found.setdefault(name, []).append(value)
