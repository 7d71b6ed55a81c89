"""Reading the audit, and proving that nobody has changed it."""

from dataclasses import dataclass

from heard.audit.models import BEFORE_THE_FIRST, Entry, EntryQuerySet


@dataclass(frozen=True, slots=True)
class ChainStatus:
    """What a walk along the whole audit found.

    `head` is the last line's hash. Noted somewhere else from time to time, it also shows whether lines were cut off
    the end, which no chain can show by itself.
    """

    lines: int
    head: str
    broken_at: int | None = None  # the number of the first line that is not as it was written

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


def verify_chain() -> ChainStatus:
    """Walk the audit from its first line: every number follows, every hash fits its line and the one before."""
    head, lines = BEFORE_THE_FIRST, 0
    for entry in Entry.objects.order_by("number").iterator():
        follows = entry.number == lines + 1 and entry.previous_hash == head
        if not follows or entry.hash != entry.computed_hash():
            return ChainStatus(lines, head, broken_at=lines + 1)
        head, lines = entry.hash, lines + 1
    return ChainStatus(lines, head)


def newest_lines() -> EntryQuerySet:
    return Entry.objects.select_related("actor")


def lines_about(kind: str, label: str) -> EntryQuerySet:
    """The lines about one thing, newest first."""
    return newest_lines().filter(kind=kind, label=label)
