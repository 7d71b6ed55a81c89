"""The runs of whole sentences in an answer that could be quoted."""

import re

from heard.text.quotations.faults import FEWEST_WORDS, MOST_WORDS, WEIGHT, Fault, faults_in, weight_of
from heard.text.segments.sentences import sentence_spans
from heard.text.spans import Span

_MOST_SENTENCES = 4


def quotable_spans(text: str) -> list[Span]:
    """Runs of one to four whole sentences of `text` that have no fault that forbids quoting them, soundest first.

    Of two as sound, the longer comes first, then the earlier. They may overlap: they are alternatives.
    """
    casual = writes_casually(text)
    sentences = [span for paragraph in _paragraphs(text) for span in _sentences_in(text, paragraph)]
    found = []
    for first in range(len(sentences)):
        for run in sentences[first : first + _MOST_SENTENCES]:
            span = Span(sentences[first].start, run.end)
            words = span.of(text)
            if len(words.split()) > MOST_WORDS or "\n\n" in words:
                break
            faults = faults_in(words, casual=casual)
            if not any(WEIGHT[fault] >= 1 for fault in faults):
                found.append((weight_of(faults), -len(words.split()), span))
    return [span for _, _, span in sorted(found)]


def why_none(text: str) -> tuple[Fault, ...]:
    """What forbids quoting any of `text`: the faults of the whole of it."""
    return faults_in(text.strip(), casual=writes_casually(text))


def writes_casually(text: str) -> bool:
    """Whether somebody writes without capitals or full stops throughout, so that their want shows no cut."""
    words = text.strip()
    return len(words.split()) >= FEWEST_WORDS and (words == words.lower() or not re.search(r"[.!?…]", words))


def _paragraphs(text: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in re.finditer(r"\S(?:.*\S)?(?:\n[^\S\n]*\S.*)*", text)]


def _sentences_in(text: str, paragraph: Span) -> list[Span]:
    return [Span(paragraph.start + own.start, paragraph.start + own.end) for own in sentence_spans(paragraph.of(text))]
