"""Segments: a source cut into the pieces a reader would take in one at a time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from heard.text.locators import Message, Moment
from heard.text.segments.lines import VisualLine
from heard.text.segments.paragraphs import Layout, ParagraphLines, lay_out
from heard.text.segments.sentences import sentence_spans
from heard.text.segments.turns import SpeakerNames, prefix_of, speakers_of
from heard.text.segments.verse import is_verse
from heard.text.spans import BlockKind, Source, Span


class Unit(StrEnum):
    """How finely to cut."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


class SegmentKind(StrEnum):
    """What a segment is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one point of a list
    QUOTATION = "quotation"  # where the file's layout says so
    VERSE = "verse"  # a stanza, or one line of it when cutting into sentences
    TURN = "turn"  # what one person says until another speaks
    MESSAGE = "message"  # a chat message
    CUE = "cue"  # a caption of a recording
    CELL = "cell"
    SENTENCE = "sentence"


KIND_OF_BLOCK = {
    BlockKind.HEADING: SegmentKind.HEADING,
    BlockKind.ITEM: SegmentKind.ITEM,
    BlockKind.QUOTATION: SegmentKind.QUOTATION,
    BlockKind.CELL: SegmentKind.CELL,
    BlockKind.CUE: SegmentKind.CUE,
    BlockKind.MESSAGE: SegmentKind.MESSAGE,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a source. `speaker` is who says it, as the text writes it; None where the text does not say."""

    span: Span
    kind: SegmentKind
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The segments of a source, in order, and what is in none of them.

    Every character that is not white space is in exactly one segment or in `left_out`: page furniture, bullets and
    numbers of items, and the names and times before what people say. Furniture may lie inside the span of a segment
    that crosses a page; it is still left out of its words (`words_of`).
    """

    segments: tuple[Segment, ...]
    left_out: tuple[Span, ...]


def segment(source: Source, unit: Unit = Unit.PARAGRAPH) -> Segmentation:
    """Cuts a source into paragraphs (headings, items, stanzas, turns, messages among them) or into sentences."""
    layout = lay_out(source)
    speakers = speakers_of([line for index, line in enumerate(layout.lines) if index not in layout.furniture])
    segments: list[Segment] = []
    left_out = list(layout.left_out)
    for paragraph in _with_verse_whole(layout.paragraphs):
        piece, skipped = _segment_of(source, paragraph, speakers, segments[-1] if segments else None)
        left_out.extend(skipped)
        segments.append(piece)
    pieces = segments if unit is Unit.PARAGRAPH else [s for piece in segments for s in _sentences(layout, piece)]
    return Segmentation(tuple(pieces), tuple(sorted(left_out)))


def _segment_of(
    source: Source, paragraph: ParagraphLines, speakers: SpeakerNames, before: Segment | None
) -> tuple[Segment, list[Span]]:
    skipped = [line.lead for line in paragraph.lines if line.lead]
    span, first = paragraph.span, paragraph.first
    if span.start > first.span.start:
        skipped.append(_solid(source.text, Span(first.span.start, span.start)))
    if first.block is None and speakers.begins_turn(first.text) and not paragraph.marker:
        prefix = prefix_of(first.text)
        assert prefix is not None  # begins_turn found it
        skipped.append(_solid(source.text, Span(span.start, span.start + prefix.length)))
        kind = SegmentKind.MESSAGE if prefix.is_timed else SegmentKind.TURN
        return Segment(Span(span.start + prefix.length, span.end), kind, prefix.speaker), skipped
    if (
        first.block is None
        and before
        and before.speaker
        and not paragraph.is_item
        and before.kind is SegmentKind.TURN
        and first.gap == 0
    ):
        return Segment(span, SegmentKind.TURN, before.speaker), skipped
    return Segment(span, _kind_of(paragraph), _speaker_in_locator(source, span)), skipped


def _kind_of(paragraph: ParagraphLines) -> SegmentKind:
    if paragraph.first.kind in KIND_OF_BLOCK:
        return KIND_OF_BLOCK[paragraph.first.kind]
    if paragraph.marker:
        return SegmentKind.ITEM
    return SegmentKind.VERSE if len(paragraph.lines) > 1 and is_verse(paragraph.lines) else SegmentKind.PARAGRAPH


def _speaker_in_locator(source: Source, span: Span) -> str | None:
    for locator in source.locate(span):
        if isinstance(locator, Moment):
            return locator.speaker
        if isinstance(locator, Message):
            return locator.sender
    return None


def _with_verse_whole(paragraphs: list[ParagraphLines]) -> Iterator[ParagraphLines]:
    """Puts the lines of a stanza together, which grouping by content has taken for paragraphs of one line each."""
    for run in _runs_without_gaps(paragraphs):
        lines: tuple[VisualLine, ...] = tuple(line for paragraph in run for line in paragraph.lines)
        if len(run) > 1 and is_verse(lines):
            yield ParagraphLines(lines)
        else:
            yield from run


def _runs_without_gaps(paragraphs: Iterable[ParagraphLines]) -> Iterator[list[ParagraphLines]]:
    run: list[ParagraphLines] = []
    for paragraph in paragraphs:
        if run and (
            paragraph.first.gap or paragraph.is_item or run[-1].is_item or paragraph.block is not run[-1].block
        ):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def _sentences(layout: Layout, piece: Segment) -> Iterator[Segment]:
    if piece.kind is SegmentKind.VERSE:
        for line in re.finditer(r"\S[^\n]*", piece.span.of(layout.source.text)):
            at = piece.span.start + line.start()
            yield Segment(Span(at, at + len(line.group().rstrip())), SegmentKind.VERSE, piece.speaker)
        return
    view = layout.view(piece.span)
    for span in sentence_spans(view.text):
        yield Segment(view.span_of(span.start, span.end), SegmentKind.SENTENCE, piece.speaker)


def _solid(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(span.of(text).rstrip()))
