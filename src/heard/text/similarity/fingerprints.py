"""Texts as numbers: a fingerprint for every run of words, made for many texts at once."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

WORDS_IN_SHINGLE = 3
_CHARACTERS_AT_ONCE = 1 << 17  # what the processor keeps at hand
_UNSEEN, _PARTS, _SAYS = 0, 1, 2  # what a character does: not looked up yet, parts words, is of a word
_STEP = 0x9E3779B97F4A7C15  # odd, so that it has an inverse among 64-bit numbers
_STEP_BACK = pow(_STEP, -1, 1 << 64)
_TURNS = """
    no not nor never neither none nobody nothing nowhere without cannot cant wont dont doesnt didnt isnt arent wasnt
    werent hasnt havent hadnt shouldnt wouldnt couldnt mustnt yes agree disagree agrees disagrees support supports
    oppose opposes opposed favour against
"""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The words of texts as numbers, alike whatever the case, marks and spaces.

    `whole[i]` stands for all the words of text i in their order and `turns[i]` for those of them that turn a sentence
    round (“not”, “against”), both in 64 bits; `words[i]` counts its words. `shingles[start[i] : start[i + 1]]` are its
    runs of three words, in their order, in 31 bits.
    """

    whole: Any
    turns: Any
    words: Any
    shingles: Any
    start: Any

    def shingles_of(self, text: int) -> Any:
        return self.shingles[self.start[text] : self.start[text + 1]]


def fingerprint_texts(texts: Sequence[str]) -> Fingerprints:
    whole, turns, words, shingles = map(np.concatenate, zip(*map(_fingerprint, _chunks(texts)), strict=True))
    start = np.concatenate([[0], np.cumsum(np.maximum(words - WORDS_IN_SHINGLE + 1, 0))])
    return Fingerprints(whole, turns, words, shingles, start)


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for text in texts:
        folded = _fold(text)
        chunk.append(folded)
        size += len(folded) + 1
        if size >= _CHARACTERS_AT_ONCE:
            yield chunk
            chunk, size = [], 0
    yield chunk


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain.replace("’", "").replace("'", "")


def _fingerprint(folded: Sequence[str]) -> tuple[Any, Any, Any, Any]:
    characters = np.frombuffer("\n".join([*folded, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    first, last = _words_in(characters)
    words = _fingerprint_runs(characters, first, last)
    ends = np.cumsum([len(text) + 1 for text in folded], dtype=np.int64)
    upto = np.searchsorted(first, ends)  # words up to the end of each text
    since = np.concatenate([[0], upto[:-1]]) if len(upto) else upto
    whole = _fingerprint_runs(words, since, upto)
    turns = _sums_of(_turns_in(words))
    inside = _places_of_shingles(upto - since, since)
    shingles = _fingerprint_runs(words, inside, inside + WORDS_IN_SHINGLE) >> np.uint64(33)
    return whole, turns[upto] - turns[since], (upto - since).astype(np.int32), shingles.astype(np.int32)


def _words_in(characters: Any) -> tuple[Any, Any]:
    """Where words begin and end."""
    of_word = np.concatenate([[False], _kind_of(characters) == _SAYS, [False]])
    edges = np.flatnonzero(of_word[1:] != of_word[:-1])
    return edges[::2], edges[1::2]


_KINDS = np.zeros(0x110000, np.int8)


def _kind_of(characters: Any) -> Any:
    kinds = _KINDS[characters]
    if not kinds.all():
        for code in np.unique(characters[kinds == _UNSEEN]).tolist():
            category = unicodedata.category(chr(code))
            _KINDS[code] = _SAYS if category[0] in "LNM" or category == "So" else _PARTS
        kinds = _KINDS[characters]
    return kinds


def _places_of_shingles(words: Any, since: Any) -> Any:
    """Where the runs of three words begin that lie inside one text."""
    many = np.maximum(words - WORDS_IN_SHINGLE + 1, 0)
    before = np.cumsum(many) - many
    return np.arange(many.sum()) + np.repeat(since - before, many)


def _fingerprint_runs(values: Any, first: Any, last: Any) -> Any:
    """A 64-bit number for each run `values[first:last]`: a polynomial in the step, taken from running sums."""
    up, down = _powers(1 << len(values).bit_length())
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum((values.astype(np.uint64) + np.uint64(1)) * up[: len(values)], out=sums[1:])
    return _mix((sums[last] - sums[first]) * down[first])


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[Any, Any]:
    steps = np.full((2, count), [[_STEP], [_STEP_BACK]], dtype=np.uint64)
    steps[:, 0] = 1
    up, down = np.multiply.accumulate(steps, axis=1)
    return up, down


def _mix(numbers: Any) -> Any:
    """Every bit of each number made to depend on all of them (the finaliser of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _turns_in(words: Any) -> Any:
    """The fingerprints of words that turn a sentence round, with 0 for every other word."""
    turning = _turning()
    found = np.zeros(len(words), np.uint64)
    near = np.flatnonzero(np.isin(words & np.uint64(0xFFFF), turning & np.uint64(0xFFFF), kind="table"))
    sure = near[np.isin(words[near], turning)]
    found[sure] = words[sure]
    return found


@cache
def _turning() -> Any:
    characters = np.frombuffer(" ".join(_TURNS.split()).encode("utf-32-le"), np.uint32)
    return _fingerprint_runs(characters, *_words_in(characters))


def _sums_of(numbers: Any) -> Any:
    return np.concatenate([[np.uint64(0)], np.cumsum(numbers)])
