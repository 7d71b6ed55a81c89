"""From a table of counts in a file to the same table safe to publish: what `heard suppress` does."""

from collections.abc import Iterator, Sequence
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

BY_CHANCE, HARDLY_BY_CHANCE = 0.05, 0.001
"""How often so many counts are all multiples of a number, where an edition may be rounded to it, or surely is."""

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
    warnings += [warning for own in earlier for warning in _warn_of_rounding(own, round_to or 1)]
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


def _warn_of_rounding(earlier: CountsTable, to: int) -> Iterator[str]:
    """A sentence where an edition may be rounded. Raises `BadInput` where it hardly has these numbers by chance."""
    numbers = [cell for row in earlier.cells for cell in row if isinstance(cell, int) and cell]
    # Totals of such numbers are such numbers, too. Of hidden numbers, they may be the only ones.
    own = len(numbers) if earlier.is_published else sum(count > 0 for row in earlier.counts for count in row)
    step = max(step for step in (1, 5, 10, to) if all(number % step == 0 for number in numbers))
    chance = step**-own
    advice = "What changed since cannot be seen from rounded numbers: give --against the counts it was made from."
    if chance <= HARDLY_BY_CHANCE:
        raise BadInput(f"{earlier.name} seems to be rounded to {step}. {advice}")
    if chance < BY_CHANCE:
        yield f"{earlier.name} may be rounded to {step}, like all its numbers. {advice}"


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
