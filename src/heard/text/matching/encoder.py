"""Sentence vectors in which answers lie near the codes that apply to them: MiniLM, its upper half taught for matching.

The weights are int8 (all-MiniLM-L6-v2, Apache-2.0; upper three layers taught on KPA-2021, CDLA-Sharing-1.0, by
bench/matching/train_encoder.py). Recorded in model/README.md with their fingerprints.
"""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from heard.text.matching import Progress
from heard.text.matching.likeness import Matrix

DIMENSIONS = 384
MOST_TOKENS = 256  # a passage of 80 words has about 110
_BATCH = 32
_MODEL = Path(__file__).with_name("model")
_WEIGHTS = _MODEL / "encoder.onnx"


def encode(texts: Sequence[str], progress: Progress, weights: Path = _WEIGHTS) -> Matrix:
    """A unit vector for each text, texts × 384. Texts are encoded shortest first, which wastes least."""
    tokens = [encoding.ids for encoding in _tokenizer().encode_batch(list(texts))]
    order = sorted(range(len(tokens)), key=lambda place: (len(tokens[place]), tokens[place]))
    vectors = np.zeros((len(tokens), DIMENSIONS), dtype=np.float32)
    progress("Reading meanings", 0, len(tokens))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        vectors[batch] = _run(_session(weights), [tokens[place] for place in batch])
        progress("Reading meanings", start + len(batch), len(tokens))
    return vectors


def _run(session: Any, tokens: list[list[int]]) -> Matrix:
    shape = (len(tokens), max(map(len, tokens)))
    ids, there = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row, own in enumerate(tokens):
        ids[row, : len(own)], there[row, : len(own)] = own, 1
    (vectors,) = session.run(["vectors"], {"input_ids": ids, "attention_mask": there})
    return np.asarray(vectors, dtype=np.float32)


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    return tokenizer


@cache
def _session(weights: Path) -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = min(4, os.cpu_count() or 1)
    options.log_severity_level = 3
    return InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
