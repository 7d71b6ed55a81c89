"""The taught network: MiniLM, all of whose layers were taught on messages of our own by `bench/safeguarding/teach.py`.

It ends in one number for a text instead of a vector. The weights are 8-bit; `model/README.md` has their fingerprints.
"""

from importlib.resources import files
from pathlib import Path

from heard.text.encoder import Encoder

MOST_TOKENS = 160
"""What a passage may have at most; longer texts are read in passages."""

WEIGHTS = Path(str(files(__package__).joinpath("model", "encoder.onnx")))
_TAUGHT = Encoder(WEIGHTS, MOST_TOKENS)


def fits(text: str) -> bool:
    """Whether it is read to its end."""
    return len(_TAUGHT.tokenize([text])[0]) < MOST_TOKENS


def score_meaning(text: str) -> float:
    """The log-odds that a text tells of harm."""
    return float(_TAUGHT.run(_TAUGHT.tokenize([text])[0])[0])
