"""Passages: the paragraphs of session notes as they are read, each knowing its neighbours' looks and its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from heard.text.segments import Layout, ParagraphLines, View
from heard.text.segments.furniture import Furniture
from heard.text.session_notes.roles import is_signature
from heard.text.spans import BlockKind, Span


@dataclass(frozen=True)
class Passage:
    """One paragraph, heading, item or cell: its words (without a bullet or number), and the way back to the source."""

    paragraph: ParagraphLines
    view: View
    is_underlined: bool = False  # by a rule of its own, as plain text marks headings

    @property
    def text(self) -> str:
        return self.view.text

    @property
    def span(self) -> Span:
        return self.paragraph.span

    @property
    def whole_span(self) -> Span:
        """With the bullet or number it begins with."""
        return Span(self.paragraph.first.span.start, self.span.end)

    @property
    def kind(self) -> BlockKind | None:
        return self.paragraph.first.kind

    @property
    def is_item(self) -> bool:
        return self.paragraph.is_item

    @property
    def number(self) -> int | None:
        return self.paragraph.marker.number if self.paragraph.marker else None

    @property
    def is_quoted(self) -> bool:
        """Whether it begins with the “>” with which plain text quotes."""
        return self.paragraph.marker is not None and self.paragraph.marker.is_quoted

    @property
    def is_bold(self) -> bool:
        return bool(self.paragraph.block and self.paragraph.block.bold)

    @property
    def is_italic(self) -> bool:
        return bool(self.paragraph.block and self.paragraph.block.italic)

    @property
    def size(self) -> float:
        return self.paragraph.block.size if self.paragraph.block else 0.0

    @property
    def word_count(self) -> int:
        return len(self.text.split())

    def span_of(self, start: int, end: int) -> Span:
        """Where in the source the characters of `text` from `start` to `end` are."""
        return self.view.span_of(start, end)


def passages_of(layout: Layout) -> list[Passage]:
    """The paragraphs of a layout. A dash that introduces who spoke is theirs; one among other dashes is a bullet."""
    paragraphs = [
        replace(paragraph, marker=None) if _is_signed(layout.paragraphs, index) else paragraph
        for index, paragraph in enumerate(layout.paragraphs)
    ]
    underlined = set(_underlined(layout))
    passages = [
        Passage(paragraph, layout.view(paragraph.span), paragraph.lines[-1].number in underlined)
        for paragraph in paragraphs
    ]
    return [passage for passage in passages if passage.text.strip()]  # a lone soft hyphen is nothing to read


def _underlined(layout: Layout) -> Iterator[int]:
    """The numbers of the lines of plain text that have a rule of their own, not far longer than they are."""
    for index, (line, below) in enumerate(pairwise(layout.lines)):
        is_rule = layout.furniture.get(index + 1) is Furniture.RULE and below.gap == 0
        is_words = line.block is None and index not in layout.furniture
        if is_rule and is_words and len(below.text) <= max(2 * len(line.text), len(line.text) + 12):
            yield line.number


def _is_signed(paragraphs: Sequence[ParagraphLines], index: int) -> bool:
    beside = [paragraphs[other] for other in (index - 1, index + 1) if 0 <= other < len(paragraphs)]
    text = paragraphs[index].first.text
    return _is_dashed(paragraphs[index]) and index > 0 and is_signature(text) and not any(map(_is_dashed, beside))


def _is_dashed(paragraph: ParagraphLines) -> bool:
    return paragraph.marker is not None and paragraph.marker.is_dash
