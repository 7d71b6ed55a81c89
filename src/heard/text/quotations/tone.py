"""Whether words tell of something good or something hard: enough to show both sides of a theme, no more.

It is told by the words that say so (tone_words.txt), what turns them and what stands near. How often it is right:
bench/labels.
"""

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Tone(StrEnum):
    GOOD = "good"
    HARD = "hard"
    PLAIN = "plain"


_REACH = 5  # a “not” turns up to so many words after it, within its clause
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


def tone_of(words: str) -> Tone:
    """The tone of some words; plain where good and hard are about as strong, or there is neither."""
    balance = balance_of(words)
    return Tone.GOOD if balance >= _ENOUGH else Tone.HARD if balance <= -_ENOUGH else Tone.PLAIN


def balance_of(words: str) -> float:
    """How much good words tell of (above 0) or how much hard (below): about 1 for each word that does."""
    plain = words.casefold().replace("’", "'")
    found, rest = _phrases_in(plain)
    return found + sum(map(_balance_of_clause, _clauses(_WORD.findall(rest))))


def _phrases_in(words: str) -> tuple[float, str]:
    """What the listed phrases tell, and the words without them."""
    words = _phrases("plain phrases").sub(" ", words)
    words = _phrases("turning phrases").sub(" not ", words)
    found = 0.0
    for worth, pattern in ((1, _phrases("good phrases")), (-1, _phrases("hard phrases"))):
        words, count = pattern.subn(" ", words)
        found += worth * count
    return found, words


def _clauses(said: list[str]) -> list[list[str]]:
    clauses: list[list[str]] = [[]]
    for word in said:
        if not word[0].isalpha() or word in _listed("ends"):
            clauses.append([])
        else:
            clauses[-1].append(word)
    return clauses


def _balance_of_clause(said: list[str]) -> float:
    balance = 0.0
    turned_at = reversed_at = -_REACH - 1
    used = True
    for place, word in enumerate(said):
        if _turns(word):
            turned_at, used = place, False
            continue
        worth = _worth(word)
        turned, undone = place - turned_at <= _REACH, place - reversed_at <= 3
        if undone and worth < 0:
            worth = 1.0
        if worth:
            balance += _turned(worth) if turned else worth
            used = used or turned
        if _base_in(word, "reverses"):
            reversed_at = place
    return balance if used else balance - _BARE


def _turned(worth: float) -> float:
    return -worth if worth > 0 else -_TURNED_HARD * worth


def _turns(word: str) -> bool:
    return word in _listed("turns") or word.endswith("n't")


def _worth(word: str) -> float:
    return float(_base_in(word, "good")) - float(_base_in(word, "hard"))


@cache
def _base_in(word: str, name: str) -> bool:
    listed = _listed(name)
    bases = (word.removesuffix(ending) + instead for ending, instead in _ENDINGS if word.endswith(ending))
    return word in listed or any(base in listed for base in bases)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_section(name).split())


@cache
def _phrases(name: str) -> re.Pattern[str]:
    phrases = [phrase for line in _section(name).splitlines() for phrase in line.split("|")]
    return re.compile(rf"\b(?:{'|'.join(sorted(phrases, key=len, reverse=True))})\b")


def _section(name: str) -> str:
    text = (files("heard.text.quotations") / "tone_words.txt").read_text("utf-8")
    return text.partition(f"[{name}]\n")[2].partition("\n\n[")[0]
