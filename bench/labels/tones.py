"""How often the tone of a sentence is told as a person marked it, and whether answers picked as dissenting dissent.

    python bench/labels/tones.py ../shared/data

The second is asked of arguments for and against one motion (KPA-2021): of 30 on one side and 10 on the other, as a
theme might hold them, two are picked. By chance a quarter of those picked are of the few. Writes
bench/results/tones.json.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from heard.text.quotations import pick_dissenting, tone_of

RESULTS = Path(__file__).parents[1] / "results" / "tones.json"
MANY, FEW, DRAWS, PICKED = 30, 10, 5, 2

Picker = Callable[[Sequence[str]], Sequence[int]]


def main() -> None:
    data = Path(sys.argv[1])
    rows = read_tones()
    results = {
        "sentences, the half that was looked at": measure_tones(rows[::2]),
        "sentences, the other half": measure_tones(rows[1::2]),
        "dissent, KPA-2021 train": measure_dissent(data, "train", pick),
        "dissent, KPA-2021 dev": measure_dissent(data, "dev", pick),
        "dissent, KPA-2021 dev, by chance": {"dissents": FEW / (FEW + MANY)},
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=1))


def pick(texts: Sequence[str]) -> Sequence[int]:
    return pick_dissenting(texts, count=PICKED)


def measure_tones(rows: list[tuple[str, str]]) -> dict[str, float]:
    told = [(tone, str(tone_of(words))) for tone, words in rows]
    opposite = [set(both) == {"good", "hard"} for both in told]
    return {"right": float(np.mean([one == other for one, other in told])), "opposite": float(np.mean(opposite))}


def read_tones() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "tones.txt").read_text(encoding="utf-8").splitlines()
    return [(tone, words) for tone, _, words in (line.partition("\t") for line in lines if not line.startswith("#"))]


def measure_dissent(data: Path, split: str, picker: Picker) -> dict[str, float]:
    """The share of picked arguments that are of the few, and how often as many were picked as could be."""
    right: list[bool] = []
    themes = 0
    for sides in read_sides(data, split).values():
        for many, few in (sides, sides[::-1]):
            for draw in range(DRAWS):
                chance = np.random.default_rng(draw)
                texts = [*chance.choice(many, MANY, replace=False), *chance.choice(few, FEW, replace=False)]
                order = chance.permutation(len(texts))
                right += [bool(order[place] >= MANY) for place in picker([str(texts[place]) for place in order])]
                themes += 1
    return {"themes": themes, "dissents": float(np.mean(right)), "picked": len(right) / (PICKED * themes)}


def read_sides(data: Path, split: str) -> dict[str, list[list[str]]]:
    """For each motion with enough of both, the arguments against it and for it."""
    sides: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"-1": [], "1": []})
    with (data / "kpa" / f"arguments_{split}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sides[row["topic"]][row["stance"]].append(row["argument"])
    enough = {topic: list(own.values()) for topic, own in sides.items()}
    return {topic: own for topic, own in enough.items() if min(map(len, own)) >= MANY}


if __name__ == "__main__":
    main()
