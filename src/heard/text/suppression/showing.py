"""How a count is written: rounded if wanted, and with the symbols of official statistics in England."""

from dataclasses import replace
from enum import StrEnum

from heard.text.suppression.tables import SuppressedTable


class Symbol(StrEnum):
    """What stands in place of a number, as the Department for Education's statistics have it."""

    SUPPRESSED = "c"  # hidden, so that nobody can be recognised
    ROUNDS_TO_ZERO = "k"  # rounds to 0 but is not 0
    NOT_AVAILABLE = "x"  # was not collected, or is not known
    NOT_APPLICABLE = "z"  # there can be no such number


def show_count(count: int | None, *, to: int = 1, is_possible: bool = True) -> str:
    """A count of a suppressed table as it is written, “1,250” or a symbol; None is a hidden one. `to` rounds it."""
    if not is_possible:
        return Symbol.NOT_APPLICABLE
    if count is None:
        return Symbol.SUPPRESSED
    rounded = _round(count, to)
    return f"{rounded:,}" if rounded or not count else Symbol.ROUNDS_TO_ZERO


def round_counts(table: SuppressedTable, *, to: int) -> SuppressedTable:
    """The table with every number that is shown rounded to the nearest multiple of `to`, halves upwards.

    Counts and totals are each rounded by themselves, so they may not add up. Rounding comes after hiding and never
    takes its place: a rounded table tells nothing that it did not tell before. Raises `ValueError` unless `to` is at
    least 1.
    """
    if to < 1:
        raise ValueError(f"Counts can be rounded to multiples of 1 or more, not of {to}.")

    def rounded(counts: tuple[int | None, ...]) -> tuple[int | None, ...]:
        return tuple(None if count is None else _round(count, to) for count in counts)

    return replace(
        table,
        counts=tuple(map(rounded, table.counts)),
        row_totals=tuple(_round(count, to) for count in table.row_totals),
        column_totals=rounded(table.column_totals),
        total=_round(table.total, to),
    )


def _round(count: int, to: int) -> int:
    # Python's own round goes to the even neighbour: 25 to 20, but 35 to 40.
    return (2 * count + to) // (2 * to) * to
