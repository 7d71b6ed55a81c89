"""What a PDF page holds besides its own text: links, filled-in fields, words typed on the page, comments, pictures."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from heard.text.readers.pdf_lines import Box, LineReader, PageLine, around

_TEXT_FIELDS = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_TICKS = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_SILENT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)
_MOST_ANNOTATIONS = 5000
_DEPTH = 4  # of drawings in drawings


@dataclass(frozen=True, slots=True)
class Entry:
    """Words somebody put on a page: in a form’s field, or typed over it."""

    text: str
    box: Box


class PageExtras:
    """Everything on a page that is not in its text layer, with counts for what has no words."""

    def __init__(self, document: Any, form: Any, page: Any) -> None:
        self.document, self.form, self.page = document, form, page
        self.fields: list[Entry] = []
        self.typed: list[Entry] = []
        self.counts: Counter[str] = Counter()
        for annotation in self._annotations():
            self._read_annotation(annotation)
        self.counts["picture"] += _count_pictures(page)

    def _annotations(self) -> Iterator[Any]:
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(self.page), _MOST_ANNOTATIONS)):
            annotation = pdfium.FPDFPage_GetAnnot(self.page, index)
            if annotation:
                yield annotation
                pdfium.FPDFPage_CloseAnnot(annotation)

    def _read_annotation(self, annotation: Any) -> None:
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == pdfium.FPDF_ANNOT_WIDGET and self.form:
            self._read_field(annotation)
        elif kind == pdfium.FPDF_ANNOT_FREETEXT:
            words = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
            self._add(self.typed, annotation, words)
            self.counts["comment"] += not words.strip()
        elif kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
            self.counts["attached file"] += 1
        elif kind not in _SILENT:
            has_words = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()
            self.counts["comment" if has_words else "mark"] += 1

    def _read_field(self, annotation: Any) -> None:
        kind = pdfium.FPDFAnnot_GetFormFieldType(self.form, annotation)
        if kind in _TEXT_FIELDS:
            self._add(self.fields, annotation, _string(pdfium.FPDFAnnot_GetFormFieldValue, self.form, annotation))
        elif kind in _TICKS:
            self.counts["ticked box"] += pdfium.FPDFAnnot_IsChecked(self.form, annotation) == 1

    def _add(self, entries: list[Entry], annotation: Any, text: str) -> None:
        if text.strip():
            box = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(annotation, box)
            entries.append(Entry(text.replace("\r\n", "\n").replace("\r", "\n"), _rounded(box)))


def place_links(document: Any, page: Any, reader: LineReader) -> int:
    """Puts the links of a page on the characters of its lines. Gives back how many lie on no words."""
    position, link, unplaced = ctypes.c_int(0), pdfium.FPDF_LINK(), 0
    for _ in range(_MOST_ANNOTATIONS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            break
        url = _url(document, link)
        if url and not _place(url, _areas(link), reader):
            unplaced += 1
    return unplaced


def _place(url: str, areas: Sequence[Box], reader: LineReader) -> bool:
    placed = False
    for area in areas:
        for line in reader.page.lines:
            if line.box[1] < area[3] and area[1] < line.box[3] and line.left < area[2] and area[0] < line.right:
                placed = _place_on_line(url, area, line, reader) or placed
    return placed


def _place_on_line(url: str, area: Box, line: PageLine, reader: LineReader) -> bool:
    inside = [place for place, index in enumerate(line.indices) if _is_inside(reader.char_box(index), area)]
    words = line.text
    while inside and not words[inside[-1]].strip():
        inside.pop()
    if inside:
        line.links.append((inside[0], inside[-1] + 1, url))
    return bool(inside)


def _is_inside(box: Box, area: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x <= area[2] and area[1] - 1 <= y <= area[3] + 1


def _areas(link: Any) -> list[Box]:
    """The rectangles of a link: one for every line it runs over, where the file gives them."""
    areas = []
    for index in range(min(max(pdfium.FPDFLink_CountQuadPoints(link), 0), 100)):
        quad = pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            areas.append((min(xs), min(ys), max(xs), max(ys)))
    if not areas:
        box = pdfium.FS_RECTF()
        if pdfium.FPDFLink_GetAnnotRect(link, box):
            areas.append(_rounded(box))
    return areas


def _url(document: Any, link: Any) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", errors="replace")


def _string(read: Any, *arguments: Any) -> str:
    """A string PDFium gives in two steps: its size, then its characters."""
    size = read(*arguments, None, 0)
    if not 2 < size < 10_000_000:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2))()
    read(*arguments, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", errors="replace")


def _rounded(box: Any) -> Box:
    return around([(box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))])


def _count_pictures(page: Any) -> int:
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(max(pdfium.FPDFPage_CountObjects(page), 0)))
    return sum(_pictures_in(each, 1) for each in objects)


def _pictures_in(page_object: Any, depth: int) -> int:
    kind = pdfium.FPDFPageObj_GetType(page_object)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        return 1
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth > _DEPTH:
        return 0
    count = max(pdfium.FPDFFormObj_CountObjects(page_object), 0)
    return sum(_pictures_in(pdfium.FPDFFormObj_GetObject(page_object, index), depth + 1) for index in range(count))
