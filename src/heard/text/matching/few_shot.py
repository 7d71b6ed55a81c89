"""Learning from what an analyst has coded: classifiers that also learn from the answers still to be coded.

Answers to one question lie close together where they say the same, so labels are spread over the graph of nearest
neighbours among examples, codes and answers: before learning (each vector moves towards its neighbours’) and after it
(each answer’s classes move towards its neighbours’). Zhou et al., “Learning with local and global consistency” (2003).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from heard.text.matching.likeness import Group, Matrix, centre, unit
from heard.text.matching.neighbours import average_over_neighbours, both_ways, nearest_neighbours
from heard.text.matching.pair_features import Features, like, logit, share_of_row

_NEIGHBOURS = 5
_PULL = 0.5  # how far neighbours move a vector, or an answer’s classes
_CODE_WEIGHT = 0.5  # a code’s own wording counts as half an example
_ANY_WORD = r"(?u)\b\w+\b"
_WORDS_WEIGHT = 0.5  # what wording says, beside what meaning says
_MEANING_WEIGHT = 0.5  # what matching without examples says, where there is one example a code


@dataclass(frozen=True)
class Lesson:
    """Coded examples of one group: `labels[i, j]` is whether example i has code j; a row without any says “none”."""

    texts: Sequence[str]
    vectors: Matrix  # examples × 384
    labels: npt.NDArray[np.bool_]  # examples × codes


def learn_shares(group: Group, lesson: Lesson, by_meaning: Matrix) -> Matrix:
    """How the codes share each passage, passages × codes: a row sums to 1, or to less where “none” was taught.

    What the codes’ wording says (`by_meaning`) helps while examples are few.
    """
    classes = _Classes.of(lesson, len(group.codes))
    if classes.number == 1:
        return np.ones(group.shape, dtype=np.float32)
    nodes = _nodes(group, lesson)
    graph = both_ways(nearest_neighbours(nodes, _NEIGHBOURS))
    evidence = np.log(_learn_meaning(nodes, graph, classes) + 1e-9)
    evidence += _WORDS_WEIGHT * np.log(_learn_wording(group, lesson, classes) + 1e-9)
    examples_a_code = max(1.0, float(lesson.labels.sum() / len(group.codes)))
    evidence += _MEANING_WEIGHT / examples_a_code * logit(_with_none(by_meaning, classes))
    return _spread(share_of_row(evidence, 1.0), graph, classes)[:, : len(group.codes)]


def _with_none(by_meaning: Matrix, classes: "_Classes") -> Matrix:
    if classes.number == by_meaning.shape[1]:
        return by_meaning
    return np.hstack([by_meaning, np.prod(1 - by_meaning, axis=1, keepdims=True)])


@dataclass(frozen=True)
class _Classes:
    """What is learnt from: rows of nodes (examples first, then codes), the class of each, and how much it counts."""

    rows: npt.NDArray[np.intp]
    classes: npt.NDArray[np.intp]
    weights: npt.NDArray[np.float64]
    taught: int  # nodes that are examples or codes; passages come after them
    number: int

    @classmethod
    def of(cls, lesson: Lesson, codes: int) -> "_Classes":
        examples = len(lesson.texts)
        nothing = ~lesson.labels.any(1)
        labels = np.column_stack([lesson.labels, nothing]) if nothing.any() else lesson.labels
        rows, classes = np.nonzero(labels)
        return cls(
            rows=np.concatenate([rows, examples + np.arange(codes)]),
            classes=np.concatenate([classes, np.arange(codes)]),
            weights=np.concatenate([np.ones(len(rows)), np.full(codes, _CODE_WEIGHT)]),
            taught=examples + codes,
            number=labels.shape[1],
        )

    def known(self) -> Matrix:
        """What is known of each taught node’s classes, as shares."""
        known = np.zeros((self.taught, self.number), dtype=np.float32)
        np.add.at(known, (self.rows, self.classes), 1)
        known /= known.sum(1, keepdims=True)
        own_words = self.rows[self.weights < 1]
        known[own_words] = _CODE_WEIGHT * known[own_words] + (1 - _CODE_WEIGHT) / self.number
        return known


def _nodes(group: Group, lesson: Lesson) -> Matrix:
    everything = np.concatenate([lesson.vectors, group.code_vectors, group.vectors])
    said = np.concatenate([lesson.vectors, group.vectors])
    weights = np.concatenate([np.ones(len(lesson.texts), dtype=np.float32), group.weights])
    return centre(everything, said, weights)


def _learn_meaning(nodes: Matrix, graph: sparse.csr_matrix, classes: _Classes) -> Matrix:
    smooth = nodes
    for _ in range(2):
        smooth = unit((1 - _PULL) * nodes + _PULL * average_over_neighbours(graph, smooth))
    return _classify(smooth[: classes.taught], smooth[classes.taught :], classes, strength=10)


def _learn_wording(group: Group, lesson: Lesson, classes: _Classes) -> Matrix:
    """The geometric mean of what a classifier of letters and one of words say."""
    texts = [*lesson.texts, *group.codes, *group.passages]
    rare = 2 if len(texts) > 500 else 1
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=rare, dtype=np.float32)
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32, token_pattern=_ANY_WORD)
    said = []
    for weigher in (letters, words):
        try:
            weights = sparse.csr_matrix(weigher.fit_transform(texts))
        except ValueError:  # no letters at all
            continue
        said.append(_classify(weights[: classes.taught], weights[classes.taught :], classes, strength=100))
    if not said:
        return np.full((len(group.passages), classes.number), 1 / classes.number, dtype=np.float32)
    return np.asarray(np.exp(np.mean([np.log(share + 1e-9) for share in said], axis=0)), dtype=np.float32)


def _classify(taught: object, asked: object, classes: _Classes, strength: float) -> Matrix:
    learner = LogisticRegression(C=strength, max_iter=200)
    learner.fit(taught[classes.rows], classes.classes, sample_weight=classes.weights)  # type: ignore[index]
    return np.asarray(learner.predict_proba(asked), dtype=np.float32)


def _spread(shares: Matrix, graph: sparse.csr_matrix, classes: _Classes) -> Matrix:
    start = np.concatenate([classes.known(), shares])
    now = start
    for _ in range(10):
        now = (1 - _PULL) * start + _PULL * average_over_neighbours(graph, now)
    asked = now[classes.taught :]
    return np.asarray(asked / asked.sum(1, keepdims=True), dtype=np.float32)


def taught_features(lesson: Lesson, by_meaning: Matrix, shares: Matrix) -> Features:
    """What the ranker for answers with examples knows of each pair. Nothing in it says that an answer has one code."""
    guess, share = logit(by_meaning), np.log(shares + 1e-4)
    examples = np.log1p(lesson.labels.sum(0, dtype=np.float32))[None]
    yield "by meaning", guess
    yield "by meaning: by number of examples", guess * examples
    yield "share", share
    yield "share: by number of examples", share * examples
    yield "examples", like(guess, examples)
    yield "number of codes", like(guess, np.log([[lesson.labels.shape[1]]]))
