"""An earlier edition out of a file, in the order of the table that is to be published now."""

from collections.abc import Sequence

from heard.text.analysis.wording import listed
from heard.text.errors import BadInput
from heard.text.safe_tables.counts import CountsTable, folded
from heard.text.suppression.publishing import Edition, Place, publish_table
from heard.text.suppression.showing import Symbol


def edition_for(now: CountsTable, earlier: CountsTable, threshold: int) -> Edition:
    """What is known of an earlier edition, for each row and column of `now`; in one that is new nobody was counted.

    Of a table as it was published, what it does not say was hidden. Of the counts it was made from everything is known,
    and hidden was what this program hides in them. Raises `BadInput` where the earlier one has more rows or columns.
    """
    rows = _match(now, earlier, "row", now.row_names, earlier.row_names)
    columns = _match(now, earlier, "column", now.column_names, earlier.column_names)
    counts = tuple(tuple(_known(earlier, i, j) for j in columns) for i in rows)
    by_column = tuple(zip(*counts, strict=True))
    row_totals = tuple(_known_total(earlier, n, None, own) for n, own in zip(rows, counts, strict=True))
    column_totals = tuple(_known_total(earlier, None, m, own) for m, own in zip(columns, by_column, strict=True))
    total = _known_total(earlier, None, None, column_totals if None in row_totals else row_totals)
    hidden = _hidden_in(earlier, threshold)
    places = [(n, m) for n in (*range(len(rows)), None) for m in (*range(len(columns)), None)]
    unseen = {(n, m) for n, m in places if (_of(rows, n), _of(columns, m)) in hidden}
    return Edition(earlier.name, counts, row_totals, column_totals, total, frozenset(unseen))


_NEW = -1  # a row or column that the earlier edition does not have


def _match(
    now: CountsTable, earlier: CountsTable, what: str, names: Sequence[str], before: Sequence[str]
) -> tuple[int, ...]:
    """Which row or column of the earlier edition each of now's is."""
    places = {folded(name): place for place, name in enumerate(before)}
    found = tuple(places.get(folded(name), _NEW) for name in names)
    gone = [name for place, name in enumerate(before) if place not in found]
    if gone:
        raise BadInput(
            f"{earlier.name} has {what}s that {now.name} does not have: {listed(gone)}. Two editions can be compared "
            "where the later one has all that the earlier one had, under the same names."
        )
    return found


def _of(matched: Sequence[int], number: int | None) -> int | None:
    return None if number is None else matched[number]


def _known(earlier: CountsTable, row: int, column: int) -> int | None:
    if _NEW in (row, column):
        return 0
    return None if earlier.cell(row, column) is Symbol.SUPPRESSED else earlier.count(row, column)


def _known_total(earlier: CountsTable, row: int | None, column: int | None, counts: Sequence[int | None]) -> int | None:
    """A total as it was printed; where none was, what anybody can add up."""
    printed = None if _NEW in (row, column) else earlier.cell(row, column)
    if isinstance(printed, int):
        return printed
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _hidden_in(earlier: CountsTable, threshold: int) -> frozenset[Place]:
    counts = earlier.counts
    if not earlier.is_published and any(count < threshold for row in counts for count in row):
        try:
            return publish_table(counts, threshold=threshold, impossible=earlier.impossible).hidden
        except BadInput as error:
            raise BadInput(f"What was hidden in {earlier.name} cannot be worked out. {error}") from error
    rows, columns = range(len(counts)), range(len(counts[0]))
    places: list[Place] = [(i, j) for i in (*rows, None) for j in (*columns, None)]
    return frozenset(
        place for place in places if place != (None, None) and _is_unknown(earlier, place, len(rows), len(columns))
    )


def _is_unknown(earlier: CountsTable, place: Place, height: int, width: int) -> bool:
    row, column = place
    own = [
        _known(earlier, i, j)
        for i in (range(height) if row is None else [row])
        for j in (range(width) if column is None else [column])
    ]
    return (own[0] if None not in place else _known_total(earlier, row, column, own)) is None
