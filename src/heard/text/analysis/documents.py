"""A document of answers: each with its place in the text, and how it reads without the layout of its pages."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from heard.text.analysis.cutting import HEADING, LAYOUT, SHORTEST, TOO_SHORT, Piece, cut_document
from heard.text.analysis.result import Answer, LeftOut
from heard.text.analysis.wording import counted
from heard.text.segments import words_of
from heard.text.segments.words import Hyphens
from heard.text.spans import Source, Span

_WHY = {  # one of them, several of them
    HEADING: ("heading", "headings"),
    TOO_SHORT: (f"piece of fewer than {SHORTEST} words", f"pieces of fewer than {SHORTEST} words"),
    LAYOUT: ("page number, bullet or name of a speaker", "page numbers, bullets, names of speakers and the like"),
}


def answers_in_document(
    source: Source, source_id: str, warn: Callable[[str], None]
) -> tuple[list[Answer], list[LeftOut]]:
    """The answers of a document, in order, and whatever of its text is in none of them."""
    cut = cut_document(source)
    _tell_left_out(cut.left_out, warn)
    layout = [left.span for left in cut.left_out if left.why == LAYOUT]
    hyphens = Hyphens(source.text)
    answers = [
        Answer(
            id=str(number),
            source=source_id,
            span=piece.span,
            text=piece.span.of(source.text),
            place=_place(source, piece.span, alone=len(cut.pieces) == 1),
            reading=_read(source, piece, layout, hyphens),
        )
        for number, piece in enumerate(cut.pieces, start=1)
    ]
    return answers, cut.left_out


def _read(source: Source, piece: Piece, layout: Sequence[Span], hyphens: Hyphens) -> str:
    if not piece.is_prose:
        return piece.span.of(source.text)
    return words_of(source.text, piece.span, spans_within(piece.span, layout), hyphens)


def spans_within(span: Span, spans: Sequence[Span]) -> Sequence[Span]:
    """Those of `spans`, which are in order and apart, that touch `span`."""
    first = bisect_right(spans, span.start, key=lambda own: own.end)
    return spans[first : bisect_left(spans, span.end, key=lambda own: own.start)]


def _place(source: Source, span: Span, *, alone: bool) -> str:
    if alone:
        return "the whole text"
    places = source.locate(span)
    return str(places[0]) if places else f"character {span.start:,}"


def _tell_left_out(left_out: Sequence[LeftOut], warn: Callable[[str], None]) -> None:
    count = Counter(left.why for left in left_out)
    told = [counted(count[why], one, many) for why, (one, many) in _WHY.items() if count[why]]
    if told:
        said = " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
        warn(f"{said} {'is' if count.total() == 1 else 'are'} in no answer.")
