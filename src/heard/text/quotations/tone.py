"""Whether words tell of something good or something hard: enough to show both sides of a theme, no more.

It is told by the words that say so (tone_words.txt), what turns them and what stands near. How often it is right:
bench/labels.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Tone(StrEnum):
    GOOD = "good"
    HARD = "hard"
    PLAIN = "plain"


_REACH = 5  # a “not” turns up to so many words after it, within its clause
_UNDOING = 3  # “prevent” and its like undo something hard up to so many words after them
_TURNED_HARD = 0.6  # how good it is that something hard is not so
_BARE = 0.4  # how hard it is that something, whatever it is, is not so: “the judge did not ask me”
_ENOUGH = 0.35
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|[.,;:!?()\n–—]")
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
)


@dataclass(frozen=True, slots=True)
class _Word:
    worth: float  # 1 where it is good, -1 where it is hard
    turns: bool
    undoes: bool
    ends: bool


def tone_of(words: str) -> Tone:
    """The tone of some words; plain where good and hard are about as strong, or there is neither."""
    balance = balance_of(words)
    return Tone.GOOD if balance >= _ENOUGH else Tone.HARD if balance <= -_ENOUGH else Tone.PLAIN


def balance_of(words: str) -> float:
    """How much good words tell of (above 0) or how much hard (below): about 1 for each word that does."""
    found = 0.0

    def take(match: re.Match[str]) -> str:
        nonlocal found
        worth, instead = _phrases()[match.group()]
        found += worth
        return instead

    rest = _any_phrase().sub(take, words.casefold().replace("’", "'"))
    return found + sum(map(_balance_of_clause, _clauses(_WORD.findall(rest))))


def _clauses(said: list[str]) -> list[list[_Word]]:
    clauses: list[list[_Word]] = [[]]
    for word in map(_look_up, said):
        if word.ends:
            clauses.append([])
        else:
            clauses[-1].append(word)
    return clauses


def _balance_of_clause(said: list[_Word]) -> float:
    balance = 0.0
    turned_at = undone_at = -_REACH - 1
    is_bare = False  # whether a “not” has turned nothing yet
    for place, word in enumerate(said):
        if word.turns:
            turned_at, is_bare = place, True
            continue
        if word.worth:
            worth = 1.0 if place - undone_at <= _UNDOING else word.worth
            is_turned = place - turned_at <= _REACH
            balance += _turn(worth) if is_turned else worth
            is_bare = is_bare and not is_turned
        if word.undoes:
            undone_at = place
    return balance - _BARE if is_bare else balance


def _turn(worth: float) -> float:
    return -worth if worth > 0 else -_TURNED_HARD * worth


@cache
def _look_up(word: str) -> _Word:
    return _Word(
        worth=float(_is_listed(word, "good")) - float(_is_listed(word, "hard")),
        turns=word in _listed("turns") or word.endswith("n't"),
        undoes=_is_listed(word, "undoes"),
        ends=not word[0].isalpha() or word in _listed("ends"),
    )


def _is_listed(word: str, name: str) -> bool:
    bases = (word.removesuffix(ending) + instead for ending, instead in _ENDINGS if word.endswith(ending))
    return word in _listed(name) or any(base in _listed(name) for base in bases)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_section(name).split())


@cache
def _phrases() -> dict[str, tuple[float, str]]:
    """What each phrase is worth, and the word that stands for it."""
    meanings = {"good": (1.0, " "), "hard": (-1.0, " "), "turning": (0.0, " not "), "plain": (0.0, " ")}
    return {
        phrase: meaning
        for name, meaning in meanings.items()
        for line in _section(f"{name} phrases").splitlines()
        for phrase in line.split("|")
    }


@cache
def _any_phrase() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_phrases(), key=len, reverse=True)))})\b")


def _section(name: str) -> str:
    text = (files("heard.text.quotations") / "tone_words.txt").read_text("utf-8")
    return text.partition(f"[{name}]\n")[2].partition("\n\n[")[0].strip()
