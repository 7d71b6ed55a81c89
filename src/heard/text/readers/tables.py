"""A table as an analyst meets it: named columns, numbered rows, and cells as the file has them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.building import counted
from heard.text.readers.survey_headers import join_headers

MOST_CELLS = 20_000_000  # in the rectangle a table fills: memory is taken for each, filled or not
_LONG = 400  # characters; a question heads a column, an essay does not
_MOST_TOLD = 20  # columns that are named in warnings one by one


@dataclass(frozen=True, slots=True)
class Row:
    """A row and its number in the file, from 1, as a spreadsheet program counts. One cell for every column."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The rows of a CSV file or of one sheet, without the header and without rows in which every cell is empty.

    `sha256` is of the file's bytes; `sheet` is empty for a CSV file. `warnings` tell what was made distinct, added or
    left out.
    """

    name: str
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = field(default=())
    sheet: str = ""


def arrange_table(name: str, sha256: str, lines: Iterable[Row], warnings: Sequence[str] = (), sheet: str = "") -> Table:
    """Finds the header and gives every row a cell for every column. Raises UnreadableFile if all is empty."""
    filled = [line for line in lines if any(cell.strip() for cell in line.cells)]
    if not filled:
        raise UnreadableFile(Unreadable.NO_TEXT, f"{name} holds no row with anything in it.")
    told = list(warnings)
    header = _find_header(filled, told)
    body = [line for line in filled if not header or line.number > header.number]
    heads = [cell.strip() for cell in header.cells] if header else []
    heads, described = join_headers(heads, [row.cells for row in body[:2]])
    if described:
        told.append(
            f"{counted(described, 'row')} below the column names describing the columns, not part of the table."
        )
        body = body[described:]
    while heads and not heads[-1] and all(len(row.cells) < len(heads) or not row.cells[len(heads) - 1] for row in body):
        heads.pop()
    rows = [_without_empty_end(row, len(heads)) for row in body]
    width = max([len(heads), *(len(row.cells) for row in rows)])
    _check_padding(name, rows, width)
    if header:
        _tell_ragged(rows, len(heads), told)
    columns = _name_columns(heads + [""] * (width - len(heads)), told if header else [])
    padded = tuple(
        row if len(row.cells) == width else Row(row.number, row.cells + ("",) * (width - len(row.cells)))
        for row in rows
    )
    return Table(name, sha256, columns, padded, tuple(told), sheet)


def _find_header(filled: Sequence[Row], told: list[str]) -> Row | None:
    """The first row that is as wide as the table and looks like names; rows above it are told of."""
    widths = Counter(_filled_width(row) for row in filled[:200])
    usual = max(width for width, times in widths.items() if times == max(widths.values()))
    for index, row in enumerate(filled[:20]):
        if _filled_width(row) * 2 > usual:
            if not _looks_like_names(row, filled[index + 1 : index + 50]):
                break
            if index:
                told.append(
                    f"{counted(index, 'row')} above the column names (row {row.number}) "
                    f"{'is' if index == 1 else 'are'} not part of the table."
                )
            return row
    told.append("The first row does not look like column names, so the columns are numbered and it is read as data.")
    return None


def _filled_width(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def _looks_like_names(row: Row, below: Sequence[Row]) -> bool:
    """Names are short, and are not numbers in a column of numbers."""
    for column, cell in enumerate(row.cells):
        if len(cell) > _LONG:
            return False
        if _is_number(cell) and any(len(other.cells) > column and _is_number(other.cells[column]) for other in below):
            return False
    return True


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", ""))
    except ValueError:
        return False
    return True


def _without_empty_end(row: Row, keep: int) -> Row:
    end = len(row.cells)
    while end > keep and not row.cells[end - 1]:
        end -= 1
    return row if end == len(row.cells) else Row(row.number, row.cells[:end])


def _tell_ragged(rows: Sequence[Row], width: int, told: list[str]) -> None:
    longer = [row.number for row in rows if len(row.cells) > width]
    shorter = [row.number for row in rows if len(row.cells) < width]
    if longer:
        told.append(
            f"{counted(len(longer), 'row')} with more cells than there are column names (first: row {longer[0]}); "
            "the cells are kept in columns of their own."
        )
    if shorter:
        told.append(
            f"{counted(len(shorter), 'row')} with fewer cells than there are column names (first: row {shorter[0]}); "
            "the missing cells are read as empty."
        )


def _name_columns(heads: Sequence[str], told: list[str]) -> tuple[str, ...]:
    """Every column a name of its own: blank ones are numbered, repeated ones counted."""
    names: dict[str, None] = {}
    given = set(heads)
    times: Counter[str] = Counter()
    renamed = []
    for number, head in enumerate(heads, start=1):
        name = head or f"column {number}"
        if not head:
            renamed.append(f"Column {number} has no name and is called “{name}”.")
        if name in names:
            name = _another_name(name, given, times)
            renamed.append(f"Column {number} has the same name as another and is called “{name}”.")
        names[name] = None
    told += renamed[:_MOST_TOLD]
    if len(renamed) > _MOST_TOLD:
        told.append(
            f"{counted(len(renamed) - _MOST_TOLD, 'further column')} without a name of their own: numbered likewise."
        )
    return tuple(names)


def _another_name(name: str, taken: set[str], times: Counter[str]) -> str:
    """“Comments (2)” and so on: the first that nobody has."""
    times[name] = max(times[name], 1)
    while True:
        times[name] += 1
        again = f"{name} ({times[name]})"
        if again not in taken:
            taken.add(again)
            return again


def _check_padding(name: str, rows: Sequence[Row], width: int) -> None:
    """Every row gets a cell for every column, so that one endless row could fill the memory with empty cells."""
    if width * len(rows) - sum(len(row.cells) for row in rows) > MOST_CELLS:
        raise UnreadableFile(
            Unreadable.TOO_LARGE,
            f"{name} has {width:,} columns, but most of its rows are far shorter. Please check its longest row.",
        )
