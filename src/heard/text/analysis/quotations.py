"""Choosing the words to quote: a short answer whole, of a long one the sentences that say what the theme says."""

from collections.abc import Sequence

from heard.text.analysis.result import Answer, Quotation
from heard.text.quotations import quotable_spans
from heard.text.segments.sentences import sentence_spans
from heard.text.spans import Span

MOST_WORDS = 80
"""An answer up to this long is quoted whole; a longer one by whole sentences up to this, or by one sentence."""


def quote_for_theme(answer: Answer, terms: Sequence[str]) -> Quotation:
    """The words of an answer that show a theme: those that stand alone and hold most of its terms.

    Where none can be quoted well, the answer as `quote_answer` has it.
    """
    spans = quotable_spans(answer.text)
    if not spans:
        return quote_answer(answer, terms)
    chosen = max(spans, key=lambda span: _terms_in(span.of(answer.text), terms))  # of several the soundest, the first
    return _quote(answer, _trim(answer.text) if chosen.of(answer.text) == answer.text.strip() else chosen)


def quote_answer(answer: Answer, terms: Sequence[str], most: int = MOST_WORDS) -> Quotation:
    """Words of an answer to stand for it: exactly as in its source, never cut inside a sentence.

    One of up to `most` words stands whole; of a longer one, sentences do.
    """
    is_short = len(answer.text.split()) <= most
    return _quote(answer, _trim(answer.text) if is_short else _choose_sentences(answer.text, terms, most))


def _quote(answer: Answer, chosen: Span) -> Quotation:
    span = Span(answer.span.start + chosen.start, answer.span.start + chosen.end)
    return Quotation(answer.id, span, chosen.of(answer.text))


def _trim(text: str) -> Span:
    """Without the white space around it; but where there are several lines, the first keeps its indentation."""
    inside = text.strip()
    first = text.index(inside)
    start = text.rfind("\n", 0, first) + 1 if "\n" in inside else first
    return Span(start, first + len(inside))


def _choose_sentences(text: str, terms: Sequence[str], most: int) -> Span:
    """The run of sentences that holds most of the theme's terms; of several, the earliest."""
    sentences = sentence_spans(text)
    runs = [_longest_run(text, sentences[first:], most) for first in range(len(sentences))]
    return max(runs, key=lambda run: (_terms_in(run.of(text), terms), -run.start))


def _longest_run(text: str, sentences: Sequence[Span], most: int) -> Span:
    run = sentences[0]
    for sentence in sentences[1:]:
        longer = Span(run.start, sentence.end)
        if len(longer.of(text).split()) > most:
            break
        run = longer
    return run


def _terms_in(words: str, terms: Sequence[str]) -> int:
    lowered = words.casefold()
    return sum(1 for term in terms if term.casefold() in lowered)
