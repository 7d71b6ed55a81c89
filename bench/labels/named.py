"""Answers whose groups people named: what a label is held against.

A group is called by a name that its label never saw: an intent of banking77, a theme of a consultation's code frame, a
key point that people who read the arguments wrote. Groups of one question are worded together.
"""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FEWEST = 3  # answers of a group; the engine makes no smaller theme


@dataclass(frozen=True)
class Named:
    """The groups of one question, by their names. `judged` are the names that count; the others only stand beside."""

    groups: dict[str, list[str]]
    question: str | None
    judged: frozenset[str]


def chosen_on(data: Path) -> dict[str, list[Named]]:
    """The sets on which the method was made."""
    return {"banking77, 39 intents": [read_intents(data, half=0)], "key points, train": read_key_points(data, "train")}


def reported_on(data: Path) -> dict[str, list[Named]]:
    """The sets that chose nothing."""
    return {
        "banking77, the other 38 intents": [read_intents(data, half=1)],
        "key points, dev": read_key_points(data, "dev"),
        "gambling consultation": [read_consultation(data)],
    }


def read_intents(data: Path, half: int) -> Named:
    """All 77 intents, of which those of even place in the alphabet count, or those of odd place."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in _rows(data / "banking77" / "train.csv"):
        groups[row["category"].replace("_", " ")].append(row["text"])
    return Named(dict(groups), None, frozenset(sorted(groups)[half::2]))


def read_key_points(data: Path, split: str) -> list[Named]:
    """For each topic and stance, the arguments that match each key point; an argument may match several."""
    folder = data / "kpa"
    arguments = {row["arg_id"]: row for row in _rows(folder / f"arguments_{split}.csv")}
    points = {row["key_point_id"]: row for row in _rows(folder / f"key_points_{split}.csv")}
    sets: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(folder / f"labels_{split}.csv"):
        if row["label"] == "1":
            point = points[row["key_point_id"]]
            sets[point["topic"], point["stance"]][point["key_point"]].append(arguments[row["arg_id"]]["argument"])
    return [_named(groups, topic) for (topic, _), groups in sorted(sets.items())]


def read_consultation(data: Path) -> Named:
    folder = data / "consultation" / "gambling_part_1"
    texts = {row["response_id"]: row["response"] for row in _json_lines(folder / "responses.jsonl")}
    names = {
        theme["topic_id"]: theme["topic_label"]
        for theme in json.loads((folder / "themes.json").read_text(encoding="utf-8"))
        if theme["topic_label"].casefold() not in ("other", "no reason given", "none")
    }
    groups: dict[str, list[str]] = defaultdict(list)
    for row in _json_lines(folder / "mapping.jsonl"):
        for label in row["labels"]:
            if label in names:
                groups[names[label]].append(texts[row["response_id"]])
    question = json.loads((folder / "question.json").read_text(encoding="utf-8"))["question_text"]
    return _named(groups, question)


def _named(groups: dict[str, list[str]], question: str) -> Named:
    large = {name: texts for name, texts in groups.items() if len(texts) >= FEWEST}
    return Named(large, question, frozenset(large))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _json_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
