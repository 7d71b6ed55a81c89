"""From a table of counts in a file to the same table safe to publish: what `heard suppress` does."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from heard.text.analysis import Progress
from heard.text.errors import BadInput
from heard.text.safe_tables.counts import CountsTable, read_counts
from heard.text.safe_tables.editions import edition_for
from heard.text.safe_tables.subtotals import find_sums
from heard.text.suppression.publishing import PublishedTable, publish_table
from heard.text.suppression.showing import Symbol, show_count
from heard.text.suppression.tables import LOWEST_THRESHOLD

STAGE = "Finding what must be hidden"


@dataclass(frozen=True, slots=True)
class SafeCopy:
    """A table, and what of it may be published. `round_to` is 1 for no rounding; `cells` are as they are written."""

    given: CountsTable
    published: PublishedTable
    round_to: int
    against: tuple[CountsTable, ...]
    cells: tuple[tuple[str, ...], ...]
    warnings: tuple[str, ...]


def make_safe_copy(
    path: Path, threshold: int, round_to: int | None, against: Sequence[Path], progress: Progress
) -> SafeCopy:
    """Read, hide, round. Raises `UnreadableFile`, or `BadInput` for what is no table of counts or not safe."""
    _check_options(threshold, round_to)
    given = read_counts(path)
    warnings = [*given.warnings, *_warn_of_sums(given)]
    earlier = [read_counts(own, may_hide=True) for own in against]
    for own in earlier:
        _check_is_not_rounded(own, round_to or 1)
    editions = [edition_for(given, own, threshold) for own in earlier]
    progress(STAGE, 0, 1)  # some seconds, for a table of a thousand counts
    published = publish_table(given.counts, threshold=threshold, impossible=given.impossible, editions=editions)
    progress(STAGE, 1, 1)
    cells = _written(given, published, round_to or 1)
    return SafeCopy(given, published, round_to or 1, tuple(earlier), cells, tuple(warnings))


def _check_options(threshold: int, round_to: int | None) -> None:
    if threshold < LOWEST_THRESHOLD:
        raise BadInput(
            f"--threshold must be at least {LOWEST_THRESHOLD}; {threshold} was given. "
            "With less, two people in the same number could recognise each other."
        )
    if round_to is not None and round_to < 2:
        raise BadInput(f"--round must be at least 2; {round_to} was given.")


def _check_is_not_rounded(earlier: CountsTable, to: int) -> None:
    numbers = [cell for row in earlier.cells for cell in row if isinstance(cell, int) and cell]
    if to > 1 and len(numbers) > 1 and all(number % to == 0 for number in numbers):
        raise BadInput(
            f"{earlier.name} seems to be rounded to {to}, so what changed since cannot be seen from it. Give --against "
            "the counts it was made from."
        )


def _warn_of_sums(table: CountsTable) -> list[str]:
    """A sentence for each sum that may be chance. Raises `BadInput` for any other: it would give numbers away."""
    found = list(find_sums(table))
    for own in found:
        if not own.may_be_chance:
            raise BadInput(own.sentence)
    return [own.sentence for own in found]


def _written(given: CountsTable, published: PublishedTable, to: int) -> tuple[tuple[str, ...], ...]:
    """Every cell of the table as it is published, totals in their places."""
    row_numbers = {place: number for number, place in enumerate(given.row_places)}
    column_numbers = {place: number for number, place in enumerate(given.column_places)}

    def shown(i: int, j: int) -> str:
        cell = given.cells[i][j]
        if isinstance(cell, Symbol):
            return cell.value
        row, column = row_numbers.get(i), column_numbers.get(j)
        if row is None:
            count = published.total if column is None else published.column_totals[column]
        else:
            count = published.row_totals[row] if column is None else published.counts[row][column]
        return show_count(count, to=to).replace(",", "")

    return tuple(tuple(shown(i, j) for j in range(len(given.columns))) for i in range(len(given.rows)))
