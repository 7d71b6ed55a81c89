"""Which passages are nearest to which, exactly, in blocks that fit in memory."""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from heard.text.matching.likeness import Matrix

_BLOCK = 1000  # rows compared at a time


def nearest_neighbours(vectors: Matrix, count: int, power: int = 3) -> sparse.csr_matrix:
    """For each unit vector its `count` nearest others, weighted by cosine to `power`. Rows sum to 1, or are empty."""
    number = len(vectors)
    count = min(count, number - 1)
    if count < 1:
        return sparse.csr_matrix(np.zeros((number, number), dtype=np.float32))
    near, weight = [], []
    for start in range(0, number, _BLOCK):
        columns, cosines = _nearest_of_block(vectors, start, count)
        near.append(columns)
        weight.append(np.maximum(cosines, 0) ** power)
    rows = np.repeat(np.arange(number), count)
    columns = np.concatenate(near).ravel()
    graph = sparse.coo_array((np.concatenate(weight).ravel(), (rows, columns)), shape=(number, number))
    return each_row_sums_to_one(sparse.csr_matrix(graph))


def _nearest_of_block(vectors: Matrix, start: int, count: int) -> tuple[npt.NDArray[np.intp], Matrix]:
    cosines = vectors[start : start + _BLOCK] @ vectors.T
    here = np.arange(len(cosines))
    cosines[here, start + here] = -2
    near = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
    return near, np.take_along_axis(cosines, near, axis=1)


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
    blocks = (_nearest_of_block(vectors, start, count)[1].mean(1) for start in range(0, len(vectors), _BLOCK))
    return np.asarray(np.concatenate(list(blocks)), dtype=np.float32)
