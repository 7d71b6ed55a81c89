"""Sentence vectors in which answers lie near the codes that apply to them: MiniLM, its upper half taught for matching.

The weights are int8 (all-MiniLM-L6-v2, Apache-2.0; upper three layers taught on KPA-2021, CDLA-Sharing-1.0, by
bench/matching/train_encoder.py). Recorded in model/README.md with their fingerprints.
"""

from pathlib import Path

from heard.text.encoder import PUBLISHED, Encoder

MOST_TOKENS = 512  # a passage of 80 words has about 110, and none has more than this

TAUGHT = Encoder(Path(__file__).parent / "model" / "encoder.onnx", MOST_TOKENS)
AS_PUBLISHED = Encoder(PUBLISHED, MOST_TOKENS)
