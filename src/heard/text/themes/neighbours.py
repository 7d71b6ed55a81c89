"""Which answers lie near which: a graph that joins each to those most like it, by meaning and by words."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

_WORDS_WEIGHT = 0.3
"""How much shared words count beside nearness of meaning (1): chosen on half the intents of banking77."""

_FEW, _MANY = 10, 15  # neighbours of an answer, below and above a thousand answers
_BLOCK = 1000


def neighbour_graph(texts: Sequence[str], vectors: Any) -> tuple[Any, Any]:
    """Symmetric weights, texts × texts, sparse; and the cosine of each text with the one nearest in meaning.

    `vectors` are unit rows about their common middle.
    """
    n = len(texts)
    k = min(_FEW if n <= 1000 else _MANY, n - 1)
    words = _words(texts)
    near = np.empty((n, k), dtype=np.int32)
    likeness = np.empty((n, k), dtype=np.float32)
    nearest = np.empty(n, dtype=np.float32)
    for start in range(0, n, _BLOCK):
        block = vectors[start : start + _BLOCK] @ vectors.T
        rows = np.arange(len(block))
        block[rows, rows + start] = -np.inf
        nearest[start : start + _BLOCK] = block.max(1)
        if words is not None:
            block = block + _WORDS_WEIGHT * (words[start : start + _BLOCK] @ words.T).toarray()
        near[start : start + _BLOCK] = np.argpartition(-block, k - 1, axis=1)[:, :k]
        likeness[start : start + _BLOCK] = np.take_along_axis(block, near[start : start + _BLOCK], 1)
    weights = np.maximum(likeness, 0.001) ** 2
    joined = sparse.csr_matrix((weights.ravel(), (np.repeat(np.arange(n), k), near.ravel())), shape=(n, n))
    return (joined + joined.T).tocsr(), nearest


def _words(texts: Sequence[str]) -> Any:
    """TF-IDF of words and pairs that at least two answers hold; None where no two share any."""
    try:
        vectorizer = TfidfVectorizer(
            sublinear_tf=True, stop_words="english", ngram_range=(1, 2), min_df=2, max_features=50_000, dtype=np.float32
        )
        return vectorizer.fit_transform(texts).tocsr()
    except ValueError:  # nothing but stop words
        return None
