"""The first engine: words, latent semantics, a neighbour graph and its communities."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize
from sknetwork.clustering import Leiden

from heard.text.errors import BadInput
from heard.text.themes import MINIMUM_ANSWERS, Progress, Theme, ThemeSet


def discover(
    texts: Sequence[str], *, count: int | None, seed: int, question: str | None, progress: Progress
) -> ThemeSet:
    if count is not None and count < 1:
        raise BadInput(f"The number of themes must be at least 1; {count} was asked.")
    stop = sorted(ENGLISH_STOP_WORDS | set((question or "").lower().split()))
    engine: dict[str, Any] = {"name": "words", "seed": seed, "count": count}
    progress("Reading answers", 0, len(texts))
    try:
        counter = CountVectorizer(stop_words=stop, ngram_range=(1, 2))
        counts = sparse.csr_matrix(counter.fit_transform(texts))
    except ValueError:
        return ThemeSet((), (None,) * len(texts), (0.0,) * len(texts), (), engine)
    vectors = _vectors(counts, seed)
    labels = _communities(vectors, count, seed)
    progress("Reading answers", len(texts), len(texts))
    themes, assignment, scores = _describe(labels, vectors, counts, counter.get_feature_names_out())
    return ThemeSet(themes, assignment, scores, (themes,) if themes else (), engine)


def _vectors(counts: Any, seed: int) -> Any:
    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    size = min(200, min(weighted.shape) - 1)
    if size < 2:
        return normalize(weighted.toarray())
    reduced = TruncatedSVD(size, random_state=seed).fit_transform(weighted)
    return normalize(reduced)


def _communities(vectors: Any, count: int | None, seed: int) -> Any:
    n = len(vectors)
    if n < 2 * MINIMUM_ANSWERS:
        return np.zeros(n, dtype=int)
    k = min(15, n - 1)
    rows, columns, weights = [], [], []
    for start in range(0, n, 1000):
        block = vectors[start : start + 1000] @ vectors.T
        block[np.arange(len(block)), np.arange(start, start + len(block))] = -1
        near = np.argpartition(-block, k - 1, axis=1)[:, :k]
        rows.append(np.repeat(np.arange(start, start + len(block)), k))
        columns.append(near.ravel())
        weights.append(np.take_along_axis(block, near, 1).ravel())
    weight = np.maximum(np.concatenate(weights), 0.001)
    graph = sparse.csr_matrix((weight, (np.concatenate(rows), np.concatenate(columns))), shape=(n, n))
    graph = graph + graph.T
    low, high, best = 0.05, 50.0, None
    for _ in range(12 if count else 1):
        resolution = float(np.sqrt(low * high)) if count else 1.5
        best = Leiden(resolution=resolution, random_state=seed).fit_predict(graph)
        found = len(np.unique(best))
        if count is None or found == count:
            break
        low, high = (resolution, high) if found < count else (low, resolution)
    return best


def _describe(
    labels: Any, vectors: Any, counts: Any, names: Any
) -> tuple[tuple[Theme, ...], tuple[int | None, ...], tuple[float, ...]]:
    sizes = [(int((labels == c).sum()), c) for c in np.unique(labels)]
    kept = [c for size, c in sorted(sizes, key=lambda pair: (-pair[0], pair[1])) if size >= MINIMUM_ANSWERS]
    scores = np.zeros(len(labels))
    themes: list[Theme] = []
    total = np.asarray(counts.sum(0)).ravel() + 1
    for c in kept:
        members = np.flatnonzero(labels == c)
        middle = vectors[members].mean(0)
        near = vectors[members] @ middle / (np.linalg.norm(middle) or 1.0)
        scores[members] = np.clip(near, 0, 1).round(4)
        ordered = [int(members[i]) for i in np.argsort(-near, kind="stable")]
        own = np.asarray(counts[members].sum(0)).ravel()
        terms = tuple(str(names[i]) for i in np.argsort(-(own * own / total), kind="stable")[:6])
        key = hashlib.sha256(",".join(map(str, sorted(ordered))).encode()).hexdigest()[:8]
        reason = f"{len(ordered)} answers share words that the others seldom use: {', '.join(terms[:4])}."
        themes.append(
            Theme(
                key,
                (terms[0] if terms else "Answers").capitalize(),
                terms,
                tuple(ordered),
                tuple(ordered[:5]),
                tuple(ordered[-2:]),
                (reason,),
                1.0,
                None,
            )
        )
    place = {c: i for i, c in enumerate(kept)}
    return tuple(themes), tuple(place.get(c) for c in labels), tuple(float(s) for s in scores)
