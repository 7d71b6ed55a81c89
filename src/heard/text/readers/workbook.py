"""Spreadsheets (xlsx, xls, ods): the values of each sheet, cell by cell, as calamine gives them.

A value is not always what the sheet shows: number formats are not applied. Whole numbers get no point, others the 15
digits a spreadsheet keeps, dates are written year first. Hidden sheets, rows and columns are left out of a text; a
table keeps hidden rows and columns of its sheet, because filters hide rows that count. Each is told.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.building import SourceBuilder, counted, sha256_of
from heard.text.readers.delimited import write_cells
from heard.text.readers.package import Package
from heard.text.readers.refusals import damaged, locked
from heard.text.readers.tables import Row, Table, arrange_table
from heard.text.readers.workbook_parts import SheetParts, count_comments, count_drawings, inspect
from heard.text.spans import Source

CellValue = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read(name: str, data: bytes) -> Source:
    """Every cell of every visible sheet on a line of its own."""
    workbook = _Workbook(name, data)
    builder = SourceBuilder(name, data)
    hidden_rows = hidden_columns = 0
    for sheet in workbook.visible:
        parts = workbook.parts.get(sheet, SheetParts())
        lines = list(workbook.lines(sheet))
        write_cells(builder, _without_hidden(lines, parts), sheet)
        hidden_rows += len(parts.hidden_rows)
        hidden_columns += sum(1 for column in parts.hidden_columns if column <= max(map(_width, lines), default=0))
    builder.warn_left_out(hidden_rows, "hidden row")
    builder.warn_left_out(hidden_columns, "hidden column")
    builder.warn_left_out(len(workbook.hidden), "hidden sheet")
    for warning in workbook.warnings(workbook.visible):
        builder.warn(warning)
    return builder.build()


def read_table(name: str, data: bytes, sheet: str | None = None) -> Table:
    """One sheet as a table: the one named, or the first visible one that has anything in it."""
    workbook = _Workbook(name, data)
    chosen = workbook.first_filled() if sheet is None else sheet
    if chosen not in workbook.names:
        names = ", ".join(f"“{other}”" for other in workbook.names)
        raise UnreadableFile(Unreadable.NO_TEXT, f"{name} has no sheet called “{chosen}”. Its sheets are: {names}.")
    lines = list(workbook.lines(chosen))
    warnings = [*workbook.tell_others(chosen), *workbook.warnings([chosen]), *_tell_hidden(workbook, chosen, lines)]
    return arrange_table(name, sha256_of(data), lines, warnings, chosen)


class _Workbook:
    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.package = Package(name, data) if data.startswith(b"PK") else None
        if self.package:
            self.package.unpack_everything()
        self.parts = inspect(self.package) if self.package else {}
        try:
            self._book = CalamineWorkbook.from_filelike(BytesIO(data))
        except PasswordError as error:
            raise locked(name) from error
        except CalamineError as error:
            raise damaged(name) from error
        sheets = [sheet for sheet in self._book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self.names = [sheet.name for sheet in sheets]
        self.visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
        self.hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
        self._dated = self._long = False

    def lines(self, sheet: str) -> Iterator[Row]:
        rows = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        for number, cells in enumerate(rows, start=1):
            self._dated = self._dated or any(isinstance(cell, datetime.date) for cell in cells)
            self._long = self._long or any(isinstance(cell, float) and abs(cell) >= 1e15 for cell in cells)
            yield Row(number, tuple(shown(cell).replace("\r\n", "\n") for cell in cells))

    def first_filled(self) -> str:
        for sheet in self.visible:
            if any(any(cell.strip() for cell in line.cells) for line in self.lines(sheet)):
                return sheet
        raise UnreadableFile(Unreadable.NO_TEXT, f"{self.name} holds no visible sheet with anything in it.")

    def tell_others(self, chosen: str) -> list[str]:
        others = [
            f"“{sheet}”" + (" (hidden)" if sheet in self.hidden else "") for sheet in self.names if sheet != chosen
        ]
        if not others:
            return []
        return [f"Only the sheet “{chosen}” was read, not {counted(len(others), 'other')}: {', '.join(others)}."]

    def warnings(self, sheets: list[str]) -> Iterator[str]:
        """What is not as the sheets show it, or not read."""
        if self._dated:
            yield "Dates are written year first, whichever way the sheet shows them."
        if self._long:
            yield "A spreadsheet keeps 15 digits of a number; longer ones may have lost their last digits there."
        missing = sum(self.parts[sheet].without_result for sheet in sheets if sheet in self.parts)
        if missing:
            yield (
                f"{counted(missing, 'formula')} without a stored result, read as empty. "
                "Please open the file in a spreadsheet program and save it again."
            )
        if self.package is None:
            yield "In this old kind of spreadsheet it cannot be told which rows and columns are hidden; all were read."
            return
        for number, one, many in (
            (count_comments(self.package), "comment", "comments"),
            (count_drawings(self.package), "picture or chart", "pictures or charts"),
        ):
            if number:
                yield f"{counted(number, one, many)} {'is' if number == 1 else 'are'} not read."


def _without_hidden(lines: list[Row], parts: SheetParts) -> Iterator[Row]:
    for line in lines:
        if line.number not in parts.hidden_rows:
            cells = ("" if column in parts.hidden_columns else cell for column, cell in enumerate(line.cells, start=1))
            yield Row(line.number, tuple(cells))


def _tell_hidden(workbook: _Workbook, sheet: str, lines: list[Row]) -> Iterator[str]:
    parts = workbook.parts.get(sheet, SheetParts())
    rows = sum(1 for line in lines if line.number in parts.hidden_rows)
    columns = [column for column in parts.hidden_columns if column <= max(map(_width, lines), default=0)]
    for number, what in ((rows, "row"), (len(columns), "column")):
        if number:
            yield f"{counted(number, what)} hidden in the sheet {'was' if number == 1 else 'were'} read too."


def _width(line: Row) -> int:
    return len(line.cells)


def shown(cell: CellValue) -> str:
    """A cell’s value as text."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime.datetime):
        return str(cell.date()) if cell.time() == datetime.time() else cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


def _number(value: float) -> str:
    """Without an exponent, which no sheet shows for numbers people type."""
    if value.is_integer():
        return format(Decimal(repr(value)).quantize(Decimal(1)), "f") if abs(value) < 1e25 else repr(value)
    return f"{value:.15g}"
