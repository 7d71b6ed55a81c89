"""Make `models/pieces.npy`: what the shipped encoder makes of each of its word pieces read alone, in 128 directions.

The student of `heard.text.themes.meaning` begins with it, so that a word its sample does not hold is not unknown to it.
No text is needed. Run in Heard's own environment after export_encoder.py.
"""

import hashlib
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from heard.text.encoder import encode

MODELS = Path(__file__).parents[2] / "src/heard/text/models"
DIRECTIONS = 128


def main() -> None:
    vocabulary = Tokenizer.from_file(str(MODELS / "tokenizer.json")).get_vocab()
    pieces = sorted(vocabulary, key=lambda piece: vocabulary[piece])
    vectors = encode([piece.removeprefix("##") for piece in pieces]).astype(np.float64)
    vectors -= vectors.mean(0)
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    table = vectors @ directions[:, ::-1][:, :DIRECTIONS]
    small = np.round(table / np.abs(table).max() * 127).astype(np.int8)
    np.save(MODELS / "pieces.npy", small)
    print(hashlib.sha256((MODELS / "pieces.npy").read_bytes()).hexdigest(), "pieces.npy")


if __name__ == "__main__":
    main()
