"""The Rampart token classifier: names and contact details by context, capitals or not.

Rampart, an uncased MiniLM of six layers with 17 kinds of personal data, was made by the National Design Studio (2026) and is
used under CC BY 4.0; `bench/deidentification/README.md` records where the weights come from.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.words import Passage, Word

Probabilities = NDArray[np.float32]
"""One row for each word: the probability of each of Rampart's 17 kinds, then that of none."""

KINDS = (
    Category.NAME,  # given name
    Category.NAME,  # surname
    Category.EMAIL,
    Category.PHONE,
    Category.URL,
    Category.REFERENCE,  # tax
    Category.BANK,
    Category.BANK,  # routing number
    Category.REFERENCE,  # government
    Category.PASSPORT,
    Category.DRIVING_LICENCE,
    Category.ADDRESS,  # building number
    Category.ADDRESS,  # street
    Category.ADDRESS,  # flat
    Category.PLACE,  # city
    Category.PLACE,  # state
    Category.POSTCODE,
)
NONE = len(KINDS)
WINDOW = 254  # word pieces; the model was trained on short texts and finds less in long windows
OVERLAP = 32
BATCH = 8


def read_passages(passages: Sequence[Passage]) -> list[Probabilities]:
    """For each passage, for each of its words, the highest probability its pieces give to each kind, and the lowest of none."""
    tokenizer, _ = model()
    encoded = tokenizer.encode_batch([passage.text for passage in passages], add_special_tokens=False)
    pieces = [np.array(encoding.ids, np.int64) for encoding in encoded]
    logits = read_pieces(pieces)
    return [
        by_word(passage, encoding.offsets, read)
        for passage, encoding, read in zip(passages, encoded, logits, strict=True)
    ]


def read_pieces(texts: Sequence[NDArray[np.int64]]) -> list[Probabilities]:
    """Probabilities of kinds for each word piece; long texts are read in overlapping windows, each piece from the window that sees most around it."""
    windows = [
        (number, start, min(start + WINDOW, len(ids))) for number, ids in enumerate(texts) for start in starts(len(ids))
    ]
    order = sorted(range(len(windows)), key=lambda place: windows[place][2] - windows[place][1])
    read = [np.zeros((len(ids), NONE + 1), np.float32) for ids in texts]
    for first in range(0, len(order), BATCH):
        batch = [windows[place] for place in order[first : first + BATCH]]
        for (number, start, end), kinds in zip(
            batch, run([texts[number][start:end] for number, start, end in batch]), strict=True
        ):
            left = start + OVERLAP // 2 if start else 0
            read[number][left:end] = kinds[left - start :]
    return read


def starts(length: int) -> Iterator[int]:
    start = 0
    while start < length:
        yield start
        if start + WINDOW >= length:
            return
        start += WINDOW - OVERLAP


def run(batch: Sequence[NDArray[np.int64]]) -> Iterator[Probabilities]:
    """One pass of the network: probabilities of kinds for each piece, B- and I- labels of a kind taken together."""
    _, session = model()
    width = max(map(len, batch)) + 2
    ids = np.zeros((len(batch), width), np.int64)
    mask = np.zeros_like(ids)
    for row, pieces in enumerate(batch):
        ids[row, 0], ids[row, 1 : len(pieces) + 1], ids[row, len(pieces) + 1] = CLS, pieces, SEP
        mask[row, : len(pieces) + 2] = 1
    logits = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
    labels = np.exp(logits - logits.max(axis=-1, keepdims=True))
    labels /= labels.sum(axis=-1, keepdims=True)
    for row, pieces in enumerate(batch):
        inside = labels[row, 1 : len(pieces) + 1]
        yield np.concatenate([inside[:, 1::2] + inside[:, 2::2], inside[:, :1]], axis=1).astype(np.float32)


CLS, SEP = 2, 3
NUMBER_WORDS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "first", "second", "third"]
)


def by_word(passage: Passage, offsets: Sequence[tuple[int, int]], pieces: Probabilities) -> Probabilities:
    words = passage.words
    found = np.zeros((len(words), NONE + 1), np.float32)
    found[:, NONE] = 1
    place = 0
    for (start, end), kinds in zip(offsets, pieces, strict=True):
        while place < len(words) and words[place].end <= start:
            place += 1
        if place < len(words) and words[place].start < end:
            found[place, :NONE] = np.maximum(found[place, :NONE], kinds[:NONE])
            found[place, NONE] = min(found[place, NONE], kinds[NONE])
    return found


def find_by_model(passage: Passage, read: Probabilities, threshold: float = 0.2) -> Iterator[Finding]:
    """Whole words that the model thinks identify; neighbours of one category are one finding."""
    current: Finding | None = None
    for index, (word, kinds) in enumerate(zip(passage.words, read, strict=True)):
        score = float(1 - kinds[NONE])
        if score < needed(passage, index, word, threshold):
            continue
        category = KINDS[int(kinds[:NONE].argmax())]
        if (
            current
            and current.category is category
            and passage.text[current.end : word.start] in (" ", "-", "", ", ")
            and adjoining(passage, index)
        ):
            current = Finding(current.start, end_of(word), category, "model", max(current.score, score))
            continue
        if current:
            yield current
        current = Finding(word.start, end_of(word), category, "model", score)
    if current:
        yield current


def adjoining(passage: Passage, index: int) -> bool:
    return (index > 0 and passage.before(index) != ", ") or passage.words[index].text[0].isdigit()


def end_of(word: Word) -> int:
    return word.end - 2 if word.plain.endswith("'s") else word.end


def needed(passage: Passage, index: int, word: Word, threshold: float) -> float:
    """How sure the model must be: surer of an everyday word without a telling capital, and never sure of a number word."""
    if word.plain in NUMBER_WORDS:
        return 2.0
    if not word.listed.everyday or passage.proper(index):
        return threshold
    return 0.5 if word.listed.given else 0.9


@cache
def model() -> tuple[Tokenizer, ort.InferenceSession]:
    folder = Path(str(files("heard.text") / "models" / "rampart"))
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer, ort.InferenceSession(str(folder / "model_q4.onnx"), options, providers=["CPUExecutionProvider"])
