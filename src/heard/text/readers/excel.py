"""Excel workbooks (xlsx): the values of each sheet, as calamine gives them.

A value is not always what the sheet shows: number formats are not applied. Whole numbers get no point, others the 15
digits a spreadsheet keeps, dates are written year first.
"""

import datetime
from decimal import Decimal
from functools import partial
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from heard.text.readers.excel_parts import (
    count_comments,
    count_drawings,
    count_embedded,
    count_text_boxes,
    inspect_sheets,
)
from heard.text.readers.package import Package
from heard.text.readers.refusals import damaged, locked, not_read
from heard.text.readers.sheets import Sheet, Workbook
from heard.text.readers.tables import Row

CellValue = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
_DATES = "Dates are written year first, whichever way the sheet shows them."
_LONG = "A spreadsheet keeps 15 digits of a number; longer ones may have lost their last digits there."


def open_xlsx(package: Package, data: bytes) -> Workbook:
    if "xl/workbook.xml" not in package:
        raise not_read(package.name, "a binary workbook (.xlsb)", "Please save it as .xlsx")
    package.unpack_everything()
    inspected = inspect_sheets(package)
    book = _open(package.name, data)
    book.comments, book.drawings = count_comments(package), count_drawings(package)
    book.text_boxes, book.embedded = count_text_boxes(package), count_embedded(package)
    for sheet in book.sheets:
        if sheet.name in inspected:
            found = inspected[sheet.name]
            sheet.hidden_rows, sheet.hidden_columns = found.hidden_rows, found.hidden_columns
            sheet.without_result, sheet.errors, sheet.margins = found.without_result, found.errors, found.margins
    return book


def _open(name: str, data: bytes) -> Workbook:
    try:
        calamine = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise locked(name) from error
    except CalamineError as error:
        raise damaged(name) from error
    book = Workbook([])
    for sheet in calamine.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:
            visible = sheet.visible == SheetVisibleEnum.Visible
            book.sheets.append(Sheet(sheet.name, visible, partial(_load, calamine, sheet.name, book.remarks)))
    return book


def _load(calamine: CalamineWorkbook, sheet: str, remarks: list[str]) -> list[Row]:
    lines = calamine.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    for remark, is_so in ((_DATES, _is_date), (_LONG, _is_long)):
        if remark not in remarks and any(is_so(cell) for cells in lines for cell in cells):
            remarks.append(remark)
    return [Row(number, tuple(written(cell) for cell in cells)) for number, cells in enumerate(lines, start=1)]


def _is_date(cell: CellValue) -> bool:
    return isinstance(cell, datetime.date)


def _is_long(cell: CellValue) -> bool:
    return isinstance(cell, float) and abs(cell) >= 1e15


def written(cell: CellValue) -> str:
    """A cell’s value as text."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime.datetime):
        return str(cell.date()) if cell.time() == datetime.time() else cell.isoformat(sep=" ", timespec="seconds")
    return str(cell).replace("\r\n", "\n")


def _number(value: float) -> str:
    """Without an exponent, which no sheet shows for numbers people type."""
    if value.is_integer():
        return format(Decimal(repr(value)).quantize(Decimal(1)), "f") if abs(value) < 1e25 else repr(value)
    return f"{value:.15g}"
