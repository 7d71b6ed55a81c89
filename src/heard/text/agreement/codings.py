"""A table of who coded what, one row for each code: of whole units (`unit`, `coder`, `code`) or of passages of texts.

A row with a blank code says that the coder looked and gave none; for passages its `end`, if any, is the text's length.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from heard.text.agreement.spans import CodedSpan, ReadSource
from heard.text.analysis.wording import counted, listed
from heard.text.errors import BadInput
from heard.text.readers import Row, Table, read_table
from heard.text.spans import Span

UNIT_COLUMNS = ("unit", "coder", "code")
SPAN_COLUMNS = ("source", "coder", "code", "start", "end")


@dataclass(frozen=True)
class UnitCodings:
    """The codes that each coder gave each unit, an empty set for none; no entry where a coder did not code a unit."""

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    units: tuple[dict[str, frozenset[str]], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class SpanCodings:
    """The texts, each with what was marked in it by those who read it."""

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    sources: tuple[ReadSource, ...]
    warnings: tuple[str, ...]


def read_codings(path: Path) -> UnitCodings | SpanCodings:
    """Read a table of codings (CSV, XLSX, ODS). Raises `UnreadableFile` or `BadInput`."""
    table = read_table(path)
    places = {" ".join(name.split()).casefold(): place for place, name in enumerate(table.columns)}
    marks_passages = {"start", "end"} <= places.keys()
    names = SPAN_COLUMNS if marks_passages else UNIT_COLUMNS
    missing = [name for name in names if name not in places]
    if missing:
        raise BadInput(
            f"{table.name} has no column{'s' if len(missing) > 1 else ''} {listed(missing)}. "
            f"It needs {listed(UNIT_COLUMNS)}, or for passages of texts {listed(SPAN_COLUMNS)}; "
            f"its columns are {listed(table.columns, most=40)}."
        )
    rows = [_Line(row, [row.cells[places[name]].strip() for name in names], table.name) for row in table.rows]
    for row in rows:
        row.check_named(names[0])
    if len({row.coder for row in rows}) < 2:
        raise BadInput(f"{table.name} has the codings of fewer than two coders, so there is nothing to compare.")
    return _spans(rows, table) if marks_passages else _units(rows, table)


class _Line:
    """A row of the table, its cells in the order of the columns asked for."""

    def __init__(self, row: Row, cells: Sequence[str], table: str) -> None:
        self.number, self.table, self.cells = row.number, table, cells
        self.what, self.coder, self.code = cells[:3]

    def check_named(self, what: str) -> None:
        for name, cell in ((what, self.what), ("coder", self.coder)):
            if not cell:
                raise BadInput(f"Row {self.number} of {self.table} has no {name}. Every row needs one.")

    def span(self) -> Span:
        start, end = self._whole_number(3, "start"), self._whole_number(4, "end")
        if end <= start:
            raise BadInput(f"Row {self.number} of {self.table} ends at {end}, which is not after its start, {start}.")
        return Span(start, end)

    def length(self) -> int:
        """The length of the text, as far as this row tells it."""
        return self._whole_number(4, "end") if self.code or self.cells[4] else 0

    def _whole_number(self, place: int, name: str) -> int:
        cell = self.cells[place].removesuffix(".0")  # as spreadsheets write whole numbers
        if not cell.isdecimal():
            raise BadInput(
                f"Row {self.number} of {self.table} has “{cell}” as its {name}. "
                "Write a whole number of characters, from 0."
            )
        return int(cell)


def _units(rows: Sequence[_Line], table: Table) -> UnitCodings:
    units: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        given = units.setdefault(row.what, {}).setdefault(row.coder, set())
        given |= {row.code} - {""}
    alone = sum(len(coders) < 2 for coders in units.values())
    warnings = [*table.warnings, *_tell_alone(alone, "unit", "coded")]
    frozen = tuple({coder: frozenset(codes) for coder, codes in coders.items()} for coders in units.values())
    return UnitCodings(_named(rows, lambda row: row.coder), _named(rows, lambda row: row.code), frozen, tuple(warnings))


def _spans(rows: Sequence[_Line], table: Table) -> SpanCodings:
    marked: dict[str, dict[str, list[CodedSpan]]] = {}
    lengths: dict[str, int] = {}
    told: set[str] = set()
    for row in rows:
        own = marked.setdefault(row.what, {}).setdefault(row.coder, [])
        lengths[row.what] = max(lengths.get(row.what, 0), row.length())
        if row.code:
            own.append(CodedSpan(row.span(), row.code))
        elif row.length():
            told.add(row.what)
    guessed = len(marked.keys() - told)
    warnings = [*table.warnings, *_tell_alone(sum(len(own) < 2 for own in marked.values()), "text", "read")]
    if guessed:
        warnings.append(
            f"The length of {counted(guessed, 'text')} is not known, so each is taken to end with its last mark. "
            "A row with a blank code and the length as “end” says how long a text is."
        )
    sources = tuple(ReadSource(lengths[name], own) for name, own in marked.items())
    return SpanCodings(
        _named(rows, lambda row: row.coder), _named(rows, lambda row: row.code), sources, tuple(warnings)
    )


def _named(rows: Sequence[_Line], name: Callable[[_Line], str]) -> tuple[str, ...]:
    return tuple(sorted({name(row) for row in rows} - {""}))


def _tell_alone(number: int, what: str, done: str) -> list[str]:
    if not number:
        return []
    were = "was" if number == 1 else "were"
    return [f"{counted(number, what)} {were} {done} by one coder alone, and {'is' if number == 1 else 'are'} left out."]
