"""A text has one vector, whatever it is read with, and every passage is read whole."""

import numpy as np
from library_consultation import WORDS

from heard.text.matching.encoder import AS_PUBLISHED, MOST_TOKENS, TAUGHT
from heard.text.segments.passages import split_passages


def test_a_text_has_the_same_vector_whatever_it_is_read_with() -> None:
    texts = [text for _, text in WORDS]
    together = TAUGHT.encode(texts)
    alone = np.concatenate([TAUGHT.encode([text]) for text in texts])
    assert np.array_equal(together, alone)


def test_what_was_taught_gives_other_vectors_than_what_was_published() -> None:
    text = ["Please open on Sundays."]
    assert not np.allclose(TAUGHT.encode(text), AS_PUBLISHED.encode(text), atol=0.01)


def test_no_passage_is_longer_than_the_encoder_reads() -> None:
    texts = ["字" * 5_000, "🙂é" * 3_000, "ﬂoccinaucinihilipilification " * 500, "x1!" * 4_000]
    pieces = [passage.span.of(text) for text in texts for passage in split_passages(text)]
    uncut = TAUGHT.tokenize(pieces)
    assert max(map(len, uncut)) < MOST_TOKENS
