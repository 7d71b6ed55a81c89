"""Cuts a text into passages that the network reads whole, and a passage into the clauses a reason points at."""

from collections.abc import Iterator

from heard.text.safeguarding.network import fits
from heard.text.segments.sentences import sentence_spans

_WORDS, _STEP = 90, 60  # a passage and the next share a third, so that nothing is cut in two in both
_LONG_SENTENCE = 25
_CLAUSE, _CLAUSE_STEP = 14, 7


def cut_into_passages(text: str) -> list[str]:
    """The text itself where it is short enough; else overlapping passages of it, none of which is cut short."""
    if fits(text):
        return [text]
    passages: list[str] = []
    for passage in _windows(text, _WORDS, _STEP):
        passages += _halved(passage)
    return passages


def cut_into_clauses(passage: str) -> list[str]:
    """Its sentences; of a long one, as of people who use no stops, overlapping stretches."""
    clauses: list[str] = []
    for span in sentence_spans(passage):
        sentence = span.of(passage)
        if len(sentence.split()) <= _LONG_SENTENCE:
            clauses.append(sentence)
        else:
            clauses += _windows(sentence, _CLAUSE, _CLAUSE_STEP)
    return clauses or [passage]


def _halved(passage: str) -> Iterator[str]:
    """In halves until each fits: some words, as of chat or of another alphabet, are many pieces."""
    if fits(passage):
        yield passage
        return
    words = passage.split()
    pieces, between = (words, " ") if len(words) > 1 else (list(passage), "")
    middle = len(pieces) // 2
    yield from _halved(between.join(pieces[:middle]))
    yield from _halved(between.join(pieces[middle:]))


def _windows(text: str, length: int, step: int) -> list[str]:
    words = text.split()
    last = max(0, len(words) - length)
    return [" ".join(words[start : start + length]) for start in [*range(0, last, step), last]]
