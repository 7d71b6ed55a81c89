"""A table of answers: which column they are in, and each row's answer with its id and group."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from heard.text.analysis import Request
from heard.text.analysis.comparison import MOST_GROUPS
from heard.text.analysis.result import Answer
from heard.text.analysis.wording import counted, listed
from heard.text.errors import BadInput
from heard.text.readers import Row, Table
from heard.text.spans import Span

_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xls", ".ods"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_FREE_TEXT_WORDS = 4  # words, on average: fewer are names, dates and choices
_FREE_TEXT_LETTERS = 0.6  # of the characters: fewer are dates and addresses
_FREE_TEXT_DISTINCT = 0.3  # of the values: fewer are choices from a list


def is_table(name: str) -> bool:
    """Whether a file's name says that it is a table."""
    return PurePath(name).suffix.lower() in _SUFFIXES


def answers_in_table(table: Table, request: Request, source: str, warn: Callable[[str], None]) -> list[Answer]:
    """An answer for every row, in order. Raises `BadInput` where the columns do not fit what was asked."""
    column = _find_answers(table, request.column, warn)
    ids = _find_column(table, request.id_column, "--id")
    groups = _find_column(table, request.group_column, "--group")
    speakers = _find_column(table, request.speaker_column, "--speaker")
    if groups is not None:
        _check_groups(table, groups)
    _tell_blank_rows(table, warn)
    if ids is not None:
        _tell_blank_ids(table, ids, warn)
    places = _Places(column, ids, groups, speakers)
    return [_answer(row, source, table.columns[column], places) for row in table.rows]


@dataclass(frozen=True, slots=True)
class _Places:
    """Which columns hold what; None where a table was not said to have any."""

    answers: int
    ids: int | None
    groups: int | None
    speakers: int | None


def _answer(row: Row, source: str, name: str, places: _Places) -> Answer:
    text = row.cells[places.answers]
    speaker = _cell(row, places.speakers)
    return Answer(
        id=str(row.number),
        source=source,
        span=Span(0, len(text)),
        text=text,
        place=f"row {row.number}",
        reading=text,
        row=row.number,
        column=name,
        given_id=_cell(row, places.ids),
        group=_cell(row, places.groups),
        speaker=_folded(speaker) if speaker else None,
    )


def _cell(row: Row, place: int | None) -> str | None:
    return None if place is None else row.cells[place].strip() or None


def _find_answers(table: Table, name: str | None, warn: Callable[[str], None]) -> int:
    found = _find_column(table, name, "--column")
    if found is not None:
        return found
    if len(table.columns) == 1:
        return 0
    free_text = [
        number for number in range(len(table.columns)) if _is_free_text([row.cells[number] for row in table.rows])
    ]
    if len(free_text) != 1:
        raise BadInput(
            f"{table.name} has several columns. With --column, say which of them holds the answers: "
            f"{listed(table.columns, most=40)}."
        )
    warn(f"The answers were read from the column “{table.columns[free_text[0]]}”, the only one of free text.")
    return free_text[0]


def _find_column(table: Table, name: str | None, option: str) -> int | None:
    if name is None:
        return None
    if name in table.columns:
        return table.columns.index(name)
    alike = [number for number, column in enumerate(table.columns) if _folded(column) == _folded(name)]
    if len(alike) == 1:
        return alike[0]
    raise BadInput(
        f"There is no column “{name}” ({option}) in {table.name}. Its columns are {listed(table.columns, most=40)}."
    )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _is_free_text(cells: Sequence[str]) -> bool:
    """Several words of letters to a cell, and seldom the same ones."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    joined = "".join("".join(filled).split())
    if not joined:
        return False
    words = sum(len(_WORD.findall(cell)) for cell in filled) / len(filled)
    letters = sum(map(str.isalpha, joined)) / len(joined)
    distinct = len(set(filled)) / len(filled)
    return words >= _FREE_TEXT_WORDS and letters >= _FREE_TEXT_LETTERS and distinct >= _FREE_TEXT_DISTINCT


def _check_groups(table: Table, column: int) -> None:
    values = {row.cells[column].strip() for row in table.rows}
    if len(values) > MOST_GROUPS:
        raise BadInput(
            f"The column “{table.columns[column]}” (--group) holds {len(values):,} different values; "
            f"groups can be compared where there are at most {MOST_GROUPS}."
        )


def _tell_blank_rows(table: Table, warn: Callable[[str], None]) -> None:
    """Blank rows between others hold nothing, but somebody may have expected to see them counted."""
    if not table.rows:
        return
    blank = table.rows[-1].number - table.rows[0].number + 1 - len(table.rows)
    if blank:
        warn(f"{counted(blank, 'blank row')} between others {'is' if blank == 1 else 'are'} not counted as answers.")


def _tell_blank_ids(table: Table, column: int, warn: Callable[[str], None]) -> None:
    blank = [row.number for row in table.rows if not row.cells[column].strip()]
    if blank:
        warn(
            f"{counted(len(blank), 'row')} (first: row {blank[0]}) {'has' if len(blank) == 1 else 'have'} no id in the "
            f"column “{table.columns[column]}”; the row’s number is used."
        )
