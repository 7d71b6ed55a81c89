"""Word documents: what the page shows, in reading order; what it does not show is left out and told.

Insertions under “track changes” are text, deletions are not. Text boxes follow the paragraph they hang on; footnotes
and endnotes stand at the end, under the style names they have. Numbers and bullets that Word draws by itself are no
part of the text. Structure after ECMA-376, part 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from heard.text.locators import Cell
from heard.text.readers.building import Layout, Run, SourceBuilder
from heard.text.readers.docx_elements import (
    DRAWN,
    cells_of,
    has_whole_fields,
    has_words,
    is_plain_formula,
    rows_of,
    shows_prompt,
    symbol,
    why_unseen,
    width_of,
)
from heard.text.readers.docx_left_out import LeftOut, is_filled
from heard.text.readers.docx_styles import Look, Style, Styles, W, value_of
from heard.text.readers.package import Package, local
from heard.text.readers.refusals import damaged
from heard.text.spans import BlockKind, Source

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_INTO = {
    "ins",
    "moveTo",
    "smartTag",
    "customXml",
    "sdt",
    "dir",
    "bdo",
    "sdtContent",
    "fldSimple",
    "rubyBase",
    "oMath",
    "oMathPara",
}
_PAGE_END = "\f"  # no XML holds one, so it marks the breaks that are no line breaks
_FORM_FIELDS = {"checkBox", "ddList"}


def read(name: str, data: bytes) -> Source:
    package = Package(name, data)
    return _Document(name, data, package).read()


@dataclass(slots=True)
class _Field:
    """A field being read: its instruction first, then its result."""

    instruction: str = ""
    in_result: bool = False

    @property
    def url(self) -> str:
        link = re.match(r'\s*HYPERLINK\s+"([^"]+)"', self.instruction)
        return link[1] if link else ""


class _Document:
    """One pass over a document's parts."""

    def __init__(self, name: str, data: bytes, package: Package) -> None:
        self.builder = SourceBuilder(name, data)
        self.package = package
        self.part = self._main_part()
        self.styles = Styles(self._part_xml("styles.xml"))
        self.targets = self._relationships()
        self.fields: list[_Field] = []
        self.notes: list[tuple[str, str]] = []  # the part and the number of every note, in order of mention
        self.boxes: list[etree._Element] = []
        self.carried: list[Run] = []  # runs of a paragraph whose end was deleted
        self.table_count = 0
        self.left_out = LeftOut()
        self.follows_fields = True

    def read(self) -> Source:
        root = self._xml(self.part)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise damaged(self.builder.name)
        self.follows_fields = has_whole_fields(body)
        self._write_blocks(body)
        self._write_carried()
        self._write_notes()
        self._tell_what_is_left_out(body)
        return self.builder.build()

    # parts

    def _main_part(self) -> str:
        root = self.package.xml("_rels/.rels")
        for relationship in root if root is not None else ():
            if relationship.get("Type", "").endswith("/officeDocument"):
                return relationship.get("Target", "").lstrip("/")
        return "word/document.xml"

    def _sibling(self, name: str) -> str:
        return f"{self.part.rpartition('/')[0]}/{name}".lstrip("/")

    def _part_xml(self, name: str) -> etree._Element | None:
        return self._xml(self._sibling(name))

    def _xml(self, part: str) -> etree._Element | None:
        """A part's root, with the namespace of strict documents replaced by the usual one."""
        return self.package.xml(part, lambda data: data.replace(_STRICT, _TRANSITIONAL))

    def _relationships(self) -> dict[str, str]:
        folder, _, file = self.part.rpartition("/")
        root = self.package.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
        return {r.get("Id", ""): r.get("Target", "") for r in (root if root is not None else ())}

    # blocks

    def _write_blocks(self, parent: etree._Element, cell: Cell | None = None, kind: str = "") -> None:
        for element in parent:
            if self._leaves_out(element):
                continue
            match local(element):
                case "p":
                    self._write_paragraph(element, cell, kind)
                case "tbl":
                    self._write_table(element)
                case "sdt":
                    self._write_blocks(element, cell, kind)
                case "AlternateContent":
                    self._write_blocks(self._alternative(element), cell, kind)
                case "ins" | "moveTo" | "customXml" | "smartTag" | "sdtContent":
                    self._write_blocks(element, cell, kind)

    def _leaves_out(self, element: etree._Element) -> bool:
        """Counts an element that is no part of the text. Gives back whether it was one."""
        match local(element):
            case "del":
                self.left_out.add("deletion", element)
            case "moveFrom":
                self._leave_where_it_was(element)
            case "sdt" if shows_prompt(element):
                self.left_out.add("prompt", element)
            case "oMath" if not is_plain_formula(element):
                self.left_out.add("formula", element)
            case "altChunk" | "subDoc":
                self.left_out.add("embedded")
            case _:
                return False
        return True

    def _write_paragraph(self, paragraph: etree._Element, cell: Cell | None, note: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.style(value_of(properties, "pStyle"))
        runs = self.carried + list(self._runs(paragraph, style, ""))
        self.carried = []
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.carried = runs
        else:
            self._add(runs, self.styles.layout(style, properties), cell, note)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._write_blocks(box, cell, note)

    def _add(self, runs: list[Run], layout: Layout, cell: Cell | None, note: str) -> None:
        if cell and layout.kind is not BlockKind.HEADING:
            layout = Layout(BlockKind.CELL, layout.level, layout.style, layout.indented)
        if note and not layout.style:
            layout = Layout(layout.kind, layout.level, note, layout.indented)
        self.builder.add_paragraph(_without_page_ends(runs), layout, cell)

    def _write_carried(self) -> None:
        if self.carried:
            self._add(self.carried, Layout(), None, "")
            self.carried = []

    def _write_table(self, table: etree._Element) -> None:
        self.table_count += 1
        name = f"table {self.table_count}"
        row = 0
        for tr in rows_of(table):
            if (unseen := why_unseen(tr)) is not None:
                self.left_out.add(unseen, tr)
                continue
            row += 1
            column = 1
            for tc in cells_of(tr):
                self._write_blocks(tc, Cell(name, row, column))
                column += width_of(tc)

    # runs

    def _runs(self, parent: etree._Element, style: Style, url: str) -> Iterator[Run]:
        for element in parent:
            if self._leaves_out(element):
                continue
            match local(element):
                case "r":
                    yield from self._run(element, style, url)
                case "hyperlink":
                    yield from self._runs(element, style, self._target(element) or url)
                case "fldSimple":
                    yield from self._runs(element, style, _Field(element.get(f"{W}instr", "")).url or url)
                case "AlternateContent":
                    yield from self._runs(self._alternative(element), style, url)
                case name if name in _INTO:
                    yield from self._runs(element, style, url)

    def _target(self, hyperlink: etree._Element) -> str:
        for name, value in hyperlink.attrib.items():
            if str(name).endswith("}id"):
                return self.targets.get(str(value), "")
        return ""

    def _run(self, run: etree._Element, style: Style, url: str) -> Iterator[Run]:
        look = self.styles.look(style, run.find(f"{W}rPr"))
        for element in run:
            text = self._text_of(element, style)
            if not text:
                continue
            if not all(field.in_result for field in self.fields):
                continue
            self.left_out.deal_with(element)
            if look.hidden:
                self.left_out.counts["hidden"] += len(text)
            else:
                link = url or next((field.url for field in reversed(self.fields) if field.url), "")
                yield _as_run(text, look, link)

    def _text_of(self, element: etree._Element, style: Style) -> str:
        match local(element):
            case "t":
                return element.text or ""
            case "br" if element.get(f"{W}type") in ("page", "column"):
                return _PAGE_END
            case name if name in _CHARACTERS:
                return _CHARACTERS[name]
            case "sym":
                return symbol(element.get(f"{W}char", ""))
            case "ruby":
                for reading in element.iterfind(f"{W}rt"):
                    self.left_out.add("reading", reading)
                bases = element.iterfind(f"{W}rubyBase")
                return "".join(run.text for base in bases for run in self._runs(base, style, ""))
            case "AlternateContent":
                return "".join(self._alternative_text(child, style) for child in self._alternative(element))
            case name:
                self._note(element, name)
        return ""

    def _note(self, element: etree._Element, name: str) -> None:
        """Remembers what a run holds besides words."""
        match name:
            case "fldChar":
                self._follow_field(element)
            case "instrText" if self.fields:
                self.fields[-1].instruction += element.text or ""
            case "footnoteReference" | "endnoteReference":
                self.notes.append((f"{name.removesuffix('Reference')}s.xml", element.get(f"{W}id", "")))
            case "drawing" | "pict" | "object":
                self._look_into(element)
            case "txbxContent":
                self.boxes.append(element)

    def _follow_field(self, mark: etree._Element) -> None:
        match mark.get(f"{W}fldCharType"):
            case "begin":
                if self.follows_fields:
                    self.fields.append(_Field())
                self.left_out.counts["form field"] += sum(1 for child in mark.iter() if local(child) in _FORM_FIELDS)
            case "separate" if self.fields:
                self.fields[-1].in_result = True
            case "end" if self.fields:
                self.fields.pop()

    def _look_into(self, drawing: etree._Element) -> None:
        """Finds the text boxes in a drawing, and counts what has no words."""
        for element in drawing.iterchildren():
            name = local(element)
            if name == "txbxContent":
                self.boxes.append(element)
            elif name == "AlternateContent":
                self._look_into(self._alternative(element))
            else:
                if what := DRAWN.get(name):
                    self.left_out.add(what)
                self._look_into(element)

    def _alternative(self, element: etree._Element) -> etree._Element:
        """The one version of several that is read, the first with any words: two would say everything twice."""
        versions = [child for child in element if local(child) in ("Choice", "Fallback")]
        if not versions:
            return element
        chosen = next((version for version in versions if has_words(version)), versions[0])
        for version in versions:
            if version is not chosen:
                self.left_out.pass_over(version)
        return chosen

    def _alternative_text(self, element: etree._Element, style: Style) -> str:
        if local(element) == "symEx":  # how Word writes an emoji; the other version names it only sometimes
            return next(
                (symbol(str(value)) for name, value in element.attrib.items() if str(name).endswith("char")), ""
            )
        self.left_out.deal_with(element)
        return self._text_of(element, style)

    def _leave_where_it_was(self, moved: etree._Element) -> None:
        """Moved words are read where they went. Where they went nowhere, they are deleted."""
        if moved.getroottree().getroot().find(f".//{W}moveTo") is None:
            self.left_out.counts["deletion"] += 1
        self.left_out.pass_over(moved)

    # what is not on the page

    def _write_notes(self) -> None:
        notes, self.notes = list(dict.fromkeys(self.notes)), []
        written = 0
        for part in ("footnotes.xml", "endnotes.xml"):
            root = self._part_xml(part)
            by_number = {n.get(f"{W}id"): n for n in (root if root is not None else ())}
            for number in [number for wanted, number in notes if wanted == part]:
                if number in by_number:
                    self._write_blocks(by_number[number], kind=part.removesuffix("s.xml"))
                    written += 1
        if written:
            self.builder.warn_notes(written)

    def _tell_what_is_left_out(self, body: etree._Element) -> None:
        comments = self._part_xml("comments.xml")
        counts = self.left_out.counts
        counts["comment"] = sum(1 for c in (comments if comments is not None else ()) if local(c) == "comment")
        counts["header"], counts["footer"] = self._filled_parts("header"), self._filled_parts("footer")
        self.left_out.compare(body, self._part_xml("footnotes.xml"), self._part_xml("endnotes.xml"))
        self.left_out.tell(self.builder)

    def _filled_parts(self, kind: str) -> int:
        """How many headers or footers show anything."""
        start = self._sibling(kind)
        filled = 0
        for part in self.package.parts:
            if part.startswith(start) and part.endswith(".xml"):
                root = self._xml(part)
                filled += root is not None and is_filled(root)
        return filled


def _without_page_ends(runs: list[Run]) -> list[Run]:
    """Runs in which the end of a page is a line break between words, and nothing before or after them."""
    while runs and runs[0].text == _PAGE_END:
        runs = runs[1:]
    while runs and runs[-1].text == _PAGE_END:
        runs = runs[:-1]
    return [replace(run, text="\n") if run.text == _PAGE_END else run for run in runs]


def _as_run(text: str, look: Look, url: str) -> Run:
    return Run(text, bool(look.bold), bool(look.italic), look.size or 0.0, url)
