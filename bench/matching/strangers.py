"""How far scores can be believed away from what they were fitted on: other subjects, strangers, and few answers; and
how many answers have a code of a codebook that is about something else.

No example is given. Strangers are comments of Polis conversations among arguments of KPA-2021 dev; no code applies to
them. The questions are of banking77's intents that chose nothing, with those of further intents among them.
"""

import contextlib
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import consultation
import few_shot
import numpy as np
from command import match, reliability
from kpa import UNDECIDED, TopicAndStance, read_split

from heard.text.matching import Code
from heard.text.matching.leftovers import is_left_over

Pairs = list[tuple[bool, float]]
SMALL = (1, 2, 4, 8, 16, 32)


def measure(data: Path) -> dict[str, Any]:
    topics, comments = read_split(data / "kpa", "dev"), read_comments(data)
    intents = few_shot.read_intents(data)
    held = {name: intents[name] for name in few_shot.halves(intents)[1]}
    gambling = consultation.read(data)
    run = match(gambling.answers(list(gambling.texts)), gambling.codes)
    own = [(row["code"] in gambling.truth[row["id"]], float(row["score"])) for row in run.matches]
    found = {
        "arguments, a third of them strangers": judge(with_strangers(topics, comments)),
        "questions to a bank, other intents among them": judge(questions(held)),
        "answers about gambling (looked at while the method was made)": judge(own),
    }
    for number in SMALL:
        found[f"arguments, {number} at a time, a quarter of them strangers"] = judge(few(topics, comments, number))
    for what, (texts, codes, examples) in elsewhere(topics, comments, held, gambling).items():
        found[what] = count_coded(texts, codes, examples)
        with without_subject():
            found[f"{what}, subject not asked"] = count_coded(texts, codes, examples)
    return {
        "reported on": "Polis and KPA-2021 dev, 39 intents of banking77 train, gambling_part_1",
        "chosen on": "KPA-2021 train; how much few answers are doubted: small draws of it, encoder as published; what "
        "tells another subject: it, 38 other intents, and comments of other Polis conversations",
        "results": found,
    }


def judge(pairs: Pairs) -> dict[str, float]:
    return reliability(np.array([true for true, _ in pairs]), np.array([s for _, s in pairs], dtype=np.float32))


def read_comments(data: Path) -> list[str]:
    found = []
    for path in sorted((data / "polis").glob("*/comments.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += [(row.get("comment-body") or "").strip() for row in csv.DictReader(file)]
    return [text for text in found if len(text.split()) > 2][:400]


def with_strangers(topics: list[TopicAndStance], comments: list[str]) -> Pairs:
    chance = np.random.default_rng(3)
    pairs: Pairs = []
    for topic in topics:
        strangers = chance.choice(comments, len(topic.arguments) // 2, replace=False).tolist()
        pairs += match_topic(topic, [*range(len(topic.arguments))], strangers)
    return pairs


def few(topics: list[TopicAndStance], comments: list[str], number: int) -> Pairs:
    chance = np.random.default_rng(number)
    pairs: Pairs = []
    for topic in topics:
        for _ in range(max(1, 12 // number)):
            stranger = chance.random(number) < 0.25
            taken = chance.choice(len(topic.arguments), number - int(stranger.sum()), replace=False).tolist()
            pairs += match_topic(topic, taken, chance.choice(comments, int(stranger.sum()), replace=False).tolist())
    return pairs


def match_topic(topic: TopicAndStance, taken: list[int], strangers: list[str]) -> Pairs:
    answers = [(str(place), topic.arguments[place], "") for place in taken]
    answers += [(f"stranger {place}", text, "") for place, text in enumerate(strangers)]
    codes = [(str(place), text, "", "") for place, text in enumerate(topic.key_points)]
    pairs: Pairs = []
    for row in match(answers, codes).matches:
        known = not row["id"].startswith("stranger")
        label = int(topic.labels[int(row["id"]), int(row["code"])]) if known else 0
        if label != UNDECIDED:
            pairs.append((label == 1, float(row["score"])))
    return pairs


def questions(intents: few_shot.Intents) -> Pairs:
    """Ten codebooks of 4 to 16 intents; a third of the questions are of intents that are not in the codebook."""
    chance = np.random.default_rng(9)
    pairs: Pairs = []
    for _ in range(10):
        names = chance.permutation(sorted(intents)).tolist()
        number = int(chance.choice([4, 8, 16]))
        coded, others = names[:number], names[number : number + max(1, number // 2)]
        asked = [(str(text), name) for name in coded + others for text in chance.permutation(intents[name])[:12]]
        answers = [(str(place), text, "") for place, (text, _) in enumerate(asked)]
        codes = [(name, name.replace("_", " "), "", "") for name in coded]
        pairs += [
            (asked[int(row["id"])][1] == row["code"], float(row["score"])) for row in match(answers, codes).matches
        ]
    return pairs


Codes = list[tuple[str, str, str, str]]
Examples = list[tuple[str, str]]


def elsewhere(
    topics: list[TopicAndStance], comments: list[str], intents: few_shot.Intents, gambling: consultation.Consultation
) -> dict[str, tuple[list[str], Codes, Examples]]:
    """Answers with a codebook about something else, and with what an analyst coded of the codebook’s own answers."""
    asked = [text for own in intents.values() for text in own[:20]]
    about_gambling = list(gambling.texts.values())
    taught = gambling.coded(list(consultation.draw(gambling, 0)))
    gambling_codes = [code for code in gambling.codes if not is_left_over(Code(*code[:2]))]
    intent_codes = [(name, name.replace("_", " "), "", "") for name in intents]
    arguments = [text for topic in topics for text in topic.arguments]
    return {
        "questions to a bank, codes about gambling": (asked, gambling_codes, []),
        "questions to a bank, codes about gambling with 3 examples each": (asked, gambling_codes, taught),
        "answers about gambling, codes for a bank": (about_gambling, intent_codes, []),
        "comments, codes about gambling": (comments, gambling_codes, []),
        "comments, codes for a bank": (comments, intent_codes, []),
        "arguments, codes about gambling": (arguments, gambling_codes, []),
        "arguments, codes for a bank": (arguments, intent_codes, []),
    }


def count_coded(texts: list[str], codes: Codes, examples: Examples) -> dict[str, float]:
    run = match([(str(place), text, "") for place, text in enumerate(texts)], codes, examples)
    return {
        "answers": float(len(texts)),
        "share of answers with a code": len({name for name, _ in run.accepted()}) / len(texts),
        "mean score": float(run.scores().mean()),
    }


@contextlib.contextmanager
def without_subject() -> Iterator[None]:
    """`heard match` as if every answer were about what the codebook is about."""
    sure = "heard.text.matching.scoring.chance_of_subject"
    with patch(sure, lambda group, *_: np.ones(len(group.passages), dtype=np.float32)):
        yield
