"""Spreadsheets as texts and tables, whichever program wrote them.

Hidden sheets, rows and columns are left out of a text; a table keeps hidden rows and columns of its sheet, because
filters hide rows that count. Each is told.
"""

from collections.abc import Iterator, Sequence

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.building import SourceBuilder, counted, sha256_of
from heard.text.readers.delimited import write_cells
from heard.text.readers.excel import open_xlsx
from heard.text.readers.ods import open_ods
from heard.text.readers.package import Package
from heard.text.readers.sheets import Sheet, Workbook
from heard.text.readers.tables import Row, Table, arrange_table
from heard.text.spans import Source


def read(name: str, data: bytes) -> Source:
    """Every cell of every visible sheet on a line of its own."""
    book = _open(name, data)
    builder = SourceBuilder(name, data)
    visible = [sheet for sheet in book.sheets if sheet.visible]
    if not visible:
        raise _nothing_visible(name)
    hidden_rows = hidden_columns = 0
    for sheet in visible:
        rows = sheet.load()
        write_cells(builder, _without_hidden(sheet, rows), sheet.name)
        hidden = sheet.hidden_in(rows)
        hidden_rows, hidden_columns = hidden_rows + hidden[0], hidden_columns + hidden[1]
    builder.warn_left_out(hidden_rows, "hidden row")
    builder.warn_left_out(hidden_columns, "hidden column")
    builder.warn_left_out(len(book.sheets) - len(visible), "hidden sheet")
    for warning in _warnings(book, visible):
        builder.warn(warning)
    return builder.build()


def read_table(name: str, data: bytes, sheet: str | None = None) -> Table:
    """One sheet as a table: the one named, or the first visible one that has anything in it."""
    book = _open(name, data)
    chosen = _first_filled(name, book) if sheet is None else _sheet_called(name, book, sheet)
    rows = chosen.load()
    warnings = [*_tell_others(book, chosen), *_warnings(book, [chosen]), *_tell_hidden(chosen, rows)]
    return arrange_table(name, sha256_of(data), rows, warnings, chosen.name)


def _open(name: str, data: bytes) -> Workbook:
    package = Package(name, data)
    return open_ods(package) if "content.xml" in package else open_xlsx(package, data)


def _first_filled(name: str, book: Workbook) -> Sheet:
    for sheet in book.sheets:
        if sheet.visible and any(any(cell.strip() for cell in row.cells) for row in sheet.load()):
            return sheet
    raise _nothing_visible(name)


def _nothing_visible(name: str) -> UnreadableFile:
    return UnreadableFile(Unreadable.NO_TEXT, f"{name} holds no visible sheet with anything in it.")


def _sheet_called(name: str, book: Workbook, wanted: str) -> Sheet:
    for sheet in book.sheets:
        if sheet.name == wanted:
            return sheet
    names = ", ".join(f"“{sheet.name}”" for sheet in book.sheets)
    raise UnreadableFile(Unreadable.NO_TEXT, f"{name} has no sheet called “{wanted}”. Its sheets are: {names}.")


def _tell_others(book: Workbook, chosen: Sheet) -> Iterator[str]:
    others = [
        f"“{sheet.name}”" + ("" if sheet.visible else " (hidden)") for sheet in book.sheets if sheet is not chosen
    ]
    if others:
        yield f"Only the sheet “{chosen.name}” was read, not {counted(len(others), 'other')}: {', '.join(others)}."


def _warnings(book: Workbook, sheets: Sequence[Sheet]) -> Iterator[str]:
    """What is not as the sheets show it, or not read."""
    yield from book.remarks
    missing = sum(sheet.without_result for sheet in sheets)
    if missing:
        yield (
            f"{counted(missing, 'formula')} without a stored result, read as empty. "
            "Please open the file in a spreadsheet program and save it again."
        )
    if errors := sum(sheet.errors for sheet in sheets):
        yield f"{counted(errors, 'cell')} with an error in place of a value (such as #REF!), read as empty."
    for number, one, many in (
        (book.comments, "comment", "comments"),
        (book.drawings, "picture or chart", "pictures or charts"),
        (book.text_boxes, "text box", "text boxes"),
        (book.embedded, "embedded file", "embedded files"),
        (sum(sheet.margins for sheet in sheets), "printed header or footer", "printed headers or footers"),
    ):
        if number:
            yield f"{counted(number, one, many)} {'is' if number == 1 else 'are'} not read."


def _without_hidden(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        if row.number not in sheet.hidden_rows:
            cells = ("" if column in sheet.hidden_columns else cell for column, cell in enumerate(row.cells, start=1))
            yield Row(row.number, tuple(cells))


def _tell_hidden(sheet: Sheet, rows: list[Row]) -> Iterator[str]:
    for number, what in zip(sheet.hidden_in(rows), ("row", "column"), strict=True):
        if number:
            yield f"{counted(number, what)} hidden in the sheet {'was' if number == 1 else 'were'} read too."
