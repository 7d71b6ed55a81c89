"""How alike passages and codes are: six measures, each a matrix of passages by codes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

Matrix = npt.NDArray[np.float32]

MEASURES = ("meaning", "meaning as it is", "best sentence", "letters", "words", "covered")
_SHORTEST = 0.4  # about half the usual length of what is left of a vector
_DAMPING = 3.0  # answers; a mean of fewer says more about them than about the question


@dataclass(frozen=True)
class Group:
    """What is matched together: the passages of answers to one question, and the codes they may have.

    Vectors have unit length. `sentence_of[i]` is the passage that sentence i lies in; sentences are in passage order.
    """

    passages: Sequence[str]
    vectors: Matrix  # passages × 384
    weights: Matrix  # of passages; those of one answer sum to 1, so that a long answer says no more than a short one
    sentence_vectors: Matrix  # sentences × 384
    sentence_of: npt.NDArray[np.intp]
    codes: Sequence[str]
    code_vectors: Matrix  # codes × 384

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.passages), len(self.codes)

    def centred_passages(self) -> Matrix:
        return centre(self.vectors, self.vectors, self.weights)

    def centred_codes(self) -> Matrix:
        return centre(self.code_vectors, self.code_vectors, np.ones(len(self.codes), dtype=np.float32))


def measure_likeness(group: Group) -> dict[str, Matrix]:
    """Every measure of `MEASURES`, each passages × codes.

    Vectors are centred on what all passages, and all codes, have in common: in answers to one question that is the
    question, and it hides what sets the answers apart.
    """
    passages, codes = group.centred_passages(), group.centred_codes()
    sentences = centre(group.sentence_vectors, group.vectors, group.weights) @ codes.T
    letters, covered = _letters(group)
    return {
        "meaning": passages @ codes.T,
        "meaning as it is": group.vectors @ group.code_vectors.T,
        "best sentence": _best(sentences, group.sentence_of, len(group.passages)),
        "letters": letters,
        "words": _words(group),
        "covered": covered,
    }


def centre(vectors: Matrix, around: Matrix, weights: Matrix) -> Matrix:
    """`vectors` less the weighted mean of `around`, at unit length. The mean of few is taken off only in part.

    What lies very near the mean is left short: all that is left of it is chance, which must not be made large.
    """
    number = float(weights.sum())
    rest = vectors - np.float32(number / (number + _DAMPING)) * (weights @ around) / np.float32(number)
    return np.asarray(rest / np.maximum(np.linalg.norm(rest, axis=-1, keepdims=True), _SHORTEST), dtype=np.float32)


def unit(vectors: Matrix) -> Matrix:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9), dtype=np.float32)


def _best(scores: Matrix, owner: npt.NDArray[np.intp], owners: int) -> Matrix:
    best = np.full((owners, scores.shape[1]), -1, dtype=np.float32)
    np.maximum.at(best, owner, scores)
    return best


def _letters(group: Group) -> tuple[Matrix, Matrix]:
    """Cosine of character n-grams, and the share of a code's n-grams, by weight, that a passage holds."""
    weigher = letter_weigher()
    try:
        weights = sparse.csr_matrix(weigher.fit_transform([*group.passages, *group.codes]))
    except ValueError:  # no letters at all
        nothing = np.zeros(group.shape, dtype=np.float32)
        return nothing, nothing
    cut = len(group.passages)
    present = (weights > 0).astype(np.float32)
    weighed = sparse.csr_matrix(present[cut:] @ sparse.diags(weigher.idf_.astype(np.float32)))
    total = np.maximum(np.asarray(weighed.sum(1)).ravel(), 1e-9)
    cosine = (weights[:cut] @ weights[cut:].T).toarray()
    return cosine.astype(np.float32), ((present[:cut] @ weighed.T).toarray() / total).astype(np.float32)


def _words(group: Group) -> Matrix:
    weigher = word_weigher()
    try:
        weights = sparse.csr_matrix(weigher.fit_transform([*group.passages, *group.codes]))
    except ValueError:  # nothing but stop words
        return np.zeros(group.shape, dtype=np.float32)
    cut = len(group.passages)
    return np.asarray((weights[:cut] @ weights[cut:].T).toarray(), dtype=np.float32)


def letter_weigher() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32)


def word_weigher() -> TfidfVectorizer:
    stop = sorted(ENGLISH_STOP_WORDS)
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words=stop, dtype=np.float32)
