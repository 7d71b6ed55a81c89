"""A table of counts as it may be published, its rows' totals hidden where they are small, beside earlier editions."""

from collections.abc import Sequence
from dataclasses import dataclass

from heard.text.errors import BadInput
from heard.text.suppression.filling import fill_in
from heard.text.suppression.network import Arc, Network
from heard.text.suppression.tables import Cells, Counts, TooFewChanges, check_counts, too_few

Shown = tuple[int | None, ...]


Place = tuple[int | None, int | None]
"""A row and column; None for the column is the row's total, None for the row the column's."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An earlier edition of a table: what we know of it, and which places others did not see.

    `counts[row][column]` and totals are None where we do not know them ourselves, and 0 in what is new since.
    """

    name: str
    counts: tuple[Shown, ...]
    row_totals: Shown
    column_totals: Shown
    total: int | None
    hidden: frozenset[Place]

    @property
    def is_as_published(self) -> bool:
        """Whether we know no more of it than others do: of what they did not see we do not know a cell either."""
        cells = ((row, column) for row, column in self.hidden if row is not None and column is not None)
        return any(self.counts[row][column] is None for row, column in cells)


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table as it may be published; None is hidden. The total of everything is always shown.

    `stays` are the (row, column) that were hidden in an earlier edition.
    """

    counts: tuple[Shown, ...]
    row_totals: Shown
    column_totals: Shown
    total: int
    threshold: int
    impossible: frozenset[tuple[int, int]] = frozenset()
    stays: frozenset[tuple[int, int]] = frozenset()

    @property
    def hidden(self) -> frozenset[Place]:
        cells = {(i, j) for i, row in enumerate(self.counts) for j, count in enumerate(row) if count is None}
        rows = {(i, None) for i, count in enumerate(self.row_totals) if count is None}
        columns = {(None, j) for j, count in enumerate(self.column_totals) if count is None}
        return frozenset(cells | rows | columns)


def publish_table(
    counts: Counts, *, threshold: int, impossible: Cells = frozenset(), editions: Sequence[Edition] = ()
) -> PublishedTable:
    """Hide what must not be shown in `counts[row][column]` and its totals, on its own and beside each earlier edition.

    Hidden is every number below `threshold`, totals and nought included, and as many others as it takes: from what is
    left, every hidden small number could still be anything from 0 to `threshold` − 1. The same holds of how much each
    number changed since each edition. Raises `TooFewChanges` or `BadInput` where no hiding can do that, and
    `ValueError` for what is no table of counts.
    """
    check_counts(counts, impossible)
    network = Network(counts, impossible, hides_rows=True)
    if network.everybody < threshold:
        raise BadInput(
            f"The whole table adds up to {network.everybody:,}, fewer than {threshold}: nothing in it may be published."
        )
    stays = {arc for edition in editions for arc in _hidden_in(edition, network)}
    for arc in stays:
        network.hide(arc)
    network.protect(threshold)
    changes = [change for edition in editions for change in _changes(edition, network, threshold)]
    for _, change in changes:
        change.protect(threshold)
    _check_open(network, changes, threshold)
    return _as_published(network, threshold, impossible, stays)


def _known(edition: Edition, network: Network) -> dict[Arc, int | None]:
    """What the edition says of each arc of a network."""
    known: dict[Arc, int | None] = {
        (i, network.column(j)): count for i, row in enumerate(edition.counts) for j, count in enumerate(row)
    }
    known |= {(network.column(j), network.total): count for j, count in enumerate(edition.column_totals)}
    known |= {(network.root, i): count for i, count in enumerate(edition.row_totals)}
    return {arc: known[arc] for arc in network.flow}


def _hidden_in(edition: Edition, network: Network) -> set[Arc]:
    arcs = {_arc(network, place) for place in edition.hidden}
    return arcs & network.flow.keys()


def _arc(network: Network, place: Place) -> Arc:
    row, column = place
    tail = network.root if column is None else network.column(column) if row is None else row
    return tail, network.total if row is None else row if column is None else network.column(column)


def _changes(edition: Edition, network: Network, threshold: int) -> list[tuple[Edition, Network]]:
    """The table of those who came since an edition, and that of those who left, where anybody did.

    Each arc's change is that of its own number. Where a total grew by some and shrank by others, that is what two
    printed totals show. Rows and columns in which nothing changed say so by their totals, and are left alone.
    """
    known = _known(edition, network)
    # What it does not say could be anything that fits, for us as for those who read it.
    then = fill_in(known, edition.total, network)
    total = network.everybody if edition.total is None else edition.total
    net = {arc: now - then.get(arc, now) for arc, now in network.flow.items()}
    left_alone = {arc for arc, count in known.items() if count is None} | _unchanged(known, network)
    found: list[tuple[Edition, Network]] = []
    for sign in (1, -1):
        change = {arc: max(sign * own, 0) for arc, own in net.items()}
        cells = sum(change[arc] for arc in change if known[arc] is not None and network.is_cell(arc))
        everybody = max(sign * (network.everybody - total), cells)
        if 0 < everybody < threshold:
            raise TooFewChanges(too_few(everybody, threshold, edition.name))
        if everybody:
            # Nobody can have left who was not there. What grew is looked after where others grew, not where they left.
            most = {} if sign > 0 else {arc: then.get(arc, 0) for arc in network.flow}
            others = {arc for arc, own in net.items() if sign * own < 0 or (not own and found)}
            changes = network.changes(change, most=most, left_alone=left_alone | others, everybody=everybody)
            found.append((edition, changes))
    return found


def _unchanged(known: dict[Arc, int | None], network: Network) -> set[Arc]:
    """The arcs of all rows and columns in which nothing changed, as everybody can see."""
    lines: dict[Arc, list[Arc]] = {}
    for tail, head in filter(network.is_cell, network.flow):
        lines.setdefault((network.root, tail), []).append((tail, head))
        lines.setdefault((head, network.total), []).append((tail, head))
    found: set[Arc] = set()
    for total, cells in lines.items():
        seen = [arc for arc in (*cells, total) if known[arc] is not None]
        is_seen_whole = total in seen or len(seen) == len(cells)
        if is_seen_whole and all(known[arc] == network.flow[arc] for arc in seen):
            found.update((*cells, total))
    return found


def _check_open(network: Network, changes: Sequence[tuple[Edition, Network]], threshold: int) -> None:
    if not network.is_open(threshold):
        raise BadInput("Whatever is hidden in this table, a small number in it could be worked out from the total.")
    for edition, change in changes:
        if not change.is_open(threshold):
            or_counts = ", or give --against the counts it was made from" if edition.is_as_published else ""
            raise TooFewChanges(
                f"Whatever is hidden, what changed for a few people since {edition.name} could be worked out. Keep the "
                f"earlier edition until more has changed{or_counts}. If {edition.name} is about other people, leave "
                "--against out."
            )


def _as_published(network: Network, threshold: int, impossible: Cells, stays: set[Arc]) -> PublishedTable:
    rows, columns = range(network.height), range(network.width)
    return PublishedTable(
        tuple(tuple(network.shown(i, network.column(j)) for j in columns) for i in rows),
        tuple(network.shown(network.root, i) for i in rows),
        tuple(network.shown(network.column(j), network.total) for j in columns),
        network.everybody,
        threshold,
        frozenset(impossible),
        frozenset((i, j) for i in rows for j in columns if (i, network.column(j)) in stays),
    )
