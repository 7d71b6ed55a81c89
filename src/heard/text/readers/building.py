"""Building a source piece by piece, so that every run of text knows where it came from."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from heard.text.locators import Line, Locator, Paragraph
from heard.text.readers.refusals import no_words
from heard.text.spans import Block, BlockKind, Link, Located, Source, Span

# Marks nobody types for another purpose: a dash or a number may begin an attribution or a sentence.
TYPED_BULLET = re.compile(r"\s*[•◦▪▫‣⁃●○■□➢➤►▸\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d][ \t\u00a0\u2000-\u200a]*")
# With a tab after it, a dash or a number is a label too.
_TYPED_LABEL = re.compile(r"[ \u00a0]*(?:[-–—*o]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)]|\(?[ivx]{1,5}[.)])\t[ \t]*")
QUOTATION_STYLE = re.compile(r"quot|block ?text", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Some text with one look; `size` in points, 0 where unknown."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a paragraph is, before it has a place in the text."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    style: str = ""
    indented: bool = False


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def counted(number: int, one: str, many: str = "") -> str:
    """“1 comment”, “1,204 comments”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class SourceBuilder:
    """Collects text, blocks, places, links and warnings in reading order; `build()` makes the source."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.sha256 = sha256_of(data)
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._located: list[Located] = []
        self._links: list[Link] = []
        self._warnings: list[str] = []
        self._paragraphs = 0

    def __len__(self) -> int:
        return self._length

    @property
    def text(self) -> str:
        """What has been written so far."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    def write(self, text: str) -> Span:
        """Adds text at the end; a CRLF becomes LF, also where it spans two writes."""
        text = text.replace("\r\n", "\n")
        if text.startswith("\n") and self._pieces and self._pieces[-1].endswith("\r"):
            self._pieces[-1] = self._pieces[-1][:-1] + "\n"
            text = text[1:]
        start = self._length
        if text:
            self._pieces.append(text)
            self._length += len(text)
        return Span(start, self._length)

    def write_line(self, text: str) -> Span:
        span = self.write(text)
        self.write("\n")
        return span

    def add_paragraph(
        self, runs: Sequence[Run], layout: Layout, locator: Locator | None = None, end: str = "\n"
    ) -> Span | None:
        """Writes a paragraph and its end, with block, links and place (by default its number). None if it is empty."""
        start, links = self._length, []
        for run in runs:
            span = self.write(run.text)
            if run.url and len(span):
                links.append(Link(span, run.url))
        span = Span(start, self._length)
        self.write(end)
        if not any(run.text.strip() for run in runs):
            return None
        self._links.extend(_joined(links))
        self.add_block(block_of(span, runs, layout, _bullet_length(runs, layout)))
        if isinstance(locator, Line):
            self.locate_lines(span, locator.line)
        else:
            self.locate(span, locator or self.next_paragraph())
        return span

    def next_paragraph(self) -> Paragraph:
        self._paragraphs += 1
        return Paragraph(self._paragraphs)

    def add_block(self, block: Block) -> None:
        if len(block.span):
            self._blocks.append(block)

    def locate(self, span: Span, locator: Locator) -> None:
        if len(span):
            self._located.append(Located(span, locator))

    def locate_lines(self, span: Span, first: int) -> None:
        """Locates every line of a span on a line of the file, the first on line `first`."""
        start = span.start
        for number, line in enumerate(span.of(self.text).split("\n"), start=first):
            self.locate(Span(start, start + len(line)), Line(number))
            start += len(line) + 1

    def add_link(self, span: Span, url: str) -> None:
        if len(span) and url:
            self._links.append(Link(span, url))

    def add_source(self, other: Source, locator: Locator) -> None:
        """Appends another source's text, with its blocks and links moved, under one locator."""
        start = self.write_line(other.text).start
        self._blocks.extend(replace(block, span=_moved(block.span, start)) for block in other.blocks)
        self._links.extend(replace(link, span=_moved(link.span, start)) for link in other.links)
        self.locate(Span(start, start + len(other)), locator)

    def warn(self, sentence: str) -> None:
        """Says something once."""
        if sentence not in self._warnings:
            self._warnings.append(sentence)

    def warn_left_out(self, number: int, one: str, many: str = "") -> None:
        """Tells of things that are in the file and not in the text, if there are any."""
        if number:
            self.warn(f"{counted(number, one, many)} {'is' if number == 1 else 'are'} not in the text.")

    def warn_notes(self, number: int) -> None:
        """Tells where footnotes and endnotes went, if there are any."""
        if number:
            notes = counted(number, "footnote or endnote", "footnotes and endnotes")
            self.warn(f"{notes} {'stands' if number == 1 else 'stand'} at the end of the text.")

    def build(self) -> Source:
        """The source. Raises UnreadableFile where there are no words."""
        text = self.text
        if not text.strip():
            raise no_words(self.name)
        return Source(
            self.name,
            text,
            self.sha256,
            tuple(self._located),
            tuple(self._blocks),
            tuple(self._links),
            tuple(self._warnings),
        )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _joined(links: Iterable[Link]) -> list[Link]:
    """Links cut into pieces by a change of look, whole again."""
    whole: list[Link] = []
    for link in links:
        if whole and whole[-1].url == link.url and whole[-1].span.end == link.span.start:
            whole[-1] = Link(Span(whole[-1].span.start, link.span.end), link.url)
        else:
            whole.append(link)
    return whole


def _bullet_length(runs: Sequence[Run], layout: Layout) -> int:
    """How many characters at the start of a paragraph are a typed bullet."""
    if layout.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return 0
    text = "".join(run.text for run in runs)
    bullet = TYPED_BULLET.match(text) or _TYPED_LABEL.match(text)
    return bullet.end() if bullet and text[bullet.end() :].strip() else 0


def block_of(span: Span, runs: Sequence[Run], layout: Layout, label: int = 0) -> Block:
    """The block of some runs; one that begins with a label of so many characters is an item, and begins after it."""
    inked = [run for run in runs if run.text.strip()]
    sizes: Counter[float] = Counter()
    for run in inked:
        sizes[run.size] += len(run.text)
    kind = BlockKind.ITEM if label else layout.kind
    return Block(
        Span(span.start + label, span.end),
        kind,
        level=layout.level or int(kind is BlockKind.ITEM),
        style=layout.style,
        size=sizes.most_common(1)[0][0] if sizes else 0.0,
        bold=bool(inked) and all(run.bold for run in inked),
        italic=bool(inked) and all(run.italic for run in inked),
        indented=layout.indented,
    )
