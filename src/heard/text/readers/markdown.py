"""Markdown: the words without the marks, with their line breaks, read as CommonMark with tables and strikethrough."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from heard.text.locators import Cell, Line
from heard.text.readers.building import Layout, Run, SourceBuilder
from heard.text.readers.decoding import decode
from heard.text.readers.html import PageWriter, parse_page
from heard.text.spans import BlockKind, Source

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[\w-]+:[^\n]*\n|[ \t#-][^\n]*\n|\n)*(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_BARE_URL = re.compile(r"(https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)’'\]])")
_KINDS = {
    "heading_open": BlockKind.HEADING,
    "blockquote_open": BlockKind.QUOTATION,
    "list_item_open": BlockKind.ITEM,
    "th_open": BlockKind.CELL,
    "td_open": BlockKind.CELL,
}
_DEEPEST = 100  # blocks in blocks
_WITH_WORDS = {"inline", "fence", "code_block", "html_block", "tr_open"}
_LINE_BLOCK = re.compile(r"(?:\|(?: .*)?(?:\n|\Z))+")


def read(name: str, data: bytes) -> Source:
    text, warnings = decode(name, data)
    builder = SourceBuilder(name, data)
    for warning in warnings:
        builder.warn(warning)
    _Writer(builder).write(text.lstrip("\ufeff").replace("\r\n", "\n"))
    return builder.build()


class _Writer:
    """Writes the words of a Markdown text, block by block."""

    def __init__(self, builder: SourceBuilder) -> None:
        self.builder = builder
        self.pictures = self.comments = self.cut_cells = 0
        self._lines: Sequence[str] = ()
        self._layouts = [Layout()]  # of the blocks we are in, the innermost last
        self._lists = 0
        self._tables = self._row = self._column = 0
        self._row_line: int | None = None
        self._last_line = 0  # where the block before ended

    def write(self, text: str) -> None:
        front = _FRONT_MATTER.match(text)
        first = 0
        if front:  # the file's own data, kept as it is written: it may hold the title and the date
            self._write_runs([Run(front[0].rstrip("\n"))], (0, front[0].count("\n")))
            first = front[0].count("\n")
            text = text[front.end() :]
        parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
        tokens = parser.parse(text)
        self._lines = text.split("\n")
        for token in tokens:
            lines = token.map or [self._last_line - first, self._last_line - first]
            self._write_token(token, (lines[0] + first, lines[1] + first))
        self._tell_what_is_left_out(tokens)

    def _tell_what_is_left_out(self, tokens: Sequence[Token]) -> None:
        read = {line for token in tokens if token.type in _WITH_WORDS and token.map for line in range(*token.map)}
        unread = sum(1 for number, line in enumerate(self._lines) if number not in read and re.search(r"\w", line))
        tell = self.builder.warn_left_out
        tell(self.pictures, "picture")
        tell(self.comments, "comment")
        tell(self.cut_cells, "cell beyond the columns of its table", "cells beyond the columns of their tables")
        tell(
            unread,
            "line that is no running text, such as the address of a link,",
            "lines that are no running text, such as the addresses of links,",
        )

    def _write_token(self, token: Token, lines: tuple[int, int]) -> None:
        self._follow_table(token)
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self._lists -= 1
            case "inline":
                self._write_runs(list(self._runs(token.children or [])), lines)
            case "fence":
                self._write_runs([Run(token.content.removesuffix("\n"))], (lines[0] + 1, lines[1]))
            case "code_block":
                self._write_runs([Run(token.content.removesuffix("\n"))], lines)
            case "html_block":
                self._write_html(token.content, lines)
            case opening if opening in _KINDS:
                self._layouts.append(Layout(_KINDS[opening], self._level(token)))
            case closing if closing.replace("_close", "_open") in _KINDS:
                self._layouts.pop()

    def _level(self, token: Token) -> int:
        if token.type == "list_item_open":
            return self._lists
        return int(token.tag[1]) if token.type == "heading_open" else 0

    def _follow_table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self._tables += 1
                self._row = 0
            case "tr_open":
                self._row += 1
                self._column = 0
                self._row_line = token.map[0] if token.map else None
            case "th_open" | "td_open":
                self._column += 1
            case "tr_close" if self._row_line is not None:
                cells = re.split(r"(?<!\\)\|", self._lines[self._row_line].strip(" \t>").strip("|"))
                self.cut_cells += sum(1 for cell in cells[self._column :] if cell.strip())

    def _write_runs(self, runs: Sequence[Run], lines: tuple[int, int]) -> None:
        if lines[0] > self._last_line and len(self.builder):
            self.builder.write("\n")
        self._last_line = lines[1]
        layout = self._layouts[-1]
        if layout.kind is BlockKind.CELL:
            self.builder.add_paragraph(runs, layout, Cell(f"table {self._tables}", self._row, self._column))
        else:
            self.builder.add_paragraph(_without_bars(runs), layout, Line(lines[0] + 1))

    def _runs(self, children: Sequence[Token]) -> Iterator[Run]:
        look = Run("")
        for child in children:
            look = _change(look, child)
            match child.type:
                case "text" | "code_inline":
                    yield from _linked(replace(look, text=child.content))
                case "softbreak" | "hardbreak":
                    yield replace(look, text="\n", url="")
                case "image":
                    self.pictures += 1
                case "html_inline":
                    self.comments += child.content.startswith("<!--")
                    if re.match(r"<br\b", child.content, re.IGNORECASE):
                        yield Run("\n")

    def _write_html(self, content: str, lines: tuple[int, int]) -> None:
        self.comments += content.count("<!--")
        root = parse_page(re.sub(r"<!--.*?(?:-->|\Z)", "", content, flags=re.DOTALL))
        if root is None:
            return
        if lines[0] > self._last_line and len(self.builder):
            self.builder.write("\n")
        self._last_line = lines[1]
        page = PageWriter(self.builder, Line(lines[0] + 1))
        page.write(root)
        page.tell_what_is_left_out()


def _change(look: Run, token: Token) -> Run:
    """The look of the words after a token."""
    match token.type:
        case "strong_open" | "strong_close":
            return replace(look, bold=token.type == "strong_open")
        case "em_open" | "em_close":
            return replace(look, italic=token.type == "em_open")
        case "link_open" | "link_close":
            return replace(look, url=str(token.attrGet("href") or ""))
    return look


def _linked(run: Run) -> Iterator[Run]:
    """A run cut at the addresses that stand in it as plain words."""
    if run.url or "://" not in run.text:
        yield run
        return
    for number, piece in enumerate(_BARE_URL.split(run.text)):
        if piece:
            yield replace(run, text=piece, url=piece if number % 2 else "")


def _without_bars(runs: Sequence[Run]) -> Sequence[Run]:
    """Verse written as Pandoc writes it, a bar before every line, without the bars."""
    if not _LINE_BLOCK.fullmatch("".join(run.text for run in runs)):
        return runs
    kept, at_start = [], True
    for run in runs:
        text = re.sub(r"(?<=\n)\| ?", "", run.text)
        kept.append(replace(run, text=re.sub(r"^\| ?", "", text) if at_start else text))
        at_start = run.text.endswith("\n")
    return kept
