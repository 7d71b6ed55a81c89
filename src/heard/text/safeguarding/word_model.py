"""A model of words: how much the runs of up to three words, and of up to five letters, speak for a disclosure.

A logistic regression over hashed runs, weighted by how rare they are (tf-idf). Letters carry it over misspellings.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from zlib import crc32

SIZE = 2**18
"""Places for each of the two kinds of runs. Runs that share a place share its weight."""

_LONGEST_WORDS = 3
_LETTERS = range(2, 6)


def score_words(words: Sequence[str]) -> float:
    """The log-odds that a text of these plain words tells of harm."""
    import numpy as np

    model = read_model()
    score = float(model["intercept"])
    for kind, (places, counts) in enumerate(runs_in(words)):
        values = (1 + np.log(counts)) * model["rarity"][kind][places]
        length = float(np.linalg.norm(values))
        if length:
            score += float(values @ model["weights"][kind][places]) / length
    return score


def runs_in(words: Sequence[str]) -> Iterator[tuple[Any, Any]]:
    """The places of the runs of words, then of letters, in ascending order, and how often each occurs: two arrays."""
    import numpy as np

    for kind, runs in enumerate((_runs_of_words(words), _runs_of_letters(words))):
        counted = sorted(Counter(crc32(run.encode(), kind) % SIZE for run in runs).items())
        yield (
            np.array([place for place, _ in counted], dtype=np.int64),
            np.array([count for _, count in counted], dtype=np.float64),
        )


def _runs_of_words(words: Sequence[str]) -> Iterator[str]:
    for length in range(1, _LONGEST_WORDS + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _runs_of_letters(words: Sequence[str]) -> Iterator[str]:
    """Within a word and its edges."""
    for word in words:
        edged = f"_{word}_"
        for length in _LETTERS:
            for start in range(len(edged) - length + 1):
                yield edged[start : start + length]


@cache
def read_model() -> dict[str, Any]:
    """`intercept`; `rarity` and `weights`, each 2 × `SIZE`."""
    import numpy as np

    with files(__package__).joinpath("model", "words.npz").open("rb") as file, np.load(file) as arrays:
        return {name: arrays[name].astype(np.float64) for name in ("intercept", "rarity", "weights")}
