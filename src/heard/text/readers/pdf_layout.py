"""Lines of a PDF joined to paragraphs: by the tags where a PDF has them, by place, size and weight where it has not."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from heard.text.readers.pdf_furniture import find_furniture
from heard.text.readers.pdf_lines import PageLine, PageText, around
from heard.text.spans import BlockKind

_SAME_SIZE = 0.08  # of a size: less is the same
_LARGER = 1.15  # times the body’s size: plain type must be this large to make a heading
_WIDE_GAP = 1.3  # times the usual distance between lines: more parts paragraphs
_OPEN_LEADING = 1.6  # times the type size: lines as far apart as this are a paragraph only if they fill their width
_INDENT = 9.0  # points
_CROWDED = 1000  # lines on a page above which nothing is compared with every other
_COLUMN = 4  # type sizes by which lines of one column may begin apart
_LONGEST_HEADING = 200  # characters
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]]*\s*$|[”»]\s*$")
_ENDS_LIKE_PROSE = re.compile(r"[.,;][\"”’']?\s*$")


@dataclass(slots=True)
class PageParagraph:
    """Lines that belong together, and what they are. Never across pages."""

    lines: list[PageLine]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: int = 0  # characters of a typed or drawn bullet or number at the start
    indented: bool = False
    spaced: bool = False  # set off from the paragraph before

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a document sets its type."""

    body_size: float
    leading: float  # distance between the lines of a paragraph, in type sizes
    spaced: bool  # whether space parts paragraphs
    margins: tuple[float, ...]  # where its lines usually begin
    bold_body: bool
    rights: dict[tuple[int, int, int], float] = field(default_factory=dict)  # the right edge of each column


def arrange(pages: Sequence[PageText]) -> list[PageParagraph]:
    """The paragraphs of a document in reading order, each with its kind."""
    furniture = find_furniture(pages)
    habits = _find_habits(pages, furniture)
    paragraphs: list[PageParagraph] = []
    for page in pages:
        for paragraph in _join(page.lines, furniture, habits):
            _name(paragraph, page, habits)
            paragraphs.append(paragraph)
    _rank_headings([p for p in paragraphs if p.kind is BlockKind.HEADING])
    _rank_items([p for p in paragraphs if p.kind is BlockKind.ITEM and not p.lines[0].tag.group])
    return paragraphs


def _find_habits(pages: Sequence[PageText], furniture: set[int]) -> _Habits:
    sizes: Counter[float] = Counter()
    lefts: Counter[float] = Counter()
    gaps: Counter[float] = Counter()
    bold = 0
    edges: dict[tuple[int, int, int], float] = {}
    for page in pages:
        lines = [line for line in page.lines if id(line) not in furniture]
        for line in lines:
            sizes[line.size] += len(line.text)
            edges[_column(line)] = max(edges.get(_column(line), 0.0), line.right)
            lefts[round(line.left)] += 1
            bold += len(line.text) if line.bold else 0
        for before, line in pairwise(lines):
            gap = _gap(before, line)
            if _same_size(before, line) and 0.8 < gap < 4:
                gaps[round(gap / 0.05) * 0.05] += 1
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    leading = _usual_leading(gaps)
    margins = tuple(left for left, times in lefts.items() if times >= 0.2 * lefts.total())
    habits = _Habits(body, leading, False, margins, bold > 0.5 * sizes.total(), edges)
    return _Habits(body, leading, _is_spaced(pages, habits), margins, habits.bold_body, edges)


def _usual_leading(gaps: Counter[float]) -> float:
    """The smallest distance that at least a tenth of the pairs of lines have."""
    common = [gap for gap, _ in gaps.items() if sum(gaps[g] for g in gaps if abs(g - gap) < 0.08) >= 0.1 * gaps.total()]
    return min(common, default=1.2)


def _is_spaced(pages: Sequence[PageText], habits: _Habits) -> bool:
    """Whether wide gaps part paragraphs at least as often as a short line with a full stop seems to."""
    wide = short = 0
    for page in pages:
        for before, line in pairwise(page.lines):
            gap = _gap(before, line)
            if not _same_size(before, line) or gap <= 0:
                continue
            if gap > _WIDE_GAP * habits.leading:
                wide += gap < 4
            else:
                short += _stops_early(before, line, habits) and _SENTENCE_END.search(before.text) is not None
    return wide >= max(short, 1)


def _gap(before: PageLine, line: PageLine) -> float:
    """The distance of two lines, in type sizes; negative where the second stands higher."""
    return (before.baseline - line.baseline) / max(line.size, before.size, 1.0)


def _same_size(before: PageLine, line: PageLine) -> bool:
    return abs(before.size - line.size) <= _SAME_SIZE * max(before.size, line.size)


def _stops_early(before: PageLine, line: PageLine, habits: _Habits) -> bool:
    """Whether the first word of the second line would have fitted on the first."""
    page, size, left = _column(before)
    column = max(habits.rights.get((page, size, near), before.right) for near in (left - 1, left, left + 1))
    words = line.text.split()
    width = (line.right - line.left) / max(len(line.text), 1)
    return column - before.right > (len(words[0]) + 1) * width + 2 if words else True


def _column(line: PageLine) -> tuple[int, int, int]:
    """What lines of one column have in common: their page, their size, and roughly where they begin."""
    return line.page, round(line.size), int(line.left // (_COLUMN * max(line.size, 1.0)))


def _join(lines: Sequence[PageLine], furniture: set[int], habits: _Habits) -> Iterator[PageParagraph]:
    paragraph: PageParagraph | None = None
    for line in lines:
        if id(line) in furniture:
            if paragraph:
                yield paragraph
            yield PageParagraph([line], BlockKind.FURNITURE)
            paragraph = None
            continue
        if paragraph and _continues(paragraph, line, habits):
            paragraph.lines.append(line)
            continue
        spaced = paragraph is None or not 0 < _gap(paragraph.lines[-1], line) <= _WIDE_GAP * habits.leading
        if paragraph:
            yield paragraph
        paragraph = PageParagraph([line], label=line.label, spaced=spaced)
    if paragraph:
        yield paragraph


def _continues(paragraph: PageParagraph, line: PageLine, habits: _Habits) -> bool:
    before = paragraph.lines[-1]
    if before.tag.group or line.tag.group:
        return before.tag.group == line.tag.group and before.tag.kind is line.tag.kind
    if line.label or not _same_size(before, line) or before.bold != line.bold:
        return False
    if line.left > before.right or line.right < before.left:
        return False
    gap = _gap(before, line)
    if gap < -1:  # the next column
        return not _SENTENCE_END.search(before.text) and line.text[:1].islower()
    if gap < 0.5 or gap > _WIDE_GAP * habits.leading:
        return False
    return not _begins_anew(paragraph, line, habits)


def _begins_anew(paragraph: PageParagraph, line: PageLine, habits: _Habits) -> bool:
    """Whether a line at the usual distance still begins a paragraph: it is set in, or the one before stopped early."""
    before = paragraph.lines[-1]
    ended = _SENTENCE_END.search(before.text) is not None
    early = _stops_early(before, line, habits)
    if early and (habits.leading > _OPEN_LEADING or (before.italic != line.italic)):
        return True
    hanging = paragraph.label and len(paragraph.lines) == 1
    if ended and not hanging and line.left - before.left > 0.8 * line.size:
        return True
    if paragraph.label and len(paragraph.lines) > 1 and before.left - line.left > 0.8 * line.size:
        return True
    return early and ended and not habits.spaced


def _name(paragraph: PageParagraph, page: PageText, habits: _Habits) -> None:
    """Says what a paragraph is."""
    if paragraph.kind is BlockKind.FURNITURE:
        return
    first = paragraph.lines[0]
    paragraph.kind, paragraph.level = first.tag.kind, first.tag.level
    if paragraph.kind is BlockKind.PARAGRAPH and _looks_like_heading(paragraph, habits):
        paragraph.kind = BlockKind.HEADING
    elif paragraph.kind is BlockKind.PARAGRAPH and paragraph.label:
        paragraph.kind = BlockKind.ITEM
    if paragraph.kind is not BlockKind.ITEM:
        paragraph.label = 0
    if paragraph.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION):
        paragraph.indented = _is_indented(paragraph, habits) and not _is_beside_others(paragraph, page)


def _is_indented(paragraph: PageParagraph, habits: _Habits) -> bool:
    """Whether all its lines begin right of a margin, and at none."""
    lefts = [line.left for line in paragraph.lines]
    at_margin = any(abs(left - margin) < _INDENT / 2 for left in lefts for margin in habits.margins)
    return not at_margin and any(min(lefts) > margin + _INDENT for margin in habits.margins)


def _is_beside_others(paragraph: PageParagraph, page: PageText) -> bool:
    """Whether words stand left of it at the same height, as beside a second column or a cell."""
    left, bottom, _, top = around([line.box for line in paragraph.lines])
    return len(page.lines) < _CROWDED and any(
        line.right < left and line.box[1] < top and bottom < line.box[3] for line in page.lines
    )


def _looks_like_heading(paragraph: PageParagraph, habits: _Habits) -> bool:
    """Short, larger or bolder than the body, and not ending like prose."""
    text = paragraph.text.strip()
    if len(text) > _LONGEST_HEADING or len(paragraph.lines) > 3 or _ENDS_LIKE_PROSE.search(text):
        return False
    if text[0] in '“"‘' and text[-1] in '”"’':
        return False
    if not re.search(r"[^\W\d_]", text):
        return False
    larger = paragraph.lines[0].size > habits.body_size * _LARGER
    return larger or (paragraph.bold and not habits.bold_body and paragraph.lines[0].size >= 0.95 * habits.body_size)


def _rank_headings(headings: Sequence[PageParagraph]) -> None:
    """Levels for headings the tags do not give one: by size, the largest first; at one size, bold before plain."""
    tagged = {_heading_look(heading): heading.level for heading in headings if heading.level}
    looks = sorted({_heading_look(heading) for heading in headings}, reverse=True)
    for heading in headings:
        if not heading.level:
            look = _heading_look(heading)
            smaller = [level for other, level in tagged.items() if other > look]
            heading.level = tagged.get(look) or (
                max(smaller) + 1 if smaller else 1 if tagged else looks.index(look) + 1
            )


def _heading_look(heading: PageParagraph) -> tuple[int, bool]:
    return round(heading.lines[0].size), heading.bold


def _rank_items(items: Sequence[PageParagraph]) -> None:
    """Levels by how far in an item begins, within a run of pages."""
    lefts: list[float] = []
    for left in sorted({item.lines[0].left for item in items}):
        if not lefts or left - lefts[-1] > _INDENT:
            lefts.append(left)
    for item in items:
        item.level = 1 + sum(1 for left in lefts if left < item.lines[0].left - _INDENT / 2)
