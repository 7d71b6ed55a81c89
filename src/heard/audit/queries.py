"""Reading the audit, and proving that nobody has changed it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from heard.audit.models import BEFORE_THE_FIRST, Entry, EntryQuerySet

AT_ONCE = 2000  # lines in memory


@dataclass(frozen=True, slots=True)
class ChainStatus:
    """What a walk along the whole audit found.

    `head` is the last line's hash. Noted somewhere else from time to time, it also shows whether lines were cut off
    the end, which no chain can show by itself: `missing_heads` are those of the ones asked for that no line has.
    """

    lines: int
    head: str
    broken_at: int | None = None  # the number of the first line that is not as it was written
    missing_heads: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


def verify_chain(noted: Collection[str] = ()) -> ChainStatus:
    """Walk the audit from its first line: every number follows, every hash fits its line and the one before.

    `noted` are heads that were noted elsewhere; each must be some line's. Memory stays the same however many lines.
    """
    head, lines = BEFORE_THE_FIRST, 0
    missing = {given.strip().lower() for given in noted} - {BEFORE_THE_FIRST}
    for entry in lines_in_order():
        if entry is None or not follows(entry, lines, head):
            return ChainStatus(lines, head, lines + 1, frozenset(missing))
        head, lines = entry.hash, lines + 1
        missing.discard(head)
    return ChainStatus(lines, head, missing_heads=frozenset(missing))


def follows(entry: Entry, lines: int, head: str) -> bool:
    """Whether `entry` is the line after the `lines` that end in `head`, as it was written."""
    if entry.number != lines + 1 or entry.previous_hash != head:
        return False
    try:
        return entry.hash == entry.computed_hash()
    except (AttributeError, TypeError, ValueError):  # a date that is none: SQLite takes anything
        return False


def lines_in_order() -> Iterator[Entry | None]:
    """Every line; None for one that is no line any more.

    A page of them at a time: on PostgreSQL a plain query would bring all of them into memory at once.
    """
    rows = Entry.objects.order_by("number")
    numbers = rows.values_list("number", flat=True)
    last = None
    while page := list((numbers if last is None else numbers.filter(number__gt=last))[:AT_ONCE]):
        yield from _read(rows.filter(number__gte=page[0], number__lte=page[-1]), page)
        last = page[-1]


def _read(rows: EntryQuerySet, numbers: Sequence[int]) -> Iterator[Entry | None]:
    try:
        yield from list(rows)
    except (TypeError, ValueError):
        for number in numbers:
            try:
                yield rows.get(number=number)
            except (TypeError, ValueError):
                yield None


def newest_lines() -> EntryQuerySet:
    return Entry.objects.select_related("actor")


def lines_about(kind: str, label: str) -> EntryQuerySet:
    """The lines about one thing, newest first."""
    return newest_lines().filter(kind=kind, label=label)
