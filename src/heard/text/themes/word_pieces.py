"""What an answer is made of: the encoder’s word pieces, and pairs of neighbours, weighted by how rare they are."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from scipy import sparse

from heard.text.encoder import tokenize

PIECES = 30522
"""Columns for the word pieces, which come first; those for their pairs, by a hash, come after."""

_UNKNOWN = 100
"""What stands for a sign the encoder has no piece for. All such signs share it, so that it says nothing."""

MOST_WORDS = 200
"""So many words of an answer are taken to pieces, marks among them."""

_PAIRS = 2**16
_PAIR_WEIGHT = 0.7
_LEAST_WEIGHT = 0.1
_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST_WORD = 40  # letters


class WordPieces:
    """Rows of unit length, answers × columns, sparse: weighted by what was counted in a sample of the answers.

    A word is taken to pieces once, however many answers hold it.
    """

    def __init__(self, sample: Sequence[str]) -> None:
        self._numbers: dict[str, int] = {}  # of words, in the order in which they were met
        self._pieces = np.zeros(0, dtype=np.int64)  # of all words, one after the other
        self._starts = np.zeros(1, dtype=np.int64)
        counted = self._count(sample)
        held_by = np.asarray(counted.sum(0)).ravel()
        weights = np.log(len(sample) / (1 + held_by)).clip(_LEAST_WEIGHT).astype(np.float32)
        weights[PIECES:] *= _PAIR_WEIGHT
        weights[_UNKNOWN] = 0
        self._weights = weights

    def __call__(self, texts: Sequence[str]) -> Any:
        rows = self._count(texts)
        rows.data *= self._weights[rows.indices]
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(1))).ravel()
        rows.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(rows.indptr)).astype(np.float32)
        return rows

    def _count(self, texts: Sequence[str]) -> Any:
        """Which word pieces and pairs each text holds: 1 or nothing."""
        words = [_WORD.findall(text.lower())[:MOST_WORDS] for text in texts]
        numbers = self._numbers_of(words)
        lengths = np.diff(self._starts)[numbers]
        rows = np.repeat(np.repeat(np.arange(len(texts)), [len(own) for own in words]), lengths)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        pieces = self._pieces[np.repeat(self._starts[numbers], lengths) + within]
        inside = rows[1:] == rows[:-1]
        pairs = PIECES + (pieces[:-1] * 1_000_003 + pieces[1:])[inside] % _PAIRS
        places = (np.concatenate([rows, rows[1:][inside]]), np.concatenate([pieces, pairs]))
        counts = sparse.csr_matrix((np.ones(len(places[0]), np.float32), places), shape=(len(texts), PIECES + _PAIRS))
        counts.data[:] = 1
        return counts

    def _numbers_of(self, words: Sequence[Sequence[str]]) -> Any:
        """The number of each word of each text, one after the other; words not met before are taken to pieces."""
        known = self._numbers
        before = len(known)
        numbers = [known.setdefault(word, len(known)) for word in chain.from_iterable(words)]
        new = [word[:_LONGEST_WORD] for word in list(known)[before:]]
        if new:
            found = [pieces[1:-1] for pieces in tokenize(new)]  # without the marks of beginning and end
            self._pieces = np.concatenate([self._pieces, np.array([*chain.from_iterable(found)], dtype=np.int64)])
            ends = self._starts[-1] + np.cumsum([len(pieces) for pieces in found])
            self._starts = np.concatenate([self._starts, ends])
        return np.array(numbers, dtype=np.int64)
