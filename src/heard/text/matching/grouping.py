"""Answers and codes as groups of passages, sentences and code wordings, with their vectors."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from heard.text.matching.likeness import Group, Matrix, unit
from heard.text.segments.passages import Passage, split_passages

Encode = Callable[[Sequence[str]], Matrix]
"""Gives a unit vector for each text, texts × 384."""


@dataclass(frozen=True)
class Wording:
    """What a code says: its label, and the label with the description where there is one."""

    label: str
    full: str


def word_code(label: str, description: str) -> Wording:
    label, description = " ".join(label.split()), " ".join(description.split())
    return Wording(label, f"{label}. {description}" if description else label)


class Vectors:
    """The vectors of many texts, each encoded once."""

    def __init__(self, texts: Iterable[str], encode: Encode) -> None:
        self._place = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        self._vectors = encode(list(self._place))

    def of(self, texts: Sequence[str]) -> Matrix:
        return self._vectors[[self._place[text] for text in texts]]


@dataclass(frozen=True)
class Cut:
    """Answers cut into passages. `owner[i]` is the answer that passage i is from."""

    texts: Sequence[str]
    passages: tuple[Passage, ...]
    owner: npt.NDArray[np.intp]

    def words(self) -> list[str]:
        return [passage.span.of(self.texts[owner]) for passage, owner in zip(self.passages, self.owner, strict=True)]

    def sentences(self) -> list[list[str]]:
        return [
            [sentence.of(self.texts[owner]) for sentence in passage.sentences]
            for passage, owner in zip(self.passages, self.owner, strict=True)
        ]


def cut_answers(texts: Sequence[str]) -> Cut:
    cut = [(passage, number) for number, text in enumerate(texts) for passage in split_passages(text)]
    owner = np.array([number for _, number in cut], dtype=np.intp)
    return Cut(texts, tuple(passage for passage, _ in cut), owner)


def texts_to_encode(cut: Cut, wordings: Sequence[Wording]) -> list[str]:
    """All that `build_group` will ask vectors of."""
    sentences = [sentence for own in cut.sentences() for sentence in own]
    return [*cut.words(), *sentences, *(w.label for w in wordings), *(w.full for w in wordings)]


def build_group(cut: Cut, wordings: Sequence[Wording], vectors: Vectors) -> Group:
    sentences = cut.sentences()
    passages_of = np.bincount(cut.owner, minlength=len(cut.texts)).astype(np.float32)
    labels, full = vectors.of([w.label for w in wordings]), vectors.of([w.full for w in wordings])
    return Group(
        passages=cut.words(),
        vectors=vectors.of(cut.words()),
        weights=(1 / passages_of[cut.owner]).astype(np.float32),
        sentence_vectors=vectors.of([sentence for own in sentences for sentence in own]),
        sentence_of=np.repeat(np.arange(len(sentences)), [len(own) for own in sentences]),
        codes=[w.full for w in wordings],
        code_vectors=unit(labels + full),
    )


def mean_vectors(cut: Cut, vectors: Vectors) -> Matrix:
    """One vector for each text that was cut: the mean of its passages’."""
    total = np.zeros((len(cut.texts), 384), dtype=np.float32)
    np.add.at(total, cut.owner, vectors.of(cut.words()))
    return unit(total)


def best_passages(cut: Cut, scores: Matrix) -> tuple[Matrix, npt.NDArray[np.intp]]:
    """For each answer and code the highest score of its passages, and which passage has it.

    An answer without passages scores 0, and its passage is −1.
    """
    best = np.zeros((len(cut.texts), scores.shape[1]), dtype=np.float32)
    which = np.full(best.shape, -1, dtype=np.intp)
    for start, end in _runs(cut.owner):
        owner = cut.owner[start]
        which[owner] = start + scores[start:end].argmax(0)
        best[owner] = scores[start:end].max(0)
    return best, which


def _runs(owner: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    edges = [0, *(np.flatnonzero(np.diff(owner)) + 1), len(owner)]
    return [(int(a), int(b)) for a, b in pairwise(edges) if b > a]
