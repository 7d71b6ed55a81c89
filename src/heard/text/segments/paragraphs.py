"""Paragraphs: which visual lines belong together, decided by layout where it says, and by content where it does not."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from heard.text.segments.furniture import Furniture, find_furniture, furniture_spans
from heard.text.segments.items import Marker, marker_of
from heard.text.segments.lines import VisualLine, visual_lines
from heard.text.segments.marks import DOUBLE_MARK, Side, closes_with_mark, depth_after, opens_with_mark, side_of
from heard.text.segments.shape import Shape, ends_a_sentence, runs_on, shape_of
from heard.text.segments.turns import SpeakerNames, speakers_of
from heard.text.segments.views import View
from heard.text.segments.words import Hyphens, reading_view, without
from heard.text.spans import Block, BlockKind, Source, Span

LONGEST_OPEN_QUOTATION = 2_000  # characters; a mark still open after this many was most likely never meant to be
LONGEST_IN_LINES = 40
LONGEST_SIGNATURE = 90
WHO_SPOKE = re.compile(
    r"\s*(?:[-–—―]{1,2}(?:\s?\S.{0,80})?|\([^()]{2,80}(?:\)\.?)?)?"
)  # a line may end before the role does
ENDS_DOUBLE = re.compile(rf"[”»\"＂“]{WHO_SPOKE.pattern}$")
ENDS_SINGLE = re.compile(rf"(?<=[^\s‘'’])[’']{WHO_SPOKE.pattern}$")
HANGS = re.compile(
    r"\b(?:a|an|the|and|or|of|in|on|at|for|to|by|with|from|that|which|who|our|their|its)$|[,–—-]$", re.IGNORECASE
)
HOLDS_A_STOP = re.compile(r"[.!?…][\"'”’»]*(?:\s|$)")
LABELLED = re.compile(r"[^\W\d_a-z][\w’'&/ -]{1,30}:\s+\S")  # “Chair: Dr Amina Yusuf”, at the top of a text
SIGNATURE = re.compile(r"[-–—―]{1,2}\s?[^\W\d_]")
RULE_PARTS = 2  # blank lines that a rule counts for
INSET = 3  # columns by which a block is set in
INDENTED = 2  # columns that count as indentation; a page often begins with one stray space
WHOLE_BLOCKS = frozenset({BlockKind.CELL, BlockKind.CUE, BlockKind.MESSAGE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class ParagraphLines:
    """The lines of one paragraph, in order, and the bullet or number it begins with, if it is an item of a list."""

    lines: tuple[VisualLine, ...]
    marker: Marker | None = None

    @property
    def first(self) -> VisualLine:
        return self.lines[0]

    @property
    def block(self) -> Block | None:
        return self.first.block

    @property
    def span(self) -> Span:
        """From the first character of its words (after a bullet or number) to the last."""
        return Span(self.first.span.start + (self.marker.length if self.marker else 0), self.lines[-1].span.end)

    @property
    def is_item(self) -> bool:
        return self.marker is not None or self.first.kind is BlockKind.ITEM

    @property
    def is_indented(self) -> bool:
        return all(line.indent >= INDENTED for line in self.lines)


@dataclass(frozen=True)
class Layout:
    """A source laid out for reading: its lines, which of them are furniture, and its paragraphs."""

    source: Source
    lines: list[VisualLine]
    furniture: dict[int, Furniture]
    shape: Shape
    paragraphs: list[ParagraphLines]
    left_out: list[Span]
    hyphens: Hyphens

    def view(self, span: Span) -> View:
        """The words of `span` as they are read, each knowing where it came from."""
        return reading_view(self.source.text, without(span, self.left_out_within(span)), self.hyphens)

    def words(self, span: Span) -> str:
        return self.view(span).text.strip()

    def left_out_within(self, span: Span) -> list[Span]:
        first = bisect_left(self.left_out, span.start, key=lambda gap: gap.end)
        last = bisect_left(self.left_out, span.end, key=lambda gap: gap.start)
        return [gap for gap in self.left_out[first:last] if gap.overlaps(span)]


def lay_out(source: Source) -> Layout:
    """Finds a source's lines, furniture, shape and paragraphs."""
    lines = visual_lines(source)
    furniture = find_furniture(lines)
    body = list(_body(lines, furniture))
    shape = shape_of(body)
    return Layout(
        source,
        lines,
        furniture,
        shape,
        group_lines(body, shape, speakers_of(body)),
        furniture_spans(lines, furniture),
        Hyphens(source.text),
    )


def _body(lines: Sequence[VisualLine], furniture: dict[int, Furniture]) -> Iterator[VisualLine]:
    """The lines that are not furniture. Below a page's, blank lines part nothing; a rule always parts."""
    for index, line in enumerate(lines):
        if index not in furniture:
            above = furniture.get(index - 1) if index else None
            if above is Furniture.RULE:
                yield replace(line, gap=line.gap + RULE_PARTS)
            else:
                yield replace(line, turns_page=True) if above else line


def group_lines(body: Sequence[VisualLine], shape: Shape, speakers: SpeakerNames) -> list[ParagraphLines]:
    """Puts lines together into paragraphs."""
    grouped: list[list[VisualLine]] = [[body[0]]] if body else []
    depth, open_for = (depth_after(body[0].text), 0) if body else (0, 0)
    at_top = True
    for index, (previous, line) in enumerate(pairwise(body), start=1):
        open_for = open_for + len(previous.text) if depth else 0
        at_top = at_top and not ends_a_sentence(previous.text)
        rest = body[index : index + LONGEST_IN_LINES + 1]
        place = _Place(grouped[-1], previous, line, rest, shape, 0 < open_for < LONGEST_OPEN_QUOTATION, at_top)
        if speakers.begins_turn(line.text) or begins_paragraph(place):
            grouped.append([line])
            depth = 0
        else:
            grouped[-1].append(line)
        depth = depth_after(line.text, depth)
    return [ParagraphLines(tuple(lines), _marker(lines[0])) for lines in grouped]


@dataclass(frozen=True, slots=True)
class _Place:
    """The place between two lines where a paragraph may begin."""

    so_far: list[VisualLine]
    previous: VisualLine
    line: VisualLine
    rest: Sequence[VisualLine]
    shape: Shape
    in_quotation: bool
    is_at_top: bool

    @property
    def gap(self) -> int:
        """Blank lines more than lie between two lines of one sentence; a page's turn counts for none."""
        return 0 if self.line.turns_page else max(self.line.gap - self.shape.usual_gap, 0)

    @property
    def runs_on(self) -> bool:
        return runs_on(self.previous.text, self.line.text) or self.previous.text.endswith(("-", "\xad", "\ufffe"))


def begins_paragraph(place: _Place) -> bool:
    """Whether `place.line` begins a paragraph: the file's own blocks first, then the shape of the text."""
    previous, line = place.previous, place.line
    if previous.block is not line.block:
        return not (
            _is_cut_by_page(place) and (place.runs_on or (place.in_quotation and not opens_with_mark(line.text)))
        )
    if line.block is not None:
        return line.kind not in WHOLE_BLOCKS and _begins_in_block(place)
    if _begins_item(place) or _begins_signature(place):
        return True
    if place.gap:
        return not (place.runs_on and (place.shape.is_wrapped or place.in_quotation))
    return _begins_without_gap(place)


def _is_cut_by_page(place: _Place) -> bool:
    return place.line.turns_page and place.line.kind is place.previous.kind


def _begins_in_block(place: _Place) -> bool:
    """A line break inside a block (<br>, Shift-Enter) begins a paragraph only for who spoke or for a new quotation."""
    if _begins_signature(place):
        return True
    can_be_name = len(place.line.text) <= LONGEST_SIGNATURE and not HOLDS_A_STOP.search(place.line.text)
    if ends_a_sentence(place.previous.text) and can_be_name and _is_last_of_block(place):
        return True
    return closes_with_mark(place.previous.text) and opens_with_mark(place.line.text)


def _is_last_of_block(place: _Place) -> bool:
    return len(place.rest) < 2 or place.rest[1].block is not place.line.block


def _begins_signature(place: _Place) -> bool:
    """A dash that begins a short line after a whole sentence says who spoke, or begins an item."""
    line = place.line.text
    return bool(SIGNATURE.match(line)) and len(line) <= LONGEST_SIGNATURE and ends_a_sentence(place.previous.text)


def _begins_item(place: _Place) -> bool:
    marker = marker_of(place.line.text)
    if marker is None:
        return False
    if marker.number is None:
        return not (marker.is_dash and place.runs_on and place.gap == 0 and place.line.text[marker.length].islower())
    before = _marker(place.so_far[0])
    follows_on = before is not None and before.number is not None and marker.number == before.number + 1
    return follows_on or marker.number == 1 or place.gap > 0 or ends_a_sentence(place.previous.text)


def _begins_without_gap(place: _Place) -> bool:
    if not place.shape.is_wrapped:
        return not (place.in_quotation and place.runs_on)
    if place.in_quotation:
        return opens_with_mark(place.line.text) and ends_a_sentence(place.previous.text) and _ended_early(place)
    if place.runs_on or _is_within_indented(place):
        return False
    if place.is_at_top and LABELLED.match(place.line.text):
        return True
    return (
        _is_set_apart(place)
        or _quotation_ended(place)
        or _ended_early(place)
        or _stands_alone(place)
        or _indentation_changed(place)
    )


def _ended_early(place: _Place) -> bool:
    return place.shape.has_room_for(place.previous, place.line, place.so_far[:-1])


def _stands_alone(place: _Place) -> bool:
    """A short line without a stop, between the end of a sentence and the beginning of another: most often a heading.

    At the top of a text, before any sentence has ended, so does a line below another such line: a date below a title.
    """
    follows_an_end = ends_a_sentence(place.previous.text) or (place.is_at_top and not HANGS.search(place.previous.text))
    if len(place.rest) < 2 or not follows_an_end or ends_a_sentence(place.line.text):
        return False
    following = place.rest[1]
    return place.shape.has_room_for(place.line, following) and not (
        place.line.text[:1].islower() or following.text[:1].islower()
    )


def _is_within_indented(place: _Place) -> bool:
    """Lines set in alike from a text that is not (a poem, a quotation) belong together until a blank line."""
    is_inset = place.line.indent == place.previous.indent >= place.shape.margin + INSET
    return is_inset and not opens_with_mark(place.line.text) and not opens_with_mark(place.so_far[0].text)


def _is_set_apart(place: _Place) -> bool:
    """A quotation begins with the line and ends with a line: no accident of where lines were cut."""
    if not opens_with_mark(place.line.text) or not _closes_at_line_end(place.rest):
        return False
    after_item = _marker(place.so_far[0]) is not None and place.line.text[0] in "“«"
    return ends_a_sentence(place.previous.text) or after_item


def _closes_at_line_end(lines: Sequence[VisualLine]) -> bool:
    """Whether the quotation that the first line opens is closed at the end of a line, or before who spoke."""
    if lines[0].text[0] in "‘'":
        ending = next((line.text for line in lines[:LONGEST_IN_LINES] if ENDS_SINGLE.search(line.text)), None)
        return ending is not None
    depth = 0
    for line in lines[:LONGEST_IN_LINES]:
        for mark in DOUBLE_MARK.finditer(line.text):
            side = side_of(line.text, mark.start())
            if side is Side.OPENS or (side is Side.EITHER and depth == 0):
                depth += 1
            elif depth == 1:
                return bool(WHO_SPOKE.fullmatch(line.text, mark.end()))
            else:
                depth -= 1
    return False


def _quotation_ended(place: _Place) -> bool:
    """The paragraph is one whole quotation, with who spoke or without, and what follows begins like a sentence."""
    whole = " ".join(line.text for line in place.so_far)
    if not opens_with_mark(whole) or place.line.text[:1].islower() or whole.count("(") > whole.count(")"):
        return False
    names_somebody = not closes_with_mark(whole) and not whole.endswith((")", "."))
    if names_somebody and HANGS.search(place.previous.text):
        return False  # who spoke goes on in the next line
    if whole[0] in "‘'":
        return bool(ENDS_SINGLE.search(place.previous.text)) and (len(place.so_far) > 1 or len(whole) > 1)
    return bool(ENDS_DOUBLE.search(place.previous.text)) and depth_after(whole) == 0


def _indentation_changed(place: _Place) -> bool:
    change = place.line.indent - place.previous.indent
    if change >= INDENTED:
        return _marker(place.so_far[0]) is None
    first_line_indented = len(place.so_far) == 1
    return change <= -INDENTED and not first_line_indented and ends_a_sentence(place.previous.text)


def _marker(line: VisualLine) -> Marker | None:
    if line.kind in WHOLE_BLOCKS or line.kind is BlockKind.ITEM:
        return None
    marker = marker_of(line.text)
    # A file that marks its items leaves no dash in front of them: this one introduces who spoke.
    return None if marker and marker.is_dash and line.block else marker
