"""Passages: the pieces of an answer that are read one by one, so that nothing long is ever cut off."""

import re
from dataclasses import dataclass

from heard.text.segments.sentences import sentence_spans
from heard.text.spans import Span

MOST_WORDS = 80
"""A passage never holds more words than this, which the encoder reads whole."""

_MOST_CHARACTERS = 500  # for writing without spaces, in which every letter may be a token of its own
_WORD = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n[^\S\n]*\S(?:.*\S)?)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of an answer, and the spans of the sentences in it."""

    span: Span
    sentences: tuple[Span, ...]


def split_passages(text: str) -> list[Passage]:
    """The passages of `text`, in order: a short answer whole, a long one in runs of whole sentences.

    Every word is in exactly one passage. A sentence of more than `MOST_WORDS` words is cut between words.
    """
    sentences = [piece for sentence in _sentences(text) for piece in _cut(text, sentence)]
    if _fits(text, _whole(sentences)):
        return [Passage(_whole(sentences), tuple(sentences))] if sentences else []
    runs: list[list[Span]] = []
    for sentence in sentences:
        if runs and _fits(text, Span(runs[-1][0].start, sentence.end)) and not _parts(text, runs[-1][-1], sentence):
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return [Passage(_whole(run), tuple(run)) for run in runs]


def _sentences(text: str) -> list[Span]:
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        found += [Span(start + s.start, start + s.end) for s in sentence_spans(paragraph.group())]
    return found


def _whole(sentences: list[Span]) -> Span:
    return Span(sentences[0].start, sentences[-1].end) if sentences else Span(0, 0)


def _fits(text: str, span: Span) -> bool:
    piece = span.of(text)
    return len(piece) <= _MOST_CHARACTERS and len(piece.split()) <= MOST_WORDS


def _parts(text: str, one: Span, next_: Span) -> bool:
    """Whether a blank line lies between two sentences."""
    return text[one.end : next_.start].count("\n") > 1


def _cut(text: str, sentence: Span) -> list[Span]:
    """A sentence in pieces that fit; mostly one."""
    if _fits(text, sentence):
        return [sentence]
    pieces: list[Span] = []
    for word in _words(text, sentence):
        if pieces and _fits(text, Span(pieces[-1].start, word.end)):
            pieces[-1] = Span(pieces[-1].start, word.end)
        else:
            pieces.append(word)
    return pieces


def _words(text: str, sentence: Span) -> list[Span]:
    words = [Span(sentence.start + m.start(), sentence.start + m.end()) for m in _WORD.finditer(sentence.of(text))]
    return [
        Span(start, min(start + _MOST_CHARACTERS, word.end))
        for word in words
        for start in range(word.start, word.end, _MOST_CHARACTERS)
    ]
