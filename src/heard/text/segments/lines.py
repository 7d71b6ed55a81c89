"""Visual lines: what a reader would call a line, with the gap above it and the block it belongs to."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from heard.text.locators import Page
from heard.text.spans import Block, BlockKind, Source, Span

# Everything Unicode says must break a line; a form feed also turns the page.
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")
BULLET = re.compile(
    r"[•◦▪▫‣⁃●○■□➢➤►▸·∙*\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d]+[ \t\u00a0]*|[-–—o§][ \t\u00a0]+|>+[ \t]?"
)
# A bullet or number that a file keeps outside the item's own block.
LEAD = re.compile(rf"(?:{BULLET.pattern})\s*|[-–—o§>]+|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[.)]{{1,2}}")
TAB_WIDTH = 4


@dataclass(frozen=True, slots=True)
class VisualLine:
    """A line that is not blank, without the white space around it.

    `gap` counts the blank lines above it; `indent` is in columns; `lead` holds a bullet that the layout keeps outside
    its block; `number` counts every line of the text from 1, blank ones too.
    """

    span: Span
    text: str
    number: int
    gap: int = 0
    indent: int = 0
    turns_page: bool = False
    block: Block | None = None
    lead: Span | None = None

    @property
    def kind(self) -> BlockKind | None:
        return self.block.kind if self.block else None


def visual_lines(source: Source) -> list[VisualLine]:
    """The lines of a source that are not blank, in order. One that holds several blocks (cells of a row) is cut."""
    pages = _PageTurns(source)
    blocks = _Blocks(source.blocks)
    lines: list[VisualLine] = []
    blank, fed = 0, False
    for number, start, end in _physical_lines(source.text):
        fed = fed or (start > 0 and source.text[start - 1] == "\f")
        pieces = list(blocks.pieces(source.text, start, end))
        if not pieces:
            blank += source.text[end : end + 1] != "\f"
            continue
        for lead, span, block in pieces:
            indent = _columns(source.text[start : span.start]) if not lines or lines[-1].number != number else 0
            turned = pages.turned_before(span.start) or fed
            gap = blank if lines else 0
            lines.append(VisualLine(span, span.of(source.text), number, gap, indent, turned, block, lead))
            blank, fed = 0, False
    return lines


def line_number(text: str, offset: int) -> int:
    """The line of `text` that holds `offset`, from 1."""
    return text.count("\n", 0, offset) + 1


def _physical_lines(text: str) -> Iterator[tuple[int, int, int]]:
    at = 0
    number = 1
    while at <= len(text):
        match = LINE.match(text, at)
        assert match is not None  # the pattern may match nothing, so it always matches
        yield number, match.start(), match.end()
        if text[match.end() : match.end() + 1] == "\n":
            number += 1
        at = match.end() + 1


def _columns(lead: str) -> int:
    return len(lead.expandtabs(TAB_WIDTH)) if not lead.strip() else 0


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    inside = piece.strip()
    if not inside:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(inside))


class _PageTurns:
    """Where pages begin, from a source's locators; offsets must be asked for in order."""

    def __init__(self, source: Source) -> None:
        pages = [
            (located.span.start, located.locator.page)
            for located in source.located
            if isinstance(located.locator, Page)
        ]
        self._turns = [start for (start, page), (_, before) in zip(pages[1:], pages, strict=False) if page != before]
        self._next = 0

    def turned_before(self, offset: int) -> bool:
        """Whether a page begins at `offset` or since the offset asked for last."""
        turned = False
        while self._next < len(self._turns) and self._turns[self._next] <= offset:
            self._next += 1
            turned = True
        return turned


class _Blocks:
    """A source's blocks, for cutting lines at their edges."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = blocks
        self._starts = [block.span.start for block in blocks]

    def pieces(self, text: str, start: int, end: int) -> Iterator[tuple[Span | None, Span, Block | None]]:
        """The parts of a line that are not blank, each with its block and the bullet before it."""
        lead: Span | None = None
        for piece_start, piece_end, block in self._cuts(start, end):
            span = _trimmed(text, piece_start, piece_end)
            if span is None:
                continue
            if block is None and piece_end < end and LEAD.fullmatch(span.of(text)):
                lead = span
                continue
            yield lead, span, block
            lead = None

    def _cuts(self, start: int, end: int) -> Iterator[tuple[int, int, Block | None]]:
        at = start
        for block in self._touching(start, end):
            if block.span.start > at:
                yield at, block.span.start, None
            yield max(at, block.span.start), min(end, block.span.end), block
            at = min(end, block.span.end)
        if at < end:
            yield at, end, None

    def _touching(self, start: int, end: int) -> Iterator[Block]:
        for block in self._blocks[max(bisect_right(self._starts, start) - 1, 0) :]:
            if block.span.start >= end:
                return
            if block.span.end > start:
                yield block
