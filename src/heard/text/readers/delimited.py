"""CSV and its relatives: the delimiter is found by what makes the rows agree, the cells are kept exactly."""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from heard.text.locators import Cell
from heard.text.readers.building import SourceBuilder, sha256_of
from heard.text.readers.decoding import decode
from heard.text.readers.tables import Row, Table, arrange_table
from heard.text.spans import Block, BlockKind, Source

_DELIMITERS = (",", ";", "\t", "|")
_NONE = "\x1f"  # a character that separates nothing, for a file of one column
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SAMPLE = 200  # rows
_MANY = 2  # cells: a row of more is a table’s
_AGREEING = 0.6  # the share of rows that must have the same number of cells


def read(name: str, data: bytes) -> Source:
    """Every cell on a line of its own, row by row."""
    lines, warnings = _read_lines(name, data)
    builder = SourceBuilder(name, data)
    for warning in warnings:
        builder.warn(warning)
    write_cells(builder, lines, "")
    return builder.build()


def read_table(name: str, data: bytes, sheet: str | None = None) -> Table:
    lines, warnings = _read_lines(name, data)
    if sheet is not None:
        warnings.append("The file is a CSV table, which has no sheets.")
    return arrange_table(name, sha256_of(data), lines, warnings)


def write_cells(builder: SourceBuilder, lines: Iterator[Row] | list[Row], table: str) -> None:
    for line in lines:
        for column, cell in enumerate(line.cells, start=1):
            if cell.strip():
                span = builder.write_line(cell)
                builder.add_block(Block(span, BlockKind.CELL))
                builder.locate(span, Cell(table, line.number, column))


def _read_lines(name: str, data: bytes) -> tuple[list[Row], list[str]]:
    text, warnings = decode(name, data)
    text = text.replace("\r\n", "\n")
    delimiter = _find_delimiter(text)
    lines = [Row(number, tuple(cells)) for number, cells in enumerate(_records(text, delimiter), start=1)]
    if text.count('"') % 2 and any("\n" in cell for cell in lines[-1].cells):
        warnings.append(
            f"A quotation mark is not closed, so row {lines[-1].number} runs to the end of the file. Please check it."
        )
    return lines, warnings


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(sys.maxsize)
    lines = (match[0] for match in _LINE.finditer(text))  # one at a time: a copy of the text takes four times its room
    return csv.reader(lines, delimiter=delimiter)


def _find_delimiter(text: str) -> str:
    """The delimiter under which most rows have the same number of cells, and more than one."""
    firsts = {delimiter: len(next(_records(text, delimiter), [])) for delimiter in _DELIMITERS}
    agreeing = {}
    for delimiter, first in firsts.items():
        counts = _widths(text, delimiter)
        width, times = max(((w, n) for w, n in counts.items() if w > 1), key=lambda pair: pair[1], default=(0, 0))
        # Under a first row of one cell, a comma may be no more than a comma, unless all rows below have many.
        enough = _AGREEING * counts.total() if first > 1 or width > _MANY else counts.total()
        if width and times >= enough:
            agreeing[delimiter] = (times, width)
    if agreeing:
        return max(agreeing, key=lambda delimiter: agreeing[delimiter])
    widest = max(firsts, key=lambda delimiter: firsts[delimiter])
    return widest if firsts[widest] > 1 else _NONE


def _widths(text: str, delimiter: str) -> Counter[int]:
    return Counter(len(cells) for cells in islice(_records(text, delimiter), _SAMPLE) if cells)
