"""A linear reading of Rampart and of the word lists together, for what Rampart's own kinds leave out: schools, homes,
bodies, peoples, posts, facts; and for names that only both together give away.

Trained by `bench/deidentification/train_head.py`, which says on what. Rampart knows no capitals; the traits below do.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, KIN, ROLES, TITLES
from heard.text.deidentification.rampart import NUMBER_WORDS, Numbers, Reading
from heard.text.deidentification.spelling import is_a_slip
from heard.text.deidentification.word_lists import Listed
from heard.text.deidentification.words import Passage, Word

LEFT_TO_RULES = frozenset({"none", "age", "date"})
LISTS = ("common", "rare", "chat", "given", "surname", "place", "ethnicity", "condition", "office")
TRAITS = len(LISTS) + 9
THRESHOLD = 0.4  # above which a word is reported
# Everyday words make up facts and posts, so that the head must be surer there.
SURER = {Category.FACT: 0.65, Category.ROLE: 0.6}
LEAST = 1e-3  # no probability of Rampart's counts as less


def find_by_head(passage: Passage, reading: Reading) -> Iterator[Finding]:
    """Runs of words that the head thinks one kind of identifier. Numbers, ages and dates are left to the rules."""
    if not len(passage):
        return
    names, scores = score(see(passage, reading))
    usable = [place for place, name in enumerate(names) if name not in LEFT_TO_RULES]
    scores = scores[:, usable]
    likeliest = scores.argmax(axis=1).tolist()
    current: Finding | None = None
    for word, identifying, kind in zip(passage.words, scores.sum(axis=1).tolist(), likeliest, strict=True):
        if identifying < THRESHOLD:
            continue
        category = Category(names[usable[kind]])
        if identifying < SURER.get(category, THRESHOLD) or not can_identify(word):
            continue
        if current and passage.text[current.end : word.start] in (" ", "-") and category is current.category:
            current = Finding(current.start, word.stop, category, "head", max(current.score, identifying))
            continue
        if current:
            yield current
        current = Finding(word.start, word.stop, category, "head", identifying)
    if current:
        yield current


def can_identify(word: Word) -> bool:
    return (
        word.plain not in FUNCTION_WORDS
        and word.base not in KIN | ROLES
        and word.base.isalpha()
        and word.plain not in NUMBER_WORDS
        and not word.listed.chat
    )


def see(passage: Passage, reading: Reading) -> Numbers:
    """What the head sees of each word (words × 456): the network's states and kinds, and the traits of the word and
    its neighbours.
    """
    traits = traits_of(passage)
    edge = np.zeros((1, TRAITS), np.float32)
    kinds = np.log(np.maximum(reading.kinds, LEAST))
    return np.hstack([reading.hidden, kinds, traits, np.vstack([edge, traits[:-1]]), np.vstack([traits[1:], edge])])


def traits_of(passage: Passage) -> Numbers:
    """The lists a word is on, and how it is written (words × 18, each 0 or 1)."""
    rows = [
        (
            *lists_of(word.listed),
            word.plain in FUNCTION_WORDS,
            word.base in KIN,
            word.base in ROLES,
            word.plain in TITLES,
            word.capital and not passage.shouts,
            passage.proper(index),
            len(word.text) == 1,
            word.text[0].isdigit(),
            word.unknown and not word.capital and is_a_slip(word.base),
        )
        for index, word in enumerate(passage.words)
    ]
    return np.array(rows, np.float32).reshape(len(rows), TRAITS)


@cache
def lists_of(listed: Listed) -> tuple[bool, ...]:
    return tuple(getattr(listed, name) for name in LISTS)


def score(seen: Numbers) -> tuple[list[str], Numbers]:
    """The names of the kinds, and for each word the probability of each."""
    names, coefficients, intercept = weights()
    values = seen @ coefficients + intercept
    values = np.exp(values - values.max(axis=1, keepdims=True))
    return names, values / values.sum(axis=1, keepdims=True)


@cache
def weights() -> tuple[list[str], Numbers, Numbers]:
    with np.load(Path(str(files("heard.text") / "models/rampart/head.npz"))) as stored:
        return stored["kinds"].tolist(), stored["coefficients"], stored["intercept"]
