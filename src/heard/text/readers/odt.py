"""OpenDocument texts: what the page shows, in reading order; what it does not show is left out and told.

White space folds as OpenDocument 1.3, part 3, section 6.1.2 says. Text boxes follow the paragraph they hang on;
footnotes and endnotes stand at the end. Numbers and bullets that the office program draws are no part of the text.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from heard.text.locators import Cell
from heard.text.readers.building import Layout, Run, SourceBuilder
from heard.text.readers.odt_styles import Look, Styles
from heard.text.readers.opendocument import NAMESPACES, Folding, attribute
from heard.text.readers.package import Package, local
from heard.text.readers.refusals import damaged, locked
from heard.text.spans import BlockKind, Source

_CONTAINERS = {"section", "index-body", "index-title", "table-of-content", "alphabetical-index", "user-index"}
_CONTAINERS |= {
    "illustration-index",
    "table-index",
    "object-index",
    "bibliography",
    "list-header",
    "numbered-paragraph",
}
_INTO = {"span", "meta", "meta-field", "ruby", "ruby-base", "bookmark-ref", "reference-ref", "conditional-text"}
_UNSEEN = {"tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls"}
_SHAPES = {"custom-shape", "rect", "circle", "ellipse", "line", "polyline", "polygon", "regular-polygon", "path"}
_SHAPES |= {"connector", "measure", "caption"}
_MOST_REPEATS = 1000  # of rows or cells an attribute may ask for


def read(name: str, data: bytes) -> Source:
    package = Package(name, data)
    manifest = package.read("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise locked(name)
    return _Document(name, data, package).read()


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the paragraphs at a point of the document."""

    lists: int = 0
    cell: Cell | None = None
    note: str = ""


class _Document:
    """One pass over a document’s content."""

    def __init__(self, name: str, data: bytes, package: Package) -> None:
        self.builder = SourceBuilder(name, data)
        self.package = package
        self.styles = Styles(package.xml("styles.xml"), package.xml("content.xml"))
        self.left_out: Counter[tuple[str, str]] = Counter()
        self.notes: list[tuple[str, etree._Element]] = []
        self.boxes: list[etree._Element] = []
        self.tables = 0
        self._folding = Folding()

    def read(self) -> Source:
        root = self.package.xml("content.xml")
        body = root.find("office:body/office:text", NAMESPACES) if root is not None else None
        if body is None:
            raise damaged(self.builder.name)
        self.left_out["deletion under “track changes”", "deletions under “track changes”"] += len(
            body.findall("text:tracked-changes/text:changed-region/text:deletion", NAMESPACES)
        )
        self._write_blocks(body, _Place())
        self._write_notes()
        self._count_margins()
        for (one, many), number in self.left_out.items():
            self.builder.warn_left_out(number, one, many)
        return self.builder.build()

    # blocks

    def _write_blocks(self, parent: etree._Element, place: _Place) -> None:
        for element in parent:
            match local(element):
                case "p" | "h":
                    self._write_paragraph(element, place)
                case "list":
                    self._write_blocks(element, replace(place, lists=place.lists + 1))
                case "list-item":
                    self._write_blocks(element, place)
                case "table":
                    self._write_table(element)
                case "section" if self._is_hidden_section(element):
                    self.left_out["hidden section", "hidden sections"] += 1
                case name if name in _CONTAINERS:
                    self._write_blocks(element, place)
                case name if name not in _UNSEEN:
                    if not self._note(element, name):
                        self._write_blocks(element, place)
                    self._write_boxes(place)

    def _is_hidden_section(self, section: etree._Element) -> bool:
        return attribute(section, "text:display") == "none"

    def _write_paragraph(self, paragraph: etree._Element, place: _Place) -> None:
        name = attribute(paragraph, "text:style-name")
        self._folding = Folding()
        runs = list(self._runs(paragraph, self.styles.look(name, "paragraph"), ""))
        self.builder.add_paragraph(runs, self._layout(paragraph, name, place), place.cell)
        self._write_boxes(place)

    def _write_boxes(self, place: _Place) -> None:
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._write_blocks(box, replace(place, lists=0))

    def _layout(self, paragraph: etree._Element, name: str, place: _Place) -> Layout:
        style = self.styles.display_name(name) or place.note
        indented = self.styles.is_indented(name)
        if local(paragraph) == "h":
            level = attribute(paragraph, "text:outline-level")
            return Layout(BlockKind.HEADING, int(level) if level.isdigit() else 1, style)
        if self.styles.heading_level(name):
            return Layout(BlockKind.HEADING, self.styles.heading_level(name), style)
        if place.cell:
            return Layout(BlockKind.CELL, 0, style)
        if self.styles.is_quotation(name):
            return Layout(BlockKind.QUOTATION, 0, style, indented)
        if place.lists:
            return Layout(BlockKind.ITEM, place.lists, style)
        return Layout(BlockKind.PARAGRAPH, 0, style, indented)

    def _write_table(self, table: etree._Element) -> None:
        self.tables += 1
        name, number = f"table {self.tables}", 0
        for row in table.iter("{*}table-row"):
            if next(row.iterancestors("{*}table"), None) is not table:
                continue  # of a table inside this one
            if attribute(row, "table:visibility") in ("collapse", "filter"):
                self.left_out["hidden row of a table", "hidden rows of tables"] += 1
                continue
            number += 1
            column = 1
            for cell in row:
                if local(cell) in ("table-cell", "covered-table-cell"):
                    self._write_blocks(cell, _Place(cell=Cell(name, number, column)))
                    column += _repeats(attribute(cell, "table:number-columns-repeated"))
            number += _repeats(attribute(row, "table:number-rows-repeated")) - 1

    # runs

    def _runs(self, parent: etree._Element, look: Look, url: str) -> Iterator[Run]:
        yield from self._shown(self._folding.fold(parent.text or ""), look, url)
        for element in parent:
            yield from self._inline(element, look, url)
            yield from self._shown(self._folding.fold(element.tail or ""), look, url)

    def _inline(self, element: etree._Element, look: Look, url: str) -> Iterator[Run]:
        match local(element):
            case "span":
                name = attribute(element, "text:style-name")
                yield from self._runs(element, self.styles.look(name, "text").over(look), url)
            case "a":
                yield from self._runs(element, look, attribute(element, "xlink:href") or url)
            case "s" | "tab" | "line-break":
                yield from self._shown(self._folding.exact(element), look, url)
            case "note":
                self._keep_note(element)
            case "placeholder":
                self.left_out["form prompt that was not filled in", "form prompts that were not filled in"] += 1
            case "hidden-text" | "hidden-paragraph":
                self.left_out["hidden text", "hidden texts"] += 1
            case name if name in _INTO or (not self._note(element, name) and _is_field(element)):
                yield from self._runs(element, look, url)

    def _shown(self, text: str, look: Look, url: str) -> Iterator[Run]:
        if look.hidden:
            self.left_out["hidden character", "hidden characters"] += len(text)
        elif text:
            yield Run(text, bool(look.bold), bool(look.italic), look.size or 0.0, url)

    # what is no running text

    def _note(self, element: etree._Element, name: str) -> bool:
        """Counts or keeps what is not words in the line. Gives back whether the element was any of that."""
        match name:
            case "annotation":
                self.left_out["comment", "comments"] += 1
            case "frame" | "g" | "text-box":
                self._look_into(element)
            case shape if shape in _SHAPES:
                self._look_into(element)
            case "ruby-text":
                self.left_out["pronunciation guide", "pronunciation guides"] += 1
            case "annotation-end" | "soft-page-break" | "note-citation" | "alphabetical-index-mark":
                pass
            case "object" | "object-ole" | "control" | "plugin":
                self._look_into(element)
            case _:
                return False
        return True

    def _look_into(self, frame: etree._Element) -> None:
        """Finds the text boxes and shapes with words in a frame, and counts what has none."""
        match local(frame):
            case box if box == "text-box" or box in _SHAPES:
                self.boxes.append(frame)
            case "image":
                self.left_out["picture", "pictures"] += 1
            case "object" | "object-ole" | "plugin":
                self.left_out["embedded object", "embedded objects"] += 1
            case "control":
                self.left_out["form field", "form fields"] += 1
            case _:
                children = list(frame)
                has_object = any(local(child) in ("object", "object-ole") for child in children)
                for child in children:
                    if not (has_object and local(child) == "image"):  # the picture of the object
                        self._look_into(child)

    def _keep_note(self, note: etree._Element) -> None:
        body = note.find("text:note-body", NAMESPACES)
        if body is not None:
            self.notes.append((attribute(note, "text:note-class") or "footnote", body))

    def _write_notes(self) -> None:
        notes, self.notes = self.notes, []
        for kind, body in sorted(notes, key=lambda note: note[0] != "footnote"):
            self._write_blocks(body, _Place(note=kind))
        self.builder.warn_notes(len(notes))

    def _count_margins(self) -> None:
        root = self.package.xml("styles.xml")
        if root is None:
            return
        for kind in ("header", "footer"):
            for margin in root.iter(*(f"{{{NAMESPACES['style']}}}{kind}{pages}" for pages in ("", "-left", "-first"))):
                self.left_out[f"running {kind}", f"running {kind}s"] += bool(
                    "".join(map(str, margin.itertext())).strip()
                )


def _is_field(element: etree._Element) -> bool:
    """Whether an element of the text namespace shows its content, as fields do."""
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{NAMESPACES['text']}}}")


def _repeats(number: str) -> int:
    return min(int(number), _MOST_REPEATS) if number.isdigit() else 1
