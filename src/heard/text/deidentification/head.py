"""A linear reading of Rampart's fourth layer for what its own kinds leave out: schools, homes, bodies, peoples, facts.

Trained by `bench/deidentification/train_head.py`, which says on what. Lower-case words count: the network knows no
capitals.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, KIN, ROLES
from heard.text.deidentification.rampart import NUMBER_WORDS, Numbers, Reading
from heard.text.deidentification.spelling import nearest_everyday_word
from heard.text.deidentification.words import Passage, Word

LEFT_TO_RULES = frozenset({"none", "age", "date"})
SURE, EVERYDAY = 0.5, 0.985


def find_by_head(passage: Passage, reading: Reading) -> Iterator[Finding]:
    """Runs of words that the head thinks one kind of identifier. Numbers, ages and dates are left to the rules."""
    if not len(passage):
        return
    names, scores = score(reading.hidden)
    usable = [place for place, name in enumerate(names) if name not in LEFT_TO_RULES]
    current: Finding | None = None
    for word, row in zip(passage.words, scores, strict=True):
        identifying = float(row[usable].sum())
        if (
            identifying < needed(word)
            or word.plain in FUNCTION_WORDS
            or word.base in KIN | ROLES
            or not word.base.isalpha()
            or word.plain in NUMBER_WORDS
        ):
            continue
        category = Category(names[usable[int(row[usable].argmax())]])
        if current and passage.text[current.end : word.start] in (" ", "-") and category is current.category:
            current = Finding(current.start, word.stop, category, "head", max(current.score, identifying))
            continue
        if current:
            yield current
        current = Finding(word.start, word.stop, category, "head", identifying)
    if current:
        yield current


def needed(word: Word) -> float:
    if word.listed.chat:
        return 2.0
    misspelt = word.unknown and not word.capital and nearest_everyday_word(word.base) is not None
    return EVERYDAY if word.listed.everyday or misspelt else SURE


def score(hidden: Numbers) -> tuple[list[str], Numbers]:
    """The names of the kinds, and for each word the probability of each."""
    names, coefficients, intercept = weights()
    values = hidden @ coefficients + intercept
    values = np.exp(values - values.max(axis=1, keepdims=True))
    return names, values / values.sum(axis=1, keepdims=True)


@cache
def weights() -> tuple[list[str], Numbers, Numbers]:
    with np.load(Path(str(files("heard.text") / "models/rampart/head.npz"))) as stored:
        return stored["kinds"].tolist(), stored["coefficients"], stored["intercept"]
