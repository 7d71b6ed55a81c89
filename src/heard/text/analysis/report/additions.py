"""What people put into a campaign letter of their own: sentences that the letter they repeat does not hold."""

import re
from collections.abc import Sequence
from itertools import groupby

from heard.text.analysis.result import Answer, Quotation
from heard.text.segments.sentences import sentence_spans
from heard.text.spans import Span

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 6  # fewer are a signature or a greeting
_MOST_SHARED = 0.2  # of a sentence's runs of three words, where it is somebody's own


def find_addition(letter: Answer, repeat: Answer) -> Quotation | None:
    """The longest run of sentences of `repeat` that are not the letter's, exactly as they stand; None if all are."""
    known = set(_runs(letter.text))
    sentences = sentence_spans(repeat.text)
    runs = [
        list(run) for is_own, run in groupby(sentences, lambda span: _is_own(span.of(repeat.text), known)) if is_own
    ]
    if not runs:
        return None
    longest = max(runs, key=lambda run: run[-1].end - run[0].start)
    span = Span(longest[0].start, longest[-1].end)
    start = repeat.span.start
    return Quotation(repeat.id, Span(start + span.start, start + span.end), span.of(repeat.text))


def _is_own(sentence: str, known: set[tuple[str, ...]]) -> bool:
    runs = _runs(sentence)
    return len(runs) > _FEWEST_WORDS - 3 and sum(run in known for run in runs) <= _MOST_SHARED * len(runs)


def _runs(text: str) -> Sequence[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
