"""The last look before anything is written: every answer accounted for, every word where its offsets say it is."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from heard.text.analysis.accounting import Outcome
from heard.text.analysis.result import AnalysedSource, Analysis, Answer, Quotation
from heard.text.spans import Span


class UnsoundError(AssertionError):
    """A result that contradicts itself or its sources. It is our mistake, and it is never written."""


def check_analysis(analysis: Analysis) -> None:
    """Raise `UnsoundError` unless the result is true to its sources and adds up."""
    answers = {answer.id: answer for answer in analysis.answers}
    _require(len(answers) == len(analysis.answers), "two answers share an id")
    _require(
        len(analysis.placings) == len(analysis.answers) == analysis.accounting.segments, "an answer has no placing"
    )
    by_source: dict[str, list[Answer]] = {source.id: [] for source in analysis.sources}
    for answer in analysis.answers:
        by_source[answer.source].append(answer)
    for source in analysis.sources:
        _check_source(source, by_source[source.id])
    _check_sizes(analysis)
    for theme in analysis.themes:
        for quotation in chain(theme.quotations, theme.dissenting, theme.nearest):
            _check_quotation(quotation, answers[quotation.answer])


def _check_source(source: AnalysedSource, answers: list[Answer]) -> None:
    for answer in answers:
        whole = answer.text if source.text is None else source.text
        _require(answer.span.of(whole) == answer.text, f"answer {answer.id} is not what stands in its source")
    if source.text is not None:
        _check_nothing_lost(source.text, (answer.span for answer in answers), (left.span for left in source.left_out))


def _check_nothing_lost(text: str, answers: Iterable[Span], left_out: Iterable[Span]) -> None:
    at = 0
    for span in sorted(chain(answers, left_out)):
        _require(not text[at : span.start].strip(), f"characters {at} to {span.start} of a source are in no answer")
        at = max(at, span.end)
    _require(not text[at:].strip(), f"characters from {at} of a source are in no answer")


def _check_sizes(analysis: Analysis) -> None:
    sizes = Counter(placing.theme for placing in analysis.placings if placing.outcome is Outcome.THEMED)
    _require(
        sizes == {theme.id: theme.size for theme in analysis.themes}, "a theme’s size is not its number of answers"
    )
    for placing in analysis.placings:
        _require(
            (placing.outcome is Outcome.DUPLICATE) == (placing.repeats is not None), "a repeat without an original"
        )


def _check_quotation(quotation: Quotation, answer: Answer) -> None:
    _require(answer.span.covers(quotation.span), f"a quotation reaches out of answer {answer.id}")
    start = answer.span.start
    words = answer.text[quotation.span.start - start : quotation.span.end - start]
    _require(quotation.text == words, f"a quotation is not the words of answer {answer.id}")


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise UnsoundError(f"The result contradicts itself, so nothing was written: {otherwise}.")
