"""Which answers lie near which: a graph that joins each to those most like it, by meaning and by words."""

from typing import Any

import numpy as np
from scipy import sparse

_WORDS_WEIGHT = 0.5
"""How much shared words count beside nearness of meaning (1): chosen on half the intents of banking77."""

_FEW, _MANY = 10, 15  # neighbours of an answer, below and above a thousand answers
_CONSIDERED = 4  # times as many, the nearest in meaning, are compared by their words too
_BLOCK = 1000


def neighbour_graph(words: Any, vectors: Any) -> tuple[Any, Any]:
    """Symmetric weights, texts × texts, sparse; and the cosine of each text with the one nearest in meaning.

    `vectors` and the sparse `words` have a row of unit length for each text.
    """
    n = len(vectors)
    k = min(_FEW if n <= 1000 else _MANY, n - 1)
    considered = min(_CONSIDERED * k, n - 1)
    near = np.empty((n, k), dtype=np.int32)
    likeness = np.empty((n, k), dtype=np.float32)
    nearest = np.empty(n, dtype=np.float32)
    for start in range(0, n, _BLOCK):
        block = vectors[start : start + _BLOCK] @ vectors.T
        rows = np.arange(len(block))
        block[rows, rows + start] = -np.inf
        close = np.argpartition(-block, considered - 1, axis=1)[:, :considered]
        alike = np.take_along_axis(block, close, 1)
        nearest[start : start + _BLOCK] = alike.max(1)
        shared = words[np.repeat(rows + start, considered)].multiply(words[close.ravel()]).sum(1)
        alike = alike + _WORDS_WEIGHT * np.asarray(shared, dtype=np.float32).reshape(close.shape)
        best = np.argpartition(-alike, k - 1, axis=1)[:, :k]
        near[start : start + _BLOCK] = np.take_along_axis(close, best, 1)
        likeness[start : start + _BLOCK] = np.take_along_axis(alike, best, 1)
    weights = np.maximum(likeness, 0.001) ** 2
    joined = sparse.csr_matrix((weights.ravel(), (np.repeat(np.arange(n), k), near.ravel())), shape=(n, n))
    return (joined + joined.T).tocsr(), nearest
