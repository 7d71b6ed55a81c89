"""A table of counts out of a file: names of rows and columns, totals where it has any, symbols in place of numbers."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from heard.text.analysis.wording import listed
from heard.text.errors import BadInput
from heard.text.readers import Table, read_table
from heard.text.spreadsheet_cells import as_given
from heard.text.suppression.showing import Symbol

Cell = int | Symbol
Warn = Callable[[str], None]

_TOTAL = frozenset({"total", "totals", "grand total", "all", "everyone", "everybody", "overall", "sum"})
_NUMBER = re.compile(r"(\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+|\d+)(?:\.0+)?")
_UNNAMED = re.compile(r"column \d+")
_PERCENTAGE = re.compile(r"%|\bper ?cent|\bpct\b", re.IGNORECASE)
_ROUNDED = "If they were rounded, give the counts from before that."
_TWICE = (
    "If it counts the same people several times (by sex, then by region, or with subtotals), make a table of each "
    "breakdown and leave subtotals out."
)
_NO_NUMBER = (Symbol.NOT_APPLICABLE, Symbol.NOT_AVAILABLE)


@dataclass(frozen=True, slots=True)
class CountsTable:
    """The names and cells of a table in their order, totals among them; `total_row` and `total_column` say where.

    `corner` is what stands above the names of the rows.
    """

    name: str
    sha256: str
    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    total_row: int | None
    total_column: int | None
    warnings: tuple[str, ...] = ()

    @property
    def row_places(self) -> list[int]:
        """The rows that are no total."""
        return [place for place in range(len(self.rows)) if place != self.total_row]

    @property
    def column_places(self) -> list[int]:
        return [place for place in range(len(self.columns)) if place != self.total_column]

    @property
    def row_names(self) -> list[str]:
        return [self.rows[place] for place in self.row_places]

    @property
    def column_names(self) -> list[str]:
        return [self.columns[place] for place in self.column_places]

    def cell(self, row: int | None, column: int | None) -> Cell | None:
        """What stands at the row and column of these numbers, totals not counted; None for either is the total's.

        None where the table has no such total.
        """
        i = self.total_row if row is None else self.row_places[row]
        j = self.total_column if column is None else self.column_places[column]
        return None if i is None or j is None else self.cells[i][j]

    def count(self, row: int, column: int) -> int:
        """A count, 0 where there is no number."""
        cell = self.cell(row, column)
        return cell if isinstance(cell, int) else 0

    @property
    def counts(self) -> list[list[int]]:
        """The counts without totals, 0 where there is no number."""
        columns = range(len(self.column_places))
        return [[self.count(i, j) for j in columns] for i in range(len(self.row_places))]

    @property
    def impossible(self) -> frozenset[tuple[int, int]]:
        """The rows and columns of those that are no numbers."""
        columns = range(len(self.column_places))
        places = ((i, j) for i in range(len(self.row_places)) for j in columns)
        return frozenset(place for place in places if not isinstance(self.cell(*place), int))

    @property
    def is_published(self) -> bool:
        """Whether somebody hid numbers in it."""
        return any(cell is Symbol.SUPPRESSED for row in self.cells for cell in row)


def read_counts(path: Path, *, may_hide: bool = False) -> CountsTable:
    """Read a table (CSV, XLSX, ODS) whose first column names the rows. With `may_hide`, one already published.

    Raises `UnreadableFile`, or `BadInput` with the place of what is no count, or of a total that does not add up.
    """
    given = read_table(path)
    warnings = list(given.warnings)
    header, body = _header_and_body(given, warnings)
    if len(header) < 2 or not body:
        raise BadInput(
            f"{given.name} is no table of counts: it needs a first row of column names, a first column of row "
            "names, and a count in every other cell."
        )
    rows, columns = [as_given(row[0].strip()) for _, row in body], [as_given(name.strip()) for name in header[1:]]
    _check_names(given.name, rows, "row")
    _check_names(given.name, columns, "column")
    cells = tuple(
        tuple(
            _read_cell(cell, f"row {number} (“{row[0].strip()}”), column “{column}” of {given.name}", may_hide=may_hide)
            for cell, column in zip(row[1:], columns, strict=True)
        )
        for number, row in body
    )
    table = CountsTable(
        given.name,
        given.sha256,
        as_given(header[0].strip()),
        tuple(rows),
        tuple(columns),
        cells,
        _find_total(given.name, rows, "row"),
        _find_total(given.name, columns, "column"),
        tuple(warnings),
    )
    _check_totals(table, _ROUNDED if may_hide else "Correct it, or leave the totals out.")
    return table


def _header_and_body(table: Table, warnings: list[str]) -> tuple[Sequence[str], list[tuple[int, Sequence[str]]]]:
    """Years are names of columns here, though they look like counts."""
    body: list[tuple[int, Sequence[str]]] = [(row.number, row.cells) for row in table.rows]
    if not body or not all(map(_UNNAMED.fullmatch, table.columns)):
        corner = "" if _UNNAMED.fullmatch(table.columns[0]) else table.columns[0]
        if not corner:  # nobody needs to name the column of names
            warnings[:] = [warning for warning in warnings if not warning.startswith("Column 1 has no name")]
        return (corner, *table.columns[1:]), body
    warnings[:] = [warning for warning in warnings if not warning.startswith("The first row does not look like")]
    return body[0][1], body[1:]


def _check_names(table: str, names: Sequence[str], what: str) -> None:
    seen: set[str] = set()
    for place, name in enumerate(names, start=1):
        if not name:
            raise BadInput(f"{table} has a {what} without a name, the {_nth(place)} of counts. Give each a name.")
        if _PERCENTAGE.search(name):
            raise BadInput(
                f"The {what} “{name}” of {table} seems to hold percentages. Hidden numbers could be worked out from "
                "them: leave it out. Readers can work them out for the numbers that are shown."
            )
        if folded(name) in seen:
            raise BadInput(f"{table} has two {what}s called “{name}”. Give each a name of its own.")
        seen.add(folded(name))


def _nth(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def _read_cell(cell: str, where: str, *, may_hide: bool) -> Cell:
    words = cell.strip()
    if found := _NUMBER.fullmatch(words):
        return int(re.sub(r"\D", "", found[1]))
    symbols = {str(symbol): symbol for symbol in Symbol}
    symbol = symbols.get(words.casefold())
    if symbol in _NO_NUMBER or (may_hide and symbol is Symbol.SUPPRESSED):
        return symbol
    if symbol is Symbol.ROUNDS_TO_ZERO:
        raise BadInput(f"There is a rounded number (k) in {where}. Give the counts as they were before rounding.")
    if symbol is Symbol.SUPPRESSED:
        raise BadInput(f"There is a hidden number (c) in {where}. Give the counts from before anything was hidden.")
    if words:
        raise BadInput(
            f"“{words}” in {where} is no count. Write a whole number from 0, z where there can be none, or x."
        )
    raise BadInput(f"There is nothing in {where}. Write 0, z where there can be no number, or x where it is not known.")


def _find_total(table: str, names: Sequence[str], what: str) -> int | None:
    """The place of the total; where there is but one row or column, it is the counts, whatever it is called."""
    found = [place for place, name in enumerate(names) if folded(name.rstrip(": ")) in _TOTAL]
    if len(found) > 1:
        raise BadInput(f"{table} has several {what}s of totals: {listed([names[place] for place in found])}. Keep one.")
    return found[0] if found and len(names) > 1 else None


def _check_totals(table: CountsTable, advice: str) -> None:
    """Every total that can be checked must be the sum of its numbers; of none, a symbol."""
    for names, cells, total, places, what in (
        (table.rows, table.cells, table.total_column, table.column_places, "row"),
        (table.columns, list(zip(*table.cells, strict=True)), table.total_row, table.row_places, "column"),
    ):
        for name, line in zip(names, cells, strict=True):
            own = [line[place] for place in places]
            if total is None or Symbol.SUPPRESSED in (*own, line[total]):
                continue
            added = sum(cell for cell in own if isinstance(cell, int))
            # A symbol beside noughts would say that they are noughts.
            is_no_number = all(cell in _NO_NUMBER for cell in (*own, line[total]))
            if line[total] != added and not is_no_number:
                raise BadInput(
                    f"The total of {what} “{name}” of {table.name} is {line[total]}, but its numbers add up to "
                    f"{added:,}. {_TWICE if _is_several_times(added, line[total]) else advice}"
                )


def _is_several_times(added: int, total: Cell) -> bool:
    return isinstance(total, int) and total > 0 and added % total == 0


def folded(name: str) -> str:
    return " ".join(name.split()).casefold()
