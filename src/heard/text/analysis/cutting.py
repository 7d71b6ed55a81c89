"""Cutting a document where a reader would take breath: which stretches of it are answers, and which are none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heard.text.analysis.headings import find_headings
from heard.text.analysis.result import LeftOut
from heard.text.segments import Segment, Segmentation, SegmentKind, segment
from heard.text.segments.sentences import sentence_spans
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
_ENOUGH_SAID = 50  # words of captions after which the next full stop ends an answer
_ENDS = (".", "!", "?", "…")
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\[\S+\]\(\S+\)|<?(?:https?://|www\.)\S+|\S+@\S+\.\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document that is an answer; `is_prose` where the layout decides its line breaks."""

    span: Span
    is_prose: bool


@dataclass(frozen=True, slots=True)
class CutDocument:
    """A document's answers, in order, and all of its text that is in none of them."""

    pieces: list[Piece]
    left_out: list[LeftOut]


def cut_document(source: Source) -> CutDocument:
    """A short document whole; a longer one by paragraphs, items, stanzas, turns and messages."""
    segmentation = segment(source)
    if _is_one_answer(source, segmentation):
        whole = Span(segmentation.segments[0].span.start, segmentation.segments[-1].span.end)
        cut = CutDocument([Piece(_with_indentation(source.text, whole), is_prose=False)], [])
    else:
        cut = _cut_segments(source, segmentation)
    left_out = [*cut.left_out, *(LeftOut(span, LAYOUT) for span in segmentation.left_out)]
    return CutDocument(cut.pieces, sorted(left_out, key=lambda left: left.span))


def _is_one_answer(source: Source, segmentation: Segmentation) -> bool:
    says_something = any(piece.kind is not SegmentKind.HEADING for piece in segmentation.segments)
    takes_turns = any(piece.kind in _TURNS for piece in segmentation.segments)
    return says_something and not takes_turns and _count_words(source.text) < WHOLE


def _cut_segments(source: Source, segmentation: Segmentation) -> CutDocument:
    pieces: list[Piece] = []
    left_out: list[LeftOut] = []
    parts = list(_with_cues_joined(source, segmentation.segments))
    headings = find_headings(source, parts)
    for index, part in enumerate(parts):
        if index in headings:
            left_out.append(LeftOut(part.span, HEADING))
        elif _count_words(part.span.of(source.text)) < SHORTEST:
            left_out.append(LeftOut(part.span, TOO_SHORT))
        elif part.kind is SegmentKind.VERSE:
            pieces.append(Piece(_with_indentation(source.text, part.span), is_prose=False))
        else:
            pieces += [Piece(span, part.kind in _PROSE) for span in _passages(source.text, part.span)]
    return CutDocument(pieces, left_out)


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
    ended = said.rstrip(" \n”’\"'").endswith(_ENDS)
    return _count_words(said) < (_ENOUGH_SAID if ended else LONGEST)


def _passages(text: str, span: Span) -> Iterator[Span]:
    """The whole stretch, or runs of its sentences if it is long."""
    whole = span.of(text)
    if _count_words(whole) <= LONGEST:
        yield span
        return
    start, words = 0, 0
    for sentence in sentence_spans(whole):
        own = _count_words(sentence.of(whole))
        if words and words + own > LONGEST:
            yield _stripped(text, span.start + start, span.start + sentence.start)
            start, words = sentence.start, 0
        words += own
    yield _stripped(text, span.start + start, span.end)


def _stripped(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip()))


def _count_words(text: str) -> int:
    """Words of language: an address is none, however many it is made of."""
    return len(_WORD.findall(_ADDRESS.sub(" ", text)))
