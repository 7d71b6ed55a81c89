"""100 consultation answers, 11 themes, two codes for what is left over; 3 answers with each theme are the examples."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from command import Found, Run, match, micro_f1, published_encoder, reliability, summary

DRAWS = 6


@dataclass
class Consultation:
    texts: dict[str, str]
    truth: dict[str, set[str]]
    codes: list[tuple[str, str, str, str]]

    def answers(self, names: list[str]) -> list[tuple[str, str, str]]:
        return [(name, self.texts[name], "") for name in names]

    def coded(self, names: list[str]) -> list[tuple[str, str]]:
        return [(self.texts[name], code) for name in names for code in sorted(self.truth[name])]


def measure(data: Path) -> dict[str, Any]:
    asked = read(data)
    found: Found = {}
    for seed in range(DRAWS):
        judge(found, "", asked, seed)
        with published_encoder():
            judge(found, ", encoder as published", asked, seed, everything=False)
    return {
        "reported on": "gambling_part_1, 6 draws of examples; the answers that are not examples",
        "chosen on": "nothing is fitted on it, but it was looked at while the method was made",
        "results": summary(found),
    }


def read(data: Path) -> Consultation:
    folder = data / "consultation" / "gambling_part_1"
    answers = [json.loads(line) for line in (folder / "responses.jsonl").read_text(encoding="utf-8").splitlines()]
    mapped = [json.loads(line) for line in (folder / "mapping.jsonl").read_text(encoding="utf-8").splitlines()]
    themes = json.loads((folder / "themes.json").read_text(encoding="utf-8"))
    return Consultation(
        texts={str(one["response_id"]): one["response"] for one in answers},
        truth={str(one["response_id"]): set(one["labels"]) for one in mapped},
        codes=[(t["topic_id"], t["topic_label"], t["topic_description"], "") for t in themes],
    )


def judge(found: Found, encoder: str, asked: Consultation, seed: int, *, everything: bool = True) -> None:
    taught = draw(asked, seed)
    left = [name for name in asked.texts if name not in taught]
    single = [(asked.texts[name], code) for name, code in taught.items()]
    for what, examples in (
        ("no examples", []),
        ("3 examples a theme", asked.coded(list(taught))),
        ("3 examples a theme, one code told of each", single),
    ):
        keep(found, f"{what}{encoder}", match(asked.answers(left), asked.codes, examples), asked, left)
    if everything:
        run = match(asked.answers(list(asked.texts)), asked.codes, asked.coded(list(taught)))
        keep(found, "3 examples a theme, examples counted too", run, asked, list(asked.texts))


def draw(asked: Consultation, seed: int) -> dict[str, str]:
    """Three answers of each code that has as many, and the code that each was drawn for."""
    chance = np.random.default_rng(seed)
    taken: dict[str, str] = {}
    for code, *_ in asked.codes:
        having = [name for name, own in asked.truth.items() if code in own and name not in taken]
        taken |= dict.fromkeys(chance.permutation(having)[:3].tolist(), code)
    return taken


def keep(found: Found, what: str, run: Run, asked: Consultation, names: list[str]) -> None:
    true = np.array([row["code"] in asked.truth[row["id"]] for row in run.matches])
    found.setdefault(f"{what}: micro-F1", []).append(micro_f1(run.accepted(), asked.truth, names))
    error = reliability(true, run.scores())["calibration error"]
    found.setdefault(f"{what}: calibration error", []).append(error)
