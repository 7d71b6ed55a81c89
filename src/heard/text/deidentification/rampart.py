"""The Rampart token classifier: names and contact details by context, capitals or not.

Rampart, an uncased MiniLM of six layers with 17 kinds of personal data, was made by the National Design Studio (2026)
and is used under CC BY 4.0; `bench/deidentification/README.md` records where the weights come from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, KIN, ROLES
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Passage, Word

Numbers = NDArray[np.float32]
Indexes = NDArray[np.int64]
Window = tuple[int, int, int]
"""The number of a text, and where in its word pieces the window starts and ends."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network makes of each word of a passage.

    `kinds` (words × 18): the highest probability its pieces give to each of Rampart's 17 kinds, then the lowest of
    none. `hidden` (words × 384): the mean of its pieces' states in the fourth layer, for `head`.
    """

    kinds: Numbers
    hidden: Numbers


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
WIDTH = 384
WINDOW = 254  # word pieces; the model was trained on short texts and finds less in long windows
OVERLAP = 32
FEWEST_TOGETHER, PIECES_TOGETHER = 4, 320  # windows of about one length; more pieces at once save nothing
LONGER = 1.25  # than the shortest window of a pass another may be: all are filled up to the longest
SURROGATE = re.compile("[\ud800-\udfff]")
THRESHOLD = 0.2  # above which a word is reported, unless it is an everyday one
NEVER = 2.0  # above every probability


def read_passages(passages: Sequence[Passage]) -> list[Reading]:
    """A reading of each passage. Long texts are read in overlapping windows."""
    tokenizer, _ = model()
    encoded = tokenizer.encode_batch([well_formed(passage.text) for passage in passages], add_special_tokens=False)
    read = read_pieces([np.array(encoding.ids, np.int64) for encoding in encoded])
    return [
        by_word(passage, encoding.offsets, pieces)
        for passage, encoding, pieces in zip(passages, encoded, read, strict=True)
    ]


def well_formed(text: str) -> str:
    """`text` with a replacement character for each half of a surrogate pair, which the tokenizer cannot read."""
    return SURROGATE.sub("\ufffd", text)


def read_pieces(texts: Sequence[NDArray[np.int64]]) -> list[Reading]:
    """A reading of each word piece, from the window that sees enough around it."""
    windows = [
        (number, start, min(start + WINDOW, len(ids))) for number, ids in enumerate(texts) for start in starts(len(ids))
    ]
    read = [
        Reading(np.zeros((len(ids), NONE + 1), np.float32), np.zeros((len(ids), WIDTH), np.float32)) for ids in texts
    ]
    for batch in in_batches(windows):
        for (number, start, end), pieces in zip(
            batch, run([texts[number][start:end] for number, start, end in batch]), strict=True
        ):
            skipped = OVERLAP // 2 if start else 0
            read[number].kinds[start + skipped : end] = pieces.kinds[skipped:]
            read[number].hidden[start + skipped : end] = pieces.hidden[skipped:]
    return read


def in_batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """The windows, shortest first, those of about one length together, and of short ones more."""
    batch: list[Window] = []
    for window in sorted(windows, key=length_of):
        length = length_of(window)
        full = len(batch) >= max(FEWEST_TOGETHER, PIECES_TOGETHER // length)
        if batch and (full or length > LONGER * length_of(batch[0])):
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def length_of(window: Window) -> int:
    _, start, end = window
    return end - start


def starts(length: int) -> Iterator[int]:
    start = 0
    while start < length:
        yield start
        if start + WINDOW >= length:
            return
        start += WINDOW - OVERLAP


def run(batch: Sequence[NDArray[np.int64]]) -> Iterator[Reading]:
    """One pass of the network. B- and I- labels of a kind are taken together."""
    _, session = model()
    width = max(map(len, batch)) + 2
    ids = np.zeros((len(batch), width), np.int64)
    mask = np.zeros_like(ids)
    for row, pieces in enumerate(batch):
        ids[row, 0], ids[row, 1 : len(pieces) + 1], ids[row, len(pieces) + 1] = CLS, pieces, SEP
        mask[row, : len(pieces) + 2] = 1
    logits, hidden = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})
    labels = np.exp(logits - logits.max(axis=-1, keepdims=True))
    labels /= labels.sum(axis=-1, keepdims=True)
    for row, pieces in enumerate(batch):
        inside = labels[row, 1 : len(pieces) + 1]
        kinds = np.concatenate([inside[:, 1::2] + inside[:, 2::2], inside[:, :1]], axis=1)
        yield Reading(kinds.astype(np.float32), hidden[row, 1 : len(pieces) + 1])


def by_word(passage: Passage, offsets: Sequence[tuple[int, int]], pieces: Reading) -> Reading:
    """The pieces of each word taken together."""
    kinds = np.zeros((len(passage), NONE + 1), np.float32)
    kinds[:, NONE] = 1
    hidden = np.zeros((len(passage), WIDTH), np.float32)
    used, words = pieces_in_words(passage, offsets)
    counts = np.bincount(words, minlength=len(passage))
    firsts = np.cumsum(counts) - counts
    for nth in range(counts.max(initial=0)):
        having = np.flatnonzero(counts > nth)
        nth_piece = used[firsts[having] + nth]
        kinds[having, :NONE] = np.maximum(kinds[having, :NONE], pieces.kinds[nth_piece, :NONE])
        kinds[having, NONE] = np.minimum(kinds[having, NONE], pieces.kinds[nth_piece, NONE])
        hidden[having] += pieces.hidden[nth_piece]
    return Reading(kinds, hidden / np.maximum(counts, 1).astype(np.float32)[:, None])


def pieces_in_words(passage: Passage, offsets: Sequence[tuple[int, int]]) -> tuple[Indexes, Indexes]:
    """The pieces that have a character in a word, and for each of them that word; the first, where there are two."""
    starts, ends = np.array(offsets, np.int64).reshape(-1, 2).T
    words = np.array([(word.start, word.end) for word in passage.words], np.int64).reshape(-1, 2)
    place = np.maximum.accumulate(np.searchsorted(words[:, 1], starts, side="right"))
    inside = place < len(words)
    inside[inside] = words[place[inside], 0] < ends[inside]
    return np.flatnonzero(inside), place[inside]


CLS, SEP = 2, 3
NUMBER_WORDS = vocabulary("number_words")


def find_by_model(passage: Passage, read: Reading) -> Iterator[Finding]:
    """Whole words that the model thinks identify; neighbours of one category are one finding."""
    current: Finding | None = None
    scores = (1 - read.kinds[:, NONE]).tolist()
    categories = read.kinds[:, :NONE].argmax(axis=1).tolist()
    for index, (word, score) in enumerate(zip(passage.words, scores, strict=True)):
        if score < THRESHOLD or score < needed(passage, index, word):
            continue
        if is_small_number(word) and not begins_address(read, index):
            continue
        category = KINDS[categories[index]]
        if (
            current
            and current.category is category
            and passage.text[current.end : word.start] in (" ", "-", "", ", ")
            and adjoining(passage, index)
        ):
            current = Finding(current.start, word.stop, category, "model", max(current.score, score))
            continue
        if current:
            yield current
        current = Finding(word.start, word.stop, category, "model", score)
    if current:
        yield current


def adjoining(passage: Passage, index: int) -> bool:
    return (index > 0 and passage.before(index) != ", ") or passage.words[index].text[0].isdigit()


def needed(passage: Passage, index: int, word: Word) -> float:
    """How sure the model must be: surer of an everyday word without a telling capital, and never sure of a number
    word.
    """
    if word.plain in NUMBER_WORDS or (word.plain in FUNCTION_WORDS | KIN | ROLES and not word.listed.given):
        return NEVER
    if not word.listed.everyday or passage.proper(index):
        return THRESHOLD
    return 0.5 if word.listed.given else 0.97


def is_small_number(word: Word) -> bool:
    return len(word.text) < 4 and any(map(str.isdigit, word.text))


def begins_address(read: Reading, index: int) -> bool:
    """Whether the network sees a house number here, with a street after it."""
    return index + 1 < len(read.kinds) and all(
        KINDS[int(row[:NONE].argmax())] is Category.ADDRESS and row[NONE] < 0.5 for row in read.kinds[index : index + 2]
    )


@cache
def model() -> tuple[Tokenizer, ort.InferenceSession]:
    folder = Path(str(files("heard.text") / "models" / "rampart"))
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer, ort.InferenceSession(str(folder / "rampart.onnx"), options, providers=["CPUExecutionProvider"])
