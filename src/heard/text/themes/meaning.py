"""Where answers lie: the encoder reads them all, or a sample from which a quick student learns to place the rest.

The student knows word pieces and pairs of them, and what each piece means alone (`models/pieces.npy`). By ridge
regression it learns where the encoder put the sample, so that a text costs it a hundredth of what it costs the encoder.
"""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from heard.text import encoder
from heard.text.encoder import MOST_TOKENS, PUBLISHED, Encoder, tokenize
from heard.text.segments.passages import split_passages
from heard.text.themes import Progress
from heard.text.themes.word_pieces import PIECES, WordPieces

MOST_ENCODED = 4000
"""Up to so many answers the encoder reads every one: a student would save little and lose something."""

_READER = Encoder(PUBLISHED, 512)
"""No passage is too long for it, not even in writing of which every sign is a token; shorter texts it reads alike."""

_SAMPLE = 1500
_DIRECTIONS = 128  # in which the sample differs most; the student's guess of the others is noise
_ALONE_WEIGHT = 1.0  # of what pieces mean alone, beside which of them are there
_RIDGE = 0.3


class Meanings(Protocol):
    """Vectors about their common middle, of unit length, and the words beside them."""

    words: WordPieces
    alike: float
    """Groups whose answers are on average at least this alike (cosine) are one theme."""

    def of(self, places: Any) -> Any:
        """The vectors of the answers at `places`: float32, places × directions."""


class Encoded:
    """Every answer as the encoder reads it."""

    name = "encoder"
    alike = 0.34

    def __init__(self, texts: Sequence[str], progress: Progress) -> None:
        self.words = WordPieces(texts)
        vectors = _encode_whole(texts, progress)
        self._vectors = unit(vectors - vectors.mean(0))

    def of(self, places: Any) -> Any:
        return self._vectors[places]


class Taught:
    """A sample as the encoder reads it, and the student's guess of every other answer."""

    name = "student"
    alike = 0.40  # its guesses lie closer together; both were chosen on half the intents of banking77 and on KPA-2021

    def __init__(self, texts: Sequence[str], progress: Progress) -> None:
        self._texts = texts
        sample = sample_of(len(texts), _SAMPLE)
        read = [texts[place] for place in sample]
        self.words = WordPieces(read)
        vectors = _encode_whole(read, progress)
        self._known = _main_directions(unit(vectors - vectors.mean(0)))
        self._place_in_sample = np.full(len(texts), -1, dtype=np.int32)
        self._place_in_sample[sample] = np.arange(len(sample))
        self._table = _teach(self.words(read), self._known)

    def of(self, places: Any) -> Any:
        places = np.asarray(places)
        vectors = unit(self.words([self._texts[place] for place in places]) @ self._table)
        known = self._place_in_sample[places]
        vectors[known >= 0] = self._known[known[known >= 0]]
        return vectors


def read_meanings(texts: Sequence[str], progress: Progress) -> Encoded | Taught:
    """Where each of the texts lies, by the encoder or, where there are many, by a student of its own."""
    return Encoded(texts, progress) if len(texts) <= MOST_ENCODED else Taught(texts, progress)


def sample_of(total: int, number: int) -> Any:
    """Places of so many of `total` answers, in order: always the same, so that a seed moves no answer’s vector."""
    return np.sort(np.random.default_rng(0).choice(total, number, replace=False))


def _encode_whole(texts: Sequence[str], progress: Progress) -> Any:
    """A unit vector for each text: of one longer than the encoder reads at once, the mean of those of its passages."""
    is_long = [len(pieces) >= MOST_TOKENS for pieces in tokenize(texts)]
    pieces = [_passages(text) if own else [text] for text, own in zip(texts, is_long, strict=True)]
    owner = np.repeat(np.arange(len(texts)), list(map(len, pieces)))
    vectors = _READER.encode(list(chain.from_iterable(pieces)), _telling(progress))
    sums = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, owner, vectors)
    return np.where(np.array(is_long)[:, None], unit(sums), sums)


def _passages(text: str) -> list[str]:
    return [passage.span.of(text) for passage in split_passages(text)]


def _teach(words: Any, vectors: Any) -> Any:
    """The vector of each piece and pair, whose sum is the student's guess: columns × directions."""
    alone = _pieces_alone()
    meant = words[:, :PIECES] @ alone
    likeness = (words @ words.T).toarray() + _ALONE_WEIGHT * meant @ meant.T
    answers = np.linalg.solve(likeness + _RIDGE * np.eye(len(vectors)), vectors.astype(np.float64))
    table = np.asarray(words.T @ answers, dtype=np.float32)
    table[:PIECES] += _ALONE_WEIGHT * alone @ (meant.T @ answers).astype(np.float32)
    return table


def _pieces_alone() -> Any:
    """What the encoder makes of each piece read alone: float32, pieces × 128, of about unit length."""
    table = np.load(Path(encoder.__file__).with_name("models") / "pieces.npy").astype(np.float32)
    return table / np.sqrt((table**2).sum(1).mean())


def _main_directions(vectors: Any) -> Any:
    """The vectors seen from the directions in which they differ most, again of unit length."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return unit(vectors @ directions[:, ::-1][:, :_DIRECTIONS])


def _telling(progress: Progress) -> Any:
    return lambda done, total: progress("Reading answers", done, total)


def unit(vectors: Any) -> Any:
    """Rows of length one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
