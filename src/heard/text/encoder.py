"""Sentence vectors: texts that mean much the same lie near one another, whatever their words.

The network is all-MiniLM-L6-v2 (Apache-2.0) with 8-bit weights, in `models/`; `bench/models/` says how it was made. It
reads English best. Importing this loads nothing heavy.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

DIMENSIONS = 384
MOST_TOKENS = 128
"""What an answer says after about a hundred words is not read for its vector."""

_TELL = 50  # texts between two words about progress
_MODELS = Path(__file__).with_name("models")

Tokens = list[list[int]]


def tokenize(texts: Sequence[str]) -> Tokens:
    """The numbers of each text's word pieces, with those that mark its beginning and end."""
    return [encoding.ids for encoding in _tokenizer().encode_batch(list(texts))]


def encode(texts: Sequence[str], read: Callable[[int, int], None] = lambda _done, _total: None) -> Any:
    """A unit vector for each text: float32, texts × 384. The same text has the same vector, whatever it is read with.

    `read` is told how many texts are read, and how many there are. Each text is read alone: in a batch the 8-bit steps
    would round all by the same scale, and reading alone costs no more because nothing is padded.
    """
    import numpy as np

    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    threads = ThreadPoolExecutor(min(2, os.cpu_count() or 1))
    try:
        for place, found in enumerate(threads.map(_run, tokenize(texts))):
            vectors[place] = found
            if place % _TELL == 0 or place == len(texts) - 1:
                read(place + 1, len(texts))
    finally:
        threads.shutdown(cancel_futures=True)  # so that Ctrl-C does not wait until all is read
    return vectors


def _run(pieces: list[int]) -> Any:
    import numpy as np

    ids = np.array([pieces], dtype=np.int64)
    return _session().run(["vectors"], {"tokens": ids, "mask": np.ones_like(ids)})[0][0]


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_MODELS / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    return tokenizer


@cache
def _session() -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(_MODELS / "minilm.onnx"), options, providers=["CPUExecutionProvider"])
