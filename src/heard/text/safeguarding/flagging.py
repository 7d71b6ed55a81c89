"""Decides which texts somebody must read today, and says why in a few words."""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from heard.text.safeguarding.network import score_meaning
from heard.text.safeguarding.passages import cut_into_clauses, cut_into_passages
from heard.text.safeguarding.plain_words import plain_words
from heard.text.safeguarding.readable import first_not_in_english
from heard.text.safeguarding.signs import signs_in
from heard.text.safeguarding.word_model import score_words

_MOST_SIGNS = 3
_CLEAR_BY_ITSELF = 0.95  # of a clause in a long letter, which drowns in the passage around it


@dataclass(frozen=True, slots=True)
class Flag:
    """Whether a text may tell of harm, from 0 to 1 how likely, and why: one short sentence for each reason.

    Reasons repeat words of the text: they are as sensitive as it is. `in_english` is False where some of it is not, and
    that part could not be judged.
    """

    flagged: bool
    score: float
    reasons: tuple[str, ...] = ()
    in_english: bool = True


def flag_texts(texts: Iterable[str]) -> Iterator[Flag]:
    """A flag for each text, in order. What has no words is not flagged; what cannot be read is."""
    return map(flag_text, texts)


def flag_text(text: str) -> Flag:
    if not any(map(str.isalpha, text)):
        return Flag(flagged=False, score=0.0)
    worst, highest = _worst_of(text)
    flagged = highest >= read_weights()["threshold"]
    reasons = list(_reasons(worst)) if flagged else []
    foreign = first_not_in_english(text)
    if foreign:
        reasons.append(f"Somebody who can read it should: this does not seem to be in English: “{foreign}”")
    return Flag(flagged or bool(foreign), round(highest, 4), tuple(reasons), in_english=not foreign)


def _worst_of(text: str) -> tuple[str, float]:
    """What reads most like telling of harm, and how much: a passage or, of a long text, a clause clear by itself."""
    passages = cut_into_passages(text)
    highest, worst = max((score(passage), passage) for passage in passages)
    if len(passages) > 1 and highest < _CLEAR_BY_ITSELF:
        alone, clause = max((score(clause), clause) for clause in cut_into_clauses(text))
        if alone >= _CLEAR_BY_ITSELF:
            return clause, alone
    return worst, highest


def score(passage: str) -> float:
    """From 0 to 1, how likely a passage tells of harm."""
    weights = read_weights()
    odds = (
        weights["intercept"]
        + weights["meaning"] * score_meaning(passage)
        + weights["words"] * score_words(plain_words(passage))
    )
    return 1 / (1 + math.exp(-odds))


def _reasons(passage: str) -> Iterator[str]:
    """The clause that alone reads most like telling of harm, and the kinds of harm there are signs of, worst first."""
    clause = max(cut_into_clauses(passage), key=score)
    yield f"It reads like telling of harm, most of all here: “{clause}”"
    kinds = list(dict.fromkeys(sign.kind for sign in signs_in(plain_words(passage))))
    for kind in kinds[:_MOST_SIGNS]:
        yield f"There are signs of {kind}."


@cache
def read_weights() -> dict[str, float]:
    """`threshold`, and by how much each model counts: fitted by `bench/safeguarding/fit.py`."""
    weights: dict[str, float] = json.loads(files(__package__).joinpath("model", "weights.json").read_text("utf-8"))
    return weights
