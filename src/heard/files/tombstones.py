"""What was destroyed stays so, whichever copy of the database is put back.

`note` and what follows from it are in `tombstone_log`; here the file and the database are held against each other.
Stages that have more to do than destroy a key (a withdrawal is a row of its own, and what was made of somebody's words
goes with them) join with `register_reapplying`.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import transaction

from heard.files.actions import destroy_key
from heard.files.models import ItemKey, KeyDestruction
from heard.files.tombstone_log import (
    Log,
    State,
    Tombstone,
    log_file,
    note,
    note_outcome,
    note_what_others_know,
    read_log,
)

__all__ = ["Tombstone", "look_after_tombstones", "note", "reapply", "register_reapplying", "settle"]

Reapply = Callable[[Tombstone], bool]
"""Does what a stage does beside destroying the key, before that is done, in the same transaction. Whether anything was
left to do; doing it again must do nothing. A key is known by its number alone: after an older copy was put back, a
reference can be given to somebody else.
"""

AT_ONCE = 500
_reapplying: list[Reapply] = []
_looked_at = -1


def register_reapplying(again: Reapply) -> None:
    """Do this with every tombstone after an older copy was put back. Called once, in `AppConfig.ready()`."""
    if again not in _reapplying:
        _reapplying.append(again)


def reapply() -> int:
    """Destroy again, in the database as it is now, what was destroyed before; for how many keys anything was left to
    do. What has no outcome yet counts as destroyed. Stopped half-way, it goes on where it was.
    """
    return sum(_reapply(tombstone) for tombstone in read_log().standing())


@transaction.atomic
def _reapply(tombstone: Tombstone) -> bool:
    was_alive = bool(list(_alive([tombstone.key])))
    done = [again(tombstone) for again in _reapplying]
    for key in ItemKey.objects.filter(pk=tombstone.key):
        if key.wrapped:
            destroy_key(None, key, tombstone.reason, tombstone.reference)
        if was_alive:
            KeyDestruction.objects.filter(key=key).update(at=tombstone.at)
    return was_alive or any(done)


def settle() -> int:
    """Bring the file up to what the database says: how it ended with each key that was being destroyed, and keys that
    were destroyed before there was a file. How many lines that took. Never on an older copy of the database.
    """
    log = read_log()
    settled = sum(_settle(tombstone.key) for tombstone in log.unsettled())
    destroyed = KeyDestruction.objects.values_list("key_id", "reason", "at")
    forgotten = [
        Tombstone(key, "", reason, at, State.DESTROYED) for key, reason, at in destroyed if key not in log.tombstones
    ]
    return settled + (note_what_others_know(forgotten) if forgotten else 0)


@transaction.atomic
def _settle(key: UUID) -> bool:
    # Whoever is destroying it holds this row until it is done (on SQLite nobody else has a transaction that writes).
    if ItemKey.objects.select_for_update().filter(pk=key).first() is None:
        return False  # the database may be a copy from before that key was made, and knows nothing of its end
    is_destroyed = KeyDestruction.objects.filter(key_id=key).exists()
    note_outcome(key, State.DESTROYED if is_destroyed else State.KEPT)
    return True


def look_after_tombstones() -> bool:
    """Whenever the file was added to, settle it. Where the database turns out to be older than the file, because
    somebody put back a copy by hand, destroy again. Whether there was anything to do.
    """
    global _looked_at
    size = _size()
    if size == _looked_at:
        return False
    done = reapply() if is_older_than(read_log()) else settle()
    _looked_at = _size()
    return bool(done)


def is_older_than(log: Log) -> bool:
    """Whether the database still has a key that was destroyed for certain."""
    certain = (found.key for found in log.standing() if found.state == State.DESTROYED)
    return any(True for _ in _alive(certain))


def _alive(keys: Iterable[UUID]) -> Iterator[UUID]:
    each = iter(keys)
    while some := list(islice(each, AT_ONCE)):
        yield from ItemKey.objects.filter(pk__in=some).exclude(wrapped=b"").values_list("pk", flat=True)


def _size() -> int:
    try:
        return log_file().stat().st_size
    except FileNotFoundError:
        return 0
