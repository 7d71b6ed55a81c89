"""The structure a tagged PDF says it has: headings, items, quotations and cells, by the marked content of each page."""

import ctypes
import re
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from heard.text.locators import Cell
from heard.text.spans import BlockKind

_DEPTH = 60  # nesting beyond which a tree is broken or hostile
_MOST = 200_000  # elements on a page
_GROUPS = {
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "Title",
    "LI",
    "BlockQuote",
    "TD",
    "TH",
    "Caption",
    "Note",
    "TOCI",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """What the words of some marked content are. `group` tells elements of a page apart; 0: the tags do not say."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    group: int = 0
    label: bool = False  # a list’s bullet or number
    cell: Cell | None = None
    marked: bool = True  # false for what the tags leave out, which is decoration


UNTAGGED = Tag(marked=False)


def read_tags(page: Any, tables_before: int) -> tuple[dict[int, Tag], int]:
    """The tag of each marked content number on a page, and the number of tables up to and on it."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}, tables_before
    try:
        walk = _Walk(tables_before)
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk.visit(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), Tag(), 0)
        return walk.tags, walk.tables
    finally:
        pdfium.FPDF_StructTree_Close(tree)


class _Walk:
    def __init__(self, tables: int) -> None:
        self.tags: dict[int, Tag] = {}
        self.tables = tables
        self._row = self._column = self._lists = self._seen = 0

    def visit(self, element: Any, outer: Tag, depth: int) -> None:
        self._seen += 1
        if not element or depth > _DEPTH or self._seen > _MOST:
            return
        role = _role(element)
        tag = self._tag(role, outer)
        is_list = role == "L"
        self._lists += is_list
        for index in range(max(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element), 0)):
            self._note(pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index), tag)
        for index in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
            self._note(pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index), tag)
            self.visit(pdfium.FPDF_StructElement_GetChildAtIndex(element, index), tag, depth + 1)
        self._lists -= is_list

    def _note(self, content: int, tag: Tag) -> None:
        if content >= 0:
            self.tags.setdefault(content, tag)

    def _tag(self, role: str, outer: Tag) -> Tag:
        tag = replace(outer, group=self._seen) if role in _GROUPS else outer
        if role == "Title" or re.fullmatch(r"H[1-6]?", role):
            return replace(tag, kind=BlockKind.HEADING, level=int(role[1:] or 1) if role != "Title" else 1)
        match role:
            case "BlockQuote":
                return replace(tag, kind=BlockKind.QUOTATION, level=0)
            case "LI":
                return replace(tag, kind=BlockKind.ITEM, level=max(self._lists, 1))
            case "Lbl":
                return replace(tag, label=True)
            case "Table":
                self.tables += 1
                self._row = 0
            case "TR":
                self._row += 1
                self._column = 0
            case "TD" | "TH":
                self._column += 1
                cell = Cell(f"table {max(self.tables, 1)}", max(self._row, 1), self._column)
                return replace(tag, kind=BlockKind.CELL, level=0, cell=cell)
        return tag


def _role(element: Any) -> str:
    """An element’s standard type; documents may call it otherwise and say what they mean."""
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if not 2 <= size <= 200:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")
