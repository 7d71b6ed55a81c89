"""A document of answers: a short one is one answer, a longer one is cut where a reader would take breath."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from heard.text.analysis.headings import find_headings
from heard.text.analysis.result import Answer, LeftOut
from heard.text.analysis.wording import counted
from heard.text.segments import Segment, Segmentation, SegmentKind, segment, words_of
from heard.text.segments.sentences import sentence_spans
from heard.text.segments.words import Hyphens
from heard.text.spans import Source, Span

WHOLE = 150
"""A document with fewer words than this, in which nobody takes turns, is one answer."""

LONGEST = 200
"""A paragraph with more words than this is several answers, cut between sentences."""

SHORTEST = 3
"""A piece of fewer words is no answer."""

HEADING = "heading"
TOO_SHORT = "too short"
LAYOUT = "layout"

_TURNS = frozenset({SegmentKind.TURN, SegmentKind.MESSAGE, SegmentKind.CUE, SegmentKind.CELL})
_PROSE = frozenset({SegmentKind.PARAGRAPH, SegmentKind.ITEM, SegmentKind.QUOTATION, SegmentKind.CUE})
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\[\S+\]\(\S+\)|<?(?:https?://|www\.)\S+|\S+@\S+\.\w+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the source that may become an answer; `is_prose` where the layout decides its line breaks."""

    span: Span
    is_prose: bool


def answers_in_document(
    source: Source, source_id: str, warn: Callable[[str], None]
) -> tuple[list[Answer], list[LeftOut]]:
    """The answers of a document, in order, and whatever of its text is in none of them."""
    segmentation = segment(source)
    if _is_one_answer(source, segmentation):
        whole = Span(segmentation.segments[0].span.start, segmentation.segments[-1].span.end)
        pieces = [_Piece(_with_indentation(source.text, whole), is_prose=False)]
        left_out: list[LeftOut] = []
    else:
        pieces, left_out = _cut(source, segmentation)
    left_out += [LeftOut(span, LAYOUT) for span in segmentation.left_out]
    _tell_left_out(left_out, warn)
    hyphens = Hyphens(source.text)
    answers = [
        Answer(
            id=str(number),
            source=source_id,
            span=piece.span,
            text=piece.span.of(source.text),
            place=_place(source, piece.span, alone=len(pieces) == 1),
            reading=_read(source, piece, segmentation.left_out, hyphens),
        )
        for number, piece in enumerate(pieces, start=1)
    ]
    return answers, sorted(left_out, key=lambda left: left.span)


def _is_one_answer(source: Source, segmentation: Segmentation) -> bool:
    says_something = any(piece.kind is not SegmentKind.HEADING for piece in segmentation.segments)
    takes_turns = any(piece.kind in _TURNS for piece in segmentation.segments)
    return says_something and not takes_turns and _count_words(source.text) < WHOLE


def _cut(source: Source, segmentation: Segmentation) -> tuple[list[_Piece], list[LeftOut]]:
    pieces: list[_Piece] = []
    left_out: list[LeftOut] = []
    parts = list(_with_cues_joined(source, segmentation.segments))
    headings = find_headings(source, parts)
    for index, part in enumerate(parts):
        if index in headings:
            left_out.append(LeftOut(part.span, HEADING))
        elif _count_words(part.span.of(source.text)) < SHORTEST:
            left_out.append(LeftOut(part.span, TOO_SHORT))
        elif part.kind is SegmentKind.VERSE:
            pieces.append(_Piece(_with_indentation(source.text, part.span), is_prose=False))
        else:
            pieces += [_Piece(span, part.kind in _PROSE) for span in _passages(source.text, part.span)]
    return pieces, left_out


def _with_indentation(text: str, span: Span) -> Span:
    """In verse the first line's indentation belongs to the shape of the whole."""
    line = text.rfind("\n", 0, span.start) + 1
    return Span(line, span.end) if text[line : span.start].isspace() else span


def _with_cues_joined(source: Source, segments: Sequence[Segment]) -> Iterator[Segment]:
    """Captions break a sentence wherever the screen was full; put what one speaker says in a row together again."""
    held: Segment | None = None
    for part in segments:
        if held and _goes_on(source, held, part):
            held = Segment(Span(held.span.start, part.span.end), held.kind, held.speaker)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _goes_on(source: Source, before: Segment, part: Segment) -> bool:
    if not (before.kind is part.kind is SegmentKind.CUE and before.speaker == part.speaker):
        return False
    said = before.span.of(source.text)
    ended = said.rstrip(" \n”’\"'").endswith((".", "!", "?", "…"))
    return not (ended and _count_words(said) >= WHOLE // 3)


def _passages(text: str, span: Span) -> Iterator[Span]:
    """The whole stretch, or runs of its sentences if it is long."""
    if _count_words(span.of(text)) <= LONGEST:
        yield span
        return
    start, words = span.start, 0
    for sentence in sentence_spans(span.of(text)):
        own = _count_words(sentence.of(span.of(text)))
        if words and words + own > LONGEST:
            yield _stripped(text, start, span.start + sentence.start)
            start, words = span.start + sentence.start, 0
        words += own
    yield _stripped(text, start, span.end)


def _stripped(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip()))


def _read(source: Source, piece: _Piece, left_out: Sequence[Span], hyphens: Hyphens) -> str:
    if not piece.is_prose:
        return piece.span.of(source.text)
    return words_of(source.text, piece.span, spans_within(piece.span, left_out), hyphens)


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
    told = [
        counted(count[why], one, many)
        for why, one, many in (
            (HEADING, "heading", "headings"),
            (TOO_SHORT, f"piece of fewer than {SHORTEST} words", f"pieces of fewer than {SHORTEST} words"),
            (
                LAYOUT,
                "page number, bullet or name of a speaker",
                "page numbers, bullets, names of speakers and the like",
            ),
        )
        if count[why]
    ]
    if told:
        said = ", ".join(told[:-1]) + " and " + told[-1] if len(told) > 1 else told[0]
        warn(f"{said} {'is' if sum(count.values()) == 1 else 'are'} in no answer.")


def _count_words(text: str) -> int:
    """Words of language: an address is none, however many it is made of."""
    return len(_WORD.findall(_ADDRESS.sub(" ", text)))
