"""Sections: headings, with the prose and the quotations that stand below each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from heard.text.segments import Layout
from heard.text.segments.words import without
from heard.text.session_notes.passages import Passage
from heard.text.session_notes.quotations import Spoken
from heard.text.session_notes.record import Prose, Quotation, Section
from heard.text.spans import Span

AROUND_WORDS = ' \t\n\r\f\v\u00a0,;“”"„«»'


def build_sections(
    layout: Layout, passages: Sequence[Passage], headings: set[int], left_out: set[int], spoken: Sequence[Spoken]
) -> list[Section]:
    """Sections in order. `left_out` are the title and header lines that the record states elsewhere."""
    in_order = sorted(spoken, key=lambda words: words.span)
    return [
        _section(layout, passages, heading, [i for i in indexes if i not in left_out], in_order)
        for heading, indexes in _parts(passages, headings, left_out)
    ]


def _parts(
    passages: Sequence[Passage], headings: set[int], left_out: set[int]
) -> Iterator[tuple[int | None, list[int]]]:
    """Each heading (None for what stands before the first) with the passages below it."""
    heading: int | None = None
    below: list[int] = []
    for index in range(len(passages)):
        if index in headings:
            if heading is not None or set(below) - left_out:
                yield heading, below
            heading, below = index, []
        else:
            below.append(index)
    if heading is not None or set(below) - left_out:
        yield heading, below


def _section(
    layout: Layout, passages: Sequence[Passage], heading: int | None, below: Sequence[int], spoken: Sequence[Spoken]
) -> Section:
    places = [passages[index].whole_span for index in ([heading] if heading is not None else []) + list(below)]
    span = Span(places[0].start, places[-1].end)
    inside = [words for words in _starting_in(spoken, span) if span.covers(words.span)]
    apart = [words for words in inside if not words.inline]
    prose = [piece for index in below for piece in _prose_of(layout, passages[index], apart)]
    quotations = [Quotation(layout.words(words.span), _trimmed(layout, words.span), words.inline) for words in inside]
    title = layout.words(passages[heading].whole_span) if heading is not None else None
    return Section(title, span, tuple(prose), tuple(quotations))


def _starting_in(spoken: Sequence[Spoken], span: Span) -> Sequence[Spoken]:
    """Those of `spoken`, which are in order, that begin within a span."""
    first = bisect_left(spoken, span.start, key=lambda words: words.span.start)
    return spoken[first : bisect_left(spoken, span.end, key=lambda words: words.span.start)]


def _prose_of(layout: Layout, passage: Passage, apart: Sequence[Spoken]) -> Iterator[Prose]:
    """What of a passage is outside the quotations that are set apart: all of it, or who said them."""
    first = max(bisect_left(apart, passage.span.start, key=lambda words: words.span.start) - 1, 0)
    near = takewhile(lambda words: words.outer.start < passage.span.end, apart[first:])
    for piece in without(passage.span, [words.outer for words in near]):
        span = _without_marks(layout.source.text, piece) if piece != passage.span else piece
        text = layout.words(span)
        if any(character.isalnum() for character in text):
            yield Prose(text, span)


def _without_marks(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip(AROUND_WORDS))
    return Span(start, max(start, start + len(piece.strip(AROUND_WORDS))))


def _trimmed(layout: Layout, span: Span) -> Span:
    piece = span.of(layout.source.text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
