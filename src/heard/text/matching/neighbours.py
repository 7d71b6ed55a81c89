"""Which passages are nearest to which, exactly, in blocks that fit in memory."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy import sparse

from heard.text.matching.likeness import Matrix

_CELLS = 10_000_000  # cosines computed at a time


def nearest_neighbours(vectors: Matrix, count: int, power: int = 3) -> sparse.csr_matrix:
    """For each unit vector its `count` nearest others, weighted by cosine to `power`. Rows sum to 1, or are empty."""
    number = len(vectors)
    count = min(count, number - 1)
    if count < 1:
        return sparse.csr_matrix(np.zeros((number, number), dtype=np.float32))
    near, weight = [], []
    for columns, cosines in _nearest(vectors, count):
        near.append(columns)
        weight.append(np.maximum(cosines, 0) ** power)
    rows = np.repeat(np.arange(number), count)
    columns = np.concatenate(near).ravel()
    graph = sparse.coo_array((np.concatenate(weight).ravel(), (rows, columns)), shape=(number, number))
    return each_row_sums_to_one(sparse.csr_matrix(graph))


def _nearest(vectors: Matrix, count: int) -> Iterator[tuple[npt.NDArray[np.intp], Matrix]]:
    """Blocks of rows: which others are nearest to each, and their cosines."""
    block = max(1, min(1000, _CELLS // len(vectors)))
    for start in range(0, len(vectors), block):
        cosines = vectors[start : start + block] @ vectors.T
        here = np.arange(len(cosines))
        cosines[here, start + here] = -2
        near = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        yield near, np.take_along_axis(cosines, near, axis=1)


def each_row_sums_to_one(graph: sparse.csr_matrix) -> sparse.csr_matrix:
    total = np.asarray(graph.sum(1)).ravel()
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(total, 1e-9)) @ graph, dtype=np.float32)


def both_ways(graph: sparse.csr_matrix) -> sparse.csr_matrix:
    """The graph in which whoever is a neighbour has a neighbour, rows summing to 1 again."""
    return each_row_sums_to_one(sparse.csr_matrix(graph + graph.T))


def average_over_neighbours(graph: sparse.csr_matrix, values: Matrix) -> Matrix:
    """The neighbours' weighted average for each row; a row without neighbours keeps its own values."""
    alone = np.asarray(graph.sum(1)).ravel() <= 0
    averages = np.asarray(graph @ values, dtype=np.float32)
    averages[alone] = values[alone]
    return averages


def nearness_to_nearest(vectors: Matrix, count: int) -> npt.NDArray[np.float32]:
    """For each unit vector the mean cosine to its `count` nearest others; 0 where it is alone."""
    count = min(count, len(vectors) - 1)
    if count < 1:
        return np.zeros(len(vectors), dtype=np.float32)
    means = [cosines.mean(1) for _, cosines in _nearest(vectors, count)]
    return np.asarray(np.concatenate(means), dtype=np.float32)
