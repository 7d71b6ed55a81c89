"""Spreadsheets (xlsx, xls, ods): the words of each sheet, cell by cell, as calamine gives them."""

import datetime
from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.building import SourceBuilder, counted, sha256_of
from heard.text.readers.delimited import write_cells
from heard.text.readers.package import Package
from heard.text.readers.refusals import damaged, locked
from heard.text.readers.tables import Row, Table, arrange_table
from heard.text.spans import Source

CellValue = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read(name: str, data: bytes) -> Source:
    """Every cell of every visible sheet on a line of its own."""
    workbook = _open(name, data)
    builder = SourceBuilder(name, data)
    for sheet in _visible_sheets(workbook):
        write_cells(builder, _lines(workbook, sheet), sheet)
    builder.warn_left_out(len(_hidden_sheets(workbook)), "hidden sheet")
    return builder.build()


def read_table(name: str, data: bytes, sheet: str | None = None) -> Table:
    """One sheet as a table: the one named, or the first that has anything in it."""
    workbook = _open(name, data)
    chosen = sheet if sheet is not None else _first_filled(name, workbook)
    if chosen not in workbook.sheet_names:
        names = ", ".join(f"“{other}”" for other in workbook.sheet_names)
        raise UnreadableFile(Unreadable.NO_TEXT, f"{name} has no sheet called “{chosen}”. Its sheets are: {names}.")
    return arrange_table(name, sha256_of(data), _lines(workbook, chosen), _tell_others(workbook, chosen), chosen)


def _open(name: str, data: bytes) -> CalamineWorkbook:
    if data.startswith(b"PK"):
        Package(name, data).unpack_everything()
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise locked(name) from error
    except CalamineError as error:
        raise damaged(name) from error


def _visible_sheets(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _hidden_sheets(workbook: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]


def _first_filled(name: str, workbook: CalamineWorkbook) -> str:
    for sheet in _visible_sheets(workbook):
        if any(any(cell.strip() for cell in line.cells) for line in _lines(workbook, sheet)):
            return sheet
    raise UnreadableFile(Unreadable.NO_TEXT, f"{name} holds no visible sheet with anything in it.")


def _tell_others(workbook: CalamineWorkbook, chosen: str) -> list[str]:
    others = [sheet for sheet in workbook.sheet_names if sheet != chosen]
    hidden = set(_hidden_sheets(workbook))
    if not others:
        return []
    named = ", ".join(f"“{sheet}”" + (" (hidden)" if sheet in hidden else "") for sheet in others)
    return [f"Only the sheet “{chosen}” was read. {counted(len(others), 'other sheet')} in the file: {named}."]


def _lines(workbook: CalamineWorkbook, sheet: str) -> Iterator[Row]:
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    for number, cells in enumerate(rows, start=1):
        yield Row(number, tuple(shown(cell).replace("\r\n", "\n") for cell in cells))


def shown(cell: CellValue) -> str:
    """A cell's value as text: whole numbers without a point, at most the 15 digits a spreadsheet keeps, ISO dates."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime.datetime):
        return str(cell.date()) if cell.time() == datetime.time() else cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"
