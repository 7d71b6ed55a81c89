"""A second look at what is left, by a method of its own: spelling, rarity and the sum of facts, not rules, places or
the network.

It shares no detector with the first look, so that the two seldom miss the same thing. What it reports is for a person
to judge. Sources: character n-gram language models for telling names from words (Smarr and Manning 2002); the
motivated-intruder test and singling out (ICO, “Anonymisation” guidance).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from heard.text.deidentification.categories import Identifier
from heard.text.deidentification.deidentify import Redaction
from heard.text.deidentification.word_lists import plain, read_list

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
FIGURES = re.compile(r"(?<![\w])(?=[\w/-]*\d)[\w/-]*\d[\w/-]*\d[\w/-]*\d[\w/-]*(?!\w)")
NAME_LIKE = 0.0  # bits a letter by which a word must be spelt more like a name than like a word
RARE_IN = 2  # texts; a word of no dictionary in at most so many of all texts is rare
MANY_TEXTS = 20  # from here on rarity means something
MANY_FACTS = 4  # kinds of quasi-identifier about one text that together may single somebody out


class Reason(StrEnum):
    """Why a place is reported."""

    SPELT_LIKE_NAME = "spelt like a name"
    CAPITAL = "a capital inside a sentence, and in no dictionary"
    FIGURES = "a long number or code"
    RARE_WORD = "a word of no dictionary that hardly any other text has"
    MANY_FACTS = "many facts about one person"


@dataclass(frozen=True, slots=True)
class Residue:
    """`redacted[start:end]` of text number `text` may still identify. For many facts the place is the whole text."""

    text: int
    start: int
    end: int
    reason: Reason
    score: float


def find_residue(redactions: Sequence[Redaction]) -> Iterator[Residue]:
    """What may still identify after `redactions`, text by text, in order."""
    spread = texts_with(redactions)
    for number, redaction in enumerate(redactions):
        taken = list(replaced_in(redaction))
        for residue in (
            *words_left(number, redaction.redacted, spread, len(redactions)),
            *figures_left(number, redaction.redacted),
        ):
            if not any(start < residue.end and residue.start < end for start, end in taken):
                yield residue
        facts = {span.category for span in redaction.spans if span.identifier is Identifier.QUASI}
        if len(facts) >= MANY_FACTS:
            yield Residue(number, 0, len(redaction.redacted), Reason.MANY_FACTS, min(len(facts) / 10, 1.0))


def replaced_in(redaction: Redaction) -> Iterator[tuple[int, int]]:
    """Where each replacement stands in `redacted`. What somebody wrote in brackets is none."""
    longer = 0
    for span in redaction.spans:
        start = span.start + longer
        longer += len(span.replacement) - (span.end - span.start)
        yield start, start + len(span.replacement)


def words_left(number: int, text: str, spread: Counter[str], texts: int) -> Iterator[Residue]:
    for match in TOKEN.finditer(text):
        word = bare(match[0])
        if len(word) < 3 or not word.isalpha() or is_known(word):
            continue
        likeness = name_likeness(word)
        capital = match[0][0].isupper() and not match[0].isupper() and inside_sentence(text, match.start())
        if capital:
            yield Residue(number, match.start(), match.end(), Reason.CAPITAL, 0.8)
        elif likeness > NAME_LIKE:
            yield Residue(
                number, match.start(), match.end(), Reason.SPELT_LIKE_NAME, round(1 / (1 + math.exp(-likeness)), 3)
            )
        elif texts >= MANY_TEXTS and spread[word] <= RARE_IN and likeness > 0:
            yield Residue(number, match.start(), match.end(), Reason.RARE_WORD, 0.5)


def figures_left(number: int, text: str) -> Iterator[Residue]:
    for match in FIGURES.finditer(text):
        digits = sum(map(str.isdigit, match[0]))
        if digits >= 4 and not re.fullmatch(r"(?:19|20)\d\d(?:[-/]\d\d)?", match[0]):
            yield Residue(number, match.start(), match.end(), Reason.FIGURES, min(digits / 10, 1.0))


def texts_with(redactions: Iterable[Redaction]) -> Counter[str]:
    """In how many texts each word is."""
    spread: Counter[str] = Counter()
    for redaction in redactions:
        spread.update({bare(match[0]) for match in TOKEN.finditer(redaction.redacted)})
    return spread


@lru_cache(maxsize=65_536)
def bare(word: str) -> str:
    return plain(word).removesuffix("'s")


def inside_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t“\"'(‘")
    return bool(before) and before[-1] not in ".!?:\n…•–—*"


@cache
def known_words() -> frozenset[str]:
    return (
        read_list("common_words")
        | read_list("rare_words")
        | read_list("chat_words")
        | frozenset(word for phrase in read_list("keep") for word in phrase.split())
    )


ENDINGS = ("s", "es", "ed", "ing", "er", "y")


@lru_cache(maxsize=65_536)
def is_known(word: str) -> bool:
    """Whether a dictionary has the word, or one of more than three letters that it is an ending away from."""
    return word in known_words() or any(
        word.endswith(ending) and len(word) > len(ending) + 3 and word.removesuffix(ending) in known_words()
        for ending in ENDINGS
    )


@lru_cache(maxsize=65_536)
def name_likeness(word: str) -> float:
    """Bits a letter by which trigrams of names explain the spelling of `word` better than those of everyday words
    do.
    """
    names, words = trigrams("names"), trigrams("words")
    padded = f"^^{word}$"
    difference = sum(
        surprise(words, padded[at : at + 3]) - surprise(names, padded[at : at + 3]) for at in range(len(padded) - 2)
    )
    return difference / (len(padded) - 2)


def surprise(counts: Counter[str], trigram: str) -> float:
    """Bits, with one added to every count."""
    return -math.log2((counts[trigram] + 0.5) / (counts[trigram[:2]] + 15))


@cache
def trigrams(of: str) -> Counter[str]:
    """How often each trigram, and each pair before it, is in the lists of names or of everyday words."""
    listed = (
        read_list("given_names") | read_list("british_names") | read_list("surnames")
        if of == "names"
        else read_list("common_words")
    )
    padded = [f"^^{word}$" for word in listed]
    return Counter(word[at : at + length] for length in (2, 3) for word in padded for at in range(len(word) - 2))
