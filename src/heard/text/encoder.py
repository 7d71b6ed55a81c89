"""Sentence vectors: texts that mean much the same lie near one another, whatever their words.

The network is all-MiniLM-L6-v2 (Apache-2.0) with 8-bit weights, in `models/`; `bench/models/` says how it was made. It
reads English best. Matching has a second one, read by the same class. Importing this loads nothing heavy.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DIMENSIONS = 384
MOST_TOKENS = 128
"""What an answer says after about a hundred words is not read for its vector."""

PUBLISHED = Path(__file__).parent / "models" / "minilm.onnx"

_TOKENIZER = PUBLISHED.with_name("tokenizer.json")
_TELL = 50  # texts between two words about progress

Tokens = list[list[int]]
Read = Callable[[int, int], None]
"""Told how many texts are read, and how many there are."""


def say_nothing(_done: int, _total: int) -> None:
    """The `Read` of a caller whom progress does not concern."""


@dataclass(frozen=True)
class Encoder:
    """A network of MiniLM's shape and word pieces. It reads at most `most_tokens` of a text, of 512 at most."""

    weights: Path
    most_tokens: int

    def tokenize(self, texts: Sequence[str]) -> Tokens:
        """The numbers of each text's word pieces, with those that mark its beginning and end."""
        return [encoding.ids for encoding in _tokenizer(self.most_tokens).encode_batch(list(texts))]

    def encode(self, texts: Sequence[str], read: Read = say_nothing) -> Any:
        """A unit vector for each text: float32, texts × 384. The same text has the same vector, whatever it is read
        with.

        Each text is read alone: in a batch the 8-bit steps would round all by the same scale, and reading alone costs
        no more because nothing is padded.
        """
        import numpy as np

        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        threads = ThreadPoolExecutor(min(2, os.cpu_count() or 1))
        try:
            for place, found in enumerate(threads.map(self.run, self.tokenize(texts))):
                vectors[place] = found
                if place % _TELL == 0 or place == len(texts) - 1:
                    read(place + 1, len(texts))
        finally:
            threads.shutdown(cancel_futures=True)  # so that Ctrl-C does not wait until all is read
        return vectors

    def run(self, pieces: list[int]) -> Any:
        """What the network gives for one text's word pieces: its vector, where nobody taught it to end in another."""
        import numpy as np

        session = _session(self.weights)
        ids = np.array([pieces], dtype=np.int64)
        tokens, mask = (given.name for given in session.get_inputs())
        return session.run(["vectors"], {tokens: ids, mask: np.ones_like(ids)})[0][0]


def tokenize(texts: Sequence[str]) -> Tokens:
    """The published encoder's word pieces of each text."""
    return Encoder(PUBLISHED, MOST_TOKENS).tokenize(texts)


def encode(texts: Sequence[str], read: Read = say_nothing) -> Any:
    """The published encoder's unit vector for each text: float32, texts × 384."""
    return Encoder(PUBLISHED, MOST_TOKENS).encode(texts, read)


@cache
def _tokenizer(most_tokens: int) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(most_tokens)
    return tokenizer


@cache
def _session(weights: Path) -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
