"""Vectors for answers: the encoder reads them all, or a sample from which a quick student learns to place the rest.

The student knows only word pieces and pairs of them, and learns by ridge regression where the encoder put the sample.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from heard.text.encoder import DIMENSIONS, Tokens, encode, tokenize
from heard.text.themes import Progress

MOST_ENCODED = 4000
"""Up to so many answers the encoder reads every one: a student would save little and lose something."""

_SAMPLE = 3500
_PIECES, _PAIRS = 30522, 2**16  # columns: the encoder's word pieces, and their pairs by a hash
_PAIR_WEIGHT = 0.5
_RIDGE = 0.3
_CHUNK = 10_000  # answers, so that a million need no memory of their own


def vectors_of(texts: Sequence[str], seed: int, progress: Progress) -> Any:
    """A unit vector for each text, float32, texts × 384."""

    def show(done: int, total: int) -> None:
        progress("Reading answers", done, total)

    if len(texts) <= MOST_ENCODED:
        return encode(texts, show)
    sample = np.sort(np.random.default_rng(seed).choice(len(texts), _SAMPLE, replace=False))
    return _taught(texts, sample, encode([texts[place] for place in sample], show), progress)


def _taught(texts: Sequence[str], sample: Any, taught: Any, progress: Progress) -> Any:
    """What the student makes of every text; the sample keeps the encoder's own vectors."""
    counted = _counts(tokenize([texts[place] for place in sample]))
    weights = np.log(len(sample) / (1 + np.asarray((counted > 0).sum(0)).ravel())).clip(0.1)
    weights[_PIECES:] *= _PAIR_WEIGHT
    known = _weighted(counted, weights)
    middle = taught.mean(0)
    likeness = (known @ known.T).toarray()
    answers = np.linalg.solve(likeness + _RIDGE * np.eye(len(sample)), (taught - middle).astype(np.float64))
    table = np.asarray(known.T @ answers, dtype=np.float32)
    vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
    for start in range(0, len(texts), _CHUNK):
        part = _weighted(_counts(tokenize(texts[start : start + _CHUNK])), weights)
        vectors[start : start + _CHUNK] = unit(part @ table + middle)
        progress("Placing answers", min(start + _CHUNK, len(texts)), len(texts))
    vectors[sample] = taught
    return vectors


def _counts(tokens: Tokens) -> Any:
    """Which word pieces and pairs each text holds: 1 or nothing."""
    lengths = [len(own) - 2 for own in tokens]  # without the marks of beginning and end
    rows = np.repeat(np.arange(len(tokens)), lengths)
    pieces = np.fromiter((piece for own in tokens for piece in own[1:-1]), dtype=np.int64, count=sum(lengths))
    inside = rows[1:] == rows[:-1]
    pairs = _PIECES + (pieces[:-1] * 1_000_003 + pieces[1:])[inside] % _PAIRS
    places = (np.concatenate([rows, rows[1:][inside]]), np.concatenate([pieces, pairs]))
    counts = sparse.csr_matrix((np.ones(len(places[0]), np.float32), places), shape=(len(tokens), _PIECES + _PAIRS))
    counts.data[:] = 1
    return counts


def _weighted(counts: Any, weights: Any) -> Any:
    """Each row weighted, and made one long."""
    rows = (counts @ sparse.diags(weights.astype(np.float32))).tocsr()
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ rows).tocsr()


def unit(vectors: Any) -> Any:
    """Rows of length one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
