"""Five words as a key: easy to write down, hard to guess, and forgiving of a slip.

A list of N words gives 5 × log2(N) bits: at least 64 with ours. The words themselves are never stored; their hash is
keyed by the installation, so a stolen database does not help to find them. Whoever types them may make a slip: each
word counts as those of the list that are one slip away, up to `MOST_READINGS` readings of all five, which keeps a
million guesses a day for a year below one in a thousand million.
"""

import hmac
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import islice, product
from pathlib import Path

from heard.files.sealing import derived_key

NUMBER_OF_WORDS = 5
MOST_READINGS = 32
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class FiveWords:
    """The words in their order, in lower case."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.words)

    @property
    def hash(self) -> str:
        """What is stored: HMAC-SHA256 under the installation's key for this purpose, in hexadecimal."""
        return hmac.digest(_hashing_key(), str(self).encode(), sha256).hex()


@cache
def word_list() -> frozenset[str]:
    """The words that receipts are made of."""
    return frozenset((Path(__file__).parent / "words" / "list.txt").read_text(encoding="ascii").split())


@cache
def _in_order() -> tuple[str, ...]:
    return tuple(sorted(word_list()))


def _hashing_key() -> bytes:
    return derived_key("heard five words")


def make_five_words() -> FiveWords:
    """Five words chosen by the operating system's randomness."""
    return FiveWords(tuple(secrets.choice(_in_order()) for _ in range(NUMBER_OF_WORDS)))


def words_typed(typed: str) -> list[str]:
    """The words in what somebody typed, whatever stands between them: spaces, commas, dashes, numbers, lines."""
    apart = unicodedata.normalize("NFKD", typed).casefold()
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    return re.findall(r"[a-z]+", plain)


def read_five_words(typed: str) -> list[FiveWords]:
    """What somebody may have meant, likeliest first; nothing when it is not five words, or no words of ours."""
    tokens = words_typed(typed)
    if len(tokens) != NUMBER_OF_WORDS:
        return []
    meant = [_meant_by(token) for token in tokens]
    by_slips = sorted(product(*(enumerate(words) for words in meant)), key=lambda way: sum(at for at, _ in way))
    return [FiveWords(tuple(word for _, word in way)) for way in islice(by_slips, MOST_READINGS)]


def _meant_by(token: str) -> list[str]:
    """Words of the list that `token` may stand for: itself first, then those one slip away, at most eight."""
    near = sorted(one_slip_away(token) & word_list() - {token})
    return ([token] if token in word_list() else []) + near[:7]


def one_slip_away(word: str) -> set[str]:
    """A letter left out, added, changed, or swapped with its neighbour."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    left_out = {before + after[1:] for before, after in cuts if after}
    swapped = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    changed = {before + letter + after[1:] for before, after in cuts if after for letter in LETTERS}
    added = {before + letter + after for before, after in cuts for letter in LETTERS}
    return left_out | swapped | changed | added


def five_words_said_in(text: str) -> Iterator[FiveWords]:
    """Every five words in a row that could be somebody's key. Nearly always there are none."""
    tokens = words_typed(text)
    run = 0
    for at, token in enumerate(tokens, start=1):
        run = run + 1 if token in word_list() else 0
        if run >= NUMBER_OF_WORDS:
            yield FiveWords(tuple(tokens[at - NUMBER_OF_WORDS : at]))


def hashes(of: Iterable[FiveWords]) -> list[str]:
    return [words.hash for words in of]
