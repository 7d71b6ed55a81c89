"""Near-identical answers ("campaign letters"): found by sketches, believed only when the words themselves agree."""

import re
import unicodedata
from collections.abc import Sequence

from rensa import RMinHash, RMinHashLSH

_SHORT = 8  # words; below this a shingle or two decides everything, so only identical answers are grouped
_SHINGLE = 3  # words
_SKETCH = 128
_BANDS = 32


def group_near_duplicates(texts: Sequence[str], *, threshold: float = 0.8, seed: int = 0) -> list[int]:
    """For each text the index of the first text of its near-identical group: its own index where it is alone.

    Two answers are near-identical when the Jaccard similarity of their three-word shingles, counted exactly, is at
    least `threshold`. Answers under eight words must be identical once case, spacing and punctuation are folded.
    """
    words = [_words(text) for text in texts]
    first = _group_identical(words)
    _join_similar(words, first, threshold, seed)
    return first


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", ""))


def _group_identical(words: list[list[str]]) -> list[int]:
    seen: dict[tuple[str, ...], int] = {}
    return [seen.setdefault(tuple(own), index) if own else index for index, own in enumerate(words)]


def _join_similar(words: list[list[str]], first: list[int], threshold: float, seed: int) -> None:
    """Point each long answer at the first earlier group whose first text it nearly repeats."""
    index = RMinHashLSH(threshold=threshold, num_perm=_SKETCH, num_bands=_BANDS)
    shingles: dict[int, frozenset[str]] = {}
    for number, own in enumerate(words):
        if first[number] != number or len(own) < _SHORT:
            continue
        shingles[number] = _shingle(own)
        sketch = RMinHash(num_perm=_SKETCH, seed=seed)
        sketch.update(sorted(shingles[number]))
        near = (c for c in sorted(index.query(sketch)) if _jaccard(shingles[number], shingles[c]) >= threshold)
        found = next(near, None)
        if found is None:
            index.insert(number, sketch)
        else:
            first[number] = found
    for number, leader in enumerate(first):
        first[number] = first[leader]


def _shingle(words: list[str]) -> frozenset[str]:
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)
