"""The answers that are measured on, made from labelled sets by fixed chances."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

Labelled = list[tuple[str, str]]
"""Answers, each with what it is about."""

_CHOSE = 38
"""Of banking77’s 77 intents these chose parameters; the other 39 are what is reported."""


def banking(data: Path) -> Labelled:
    with (data / "banking77/train.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def unseen_half(data: Path) -> Labelled:
    """The intents that chose no parameter."""
    answers = banking(data)
    chose = set(np.random.default_rng(1).permutation(sorted({about for _, about in answers}))[:_CHOSE])
    return [(text, about) for text, about in answers if about not in chose]


def unseen_test_sized(data: Path) -> Labelled:
    """3,000 of them: as many as an inquiry may have, and few enough for the encoder to read every one."""
    answers = unseen_half(data)
    return [answers[place] for place in np.sort(np.random.default_rng(7).choice(len(answers), 3000, replace=False))]


def unseen_uneven(data: Path) -> Labelled:
    """The same intents in very uneven sizes: the second largest is half as large as the largest, and so on."""
    chance = np.random.default_rng(11)
    by_intent: dict[str, list[str]] = defaultdict(list)
    for text, about in unseen_half(data):
        by_intent[about].append(text)
    chosen: Labelled = []
    for rank, about in enumerate(chance.permutation(sorted(by_intent))):
        own = by_intent[about]
        size = min(len(own), max(3, round(600 / (rank + 1))))
        chosen += [(own[place], str(about)) for place in chance.choice(len(own), size, replace=False)]
    return [chosen[place] for place in chance.permutation(len(chosen))]


def many(data: Path, number: int) -> Labelled:
    """As many different answers as are asked for: one, or two or three about the same thing put together."""
    chance = np.random.default_rng(number)
    by_intent: dict[str, list[str]] = defaultdict(list)
    for text, about in banking(data):
        by_intent[about].append(text)
    return list(_put_together(by_intent, number, chance, set()))


def planted(data: Path, number: int, topic: int) -> Labelled:
    """Answers about banking, and among 500 one about something else, of which KPA-2021 has arguments."""
    chance = np.random.default_rng(1000 + topic)
    about_other = _arguments(data)
    name = sorted(about_other)[topic]
    few = number // 500
    by_intent: dict[str, list[str]] = defaultdict(list)
    for text, about in banking(data):
        by_intent[about].append(text)
    seen: set[str] = set()
    answers = list(_put_together({name: about_other[name]}, few, chance, seen))
    answers += _put_together(by_intent, number - few, chance, seen)
    return [(answers[place][0], answers[place][1]) for place in chance.permutation(number)]


def _arguments(data: Path) -> dict[str, list[str]]:
    topics: dict[str, list[str]] = defaultdict(list)
    for part in ("train", "dev"):
        with (data / f"kpa/arguments_{part}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                topics[row["topic"]].append(row["argument"])
    return topics


def _put_together(
    by_subject: dict[str, list[str]], number: int, chance: np.random.Generator, seen: set[str]
) -> Iterator[tuple[str, str]]:
    subjects = sorted(by_subject)
    made = 0
    while made < number:
        about = subjects[chance.integers(len(subjects))]
        own = by_subject[about]
        parts = chance.choice(len(own), min(len(own), chance.integers(1, 4)), replace=False)
        text = " ".join(own[part] for part in parts)
        if text not in seen:
            seen.add(text)
            made += 1
            yield text, about
