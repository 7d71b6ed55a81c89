"""OpenDocument spreadsheets: the words every cell shows, as the file has them."""

from io import BytesIO

from lxml import etree

from heard.text.readers.opendocument import NAMESPACES, attribute, words_in
from heard.text.readers.package import Package, local
from heard.text.readers.refusals import damaged, locked, unpacks_to_too_much
from heard.text.readers.sheets import Sheet, Workbook
from heard.text.readers.tables import MOST_CELLS, Row

_MOST_REPEATS = 100_000  # rows a filled row may stand for


def open_ods(package: Package) -> Workbook:
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise locked(package.name)
    content = package.read("content.xml")
    if not content or b"<!DOCTYPE" in content[:10_000] or b"<!ENTITY" in content:
        raise damaged(package.name)
    return _Content(package.name, content).read()


class _Content:
    """One pass over the content, row by row, so that a large sheet needs no large tree."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.events = etree.iterparse(
            BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        )
        self.book = Workbook([])
        self.hidden_styles: set[str] = set()
        self.rows: list[Row] = []
        self.number = self.column = self.cells = 0

    def read(self) -> Workbook:
        for event, element in self.events:
            match event, local(element):
                case "end", "table-properties":
                    self._note_style(element)
                case "start", "table":
                    self._begin_sheet(element)
                case "end", "table-column":
                    self._note_column(element)
                case "end", "table-row" if self.book.sheets:
                    self._add_row(element)
                    element.clear()
                case "end", "image":
                    self.book.drawings += 1
        return self.book

    def _note_style(self, properties: etree._Element) -> None:
        parent = properties.getparent()
        if parent is not None and attribute(properties, "table:display") == "false":
            self.hidden_styles.add(attribute(parent, "style:name"))

    def _begin_sheet(self, table: etree._Element) -> None:
        rows: list[Row] = []
        self.rows = rows
        self.number = self.column = 0
        visible = attribute(table, "table:style-name") not in self.hidden_styles
        self.book.sheets.append(Sheet(attribute(table, "table:name"), visible, lambda: rows))

    def _note_column(self, column: etree._Element) -> None:
        repeats = _repeats(column, "table:number-columns-repeated")
        if self.book.sheets and _is_hidden(column):
            hidden = range(self.column + 1, min(self.column + repeats, 16384) + 1)
            self.book.sheets[-1].hidden_columns.update(hidden)
        self.column += repeats

    def _add_row(self, row: etree._Element) -> None:
        cells = self._cells(row)
        repeats = _repeats(row, "table:number-rows-repeated")
        if cells:
            if repeats > _MOST_REPEATS:
                raise unpacks_to_too_much(self.name)
            for number in range(self.number + 1, self.number + repeats + 1):
                self._count(len(cells))
                self.rows.append(Row(number, cells))
                if _is_hidden(row):
                    self.book.sheets[-1].hidden_rows.add(number)
        self.number += repeats

    def _cells(self, row: etree._Element) -> tuple[str, ...]:
        """What the cells of a row show, up to the last that shows anything."""
        cells: list[str] = []
        waiting = 0  # empty cells, which count only if a filled one follows
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            self.book.comments += sum(1 for child in cell if local(child) == "annotation")
            shown = self._shown(cell)
            repeats = _repeats(cell, "table:number-columns-repeated")
            if shown:
                self._count(waiting + repeats)
                cells += [""] * waiting + [shown] * repeats
                waiting = 0
            else:
                waiting += repeats
        return tuple(cells)

    def _shown(self, cell: etree._Element) -> str:
        paragraphs = [words_in(child) for child in cell if local(child) == "p"]
        if not paragraphs:
            kinds = ("string-value", "date-value", "time-value", "boolean-value", "value")
            value = next((value for kind in kinds if (value := attribute(cell, f"office:{kind}"))), "")
            self.book.sheets[-1].without_result += bool(attribute(cell, "table:formula") and not value)
            return value
        return "\n".join(paragraphs)

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > MOST_CELLS:
            raise unpacks_to_too_much(self.name)


def _is_hidden(element: etree._Element) -> bool:
    return attribute(element, "table:visibility") in ("collapse", "filter")


def _repeats(element: etree._Element, name: str) -> int:
    number = element.get(f"{{{NAMESPACES['table']}}}{name.partition(':')[2]}", "1")
    return int(number) if number.isdigit() and len(number) < 9 else 1
