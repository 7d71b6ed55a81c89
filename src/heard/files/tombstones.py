"""What was destroyed stays so, whichever copy of the database is put back.

`note` and what follows from it are in `tombstone_log`; here the file and the database are held against each other.
Stages that have more to do than destroy a key (a withdrawal is a row of its own, and what was made of somebody's words
goes with them) join with `register_reapplying`; those with something else that ends for good, with `register_numbered`;
and those that keep something from being destroyed, with `register_holding`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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

__all__ = ["State", "Tombstone", "look_after_tombstones", "note", "reapply", "register_reapplying", "settle"]

Reapply = Callable[[Tombstone], bool]
"""Does what a stage does beside destroying the key, before that is done, in the same transaction. Whether anything was
left to do; doing it again must do nothing. A key is known by its number alone: after an older copy was put back, a
reference can be given to somebody else.
"""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Things that end for good, each known by a number that no other thing has: keys, and what stages add.

    `standing`: those of some numbers that have not ended. `has_ended`: whether one has, once whoever is at it is done;
    None where the database knows nothing of it. `ended`: all that have and need a tombstone.
    """

    standing: Callable[[list[UUID]], Iterable[UUID]]
    has_ended: Callable[[UUID], bool | None]
    ended: Callable[[], Iterator[Tombstone]]


@dataclass(frozen=True, slots=True)
class Holding:
    """What keeps things from being destroyed: `again` after an older copy was put back, and `standing` now.

    `again` is called with the last note of a key that is held; whether anything was left to do. Nothing is destroyed
    again before it returns.
    """

    again: Callable[[Tombstone], bool]
    standing: Callable[[], Iterator[Tombstone]]


AT_ONCE = 500
_NOT_YET = -1
_reapplying: list[Reapply] = []
_numbered: list[Numbered] = []
_holding: list[Holding] = []
_looked_at = _NOT_YET


def register_reapplying(again: Reapply) -> None:
    """Do this with every tombstone after an older copy was put back. Called once, in `AppConfig.ready()`."""
    if again not in _reapplying:
        _reapplying.append(again)


def register_numbered(things: Numbered) -> None:
    """Let these have tombstones as well; what ends them again joins with `register_reapplying`. Called once, in
    `AppConfig.ready()`.
    """
    if things not in _numbered:
        _numbered.append(things)


def register_holding(holding: Holding) -> None:
    """Keep apart from the database what is held, too. Called once, in `AppConfig.ready()`."""
    if holding not in _holding:
        _holding.append(holding)


def reapply() -> int:
    """Destroy again, in the database as it is now, what was destroyed before, and end what was ended; of how many
    things anything was left to do. What is to be held is held first. What has no outcome yet counts as destroyed.
    Stopped half-way, it goes on where it was.
    """
    log = read_log()
    hold_again(log)
    return sum(_reapply(tombstone) for tombstone in log.standing())


def hold_again(log: Log) -> int:
    """Hold, in the database as it is now, what was held when that was last noted; how many that took."""
    return sum(holding.again(hold) for hold in log.held() for holding in _holding)


@transaction.atomic
def _reapply(tombstone: Tombstone) -> bool:
    was_alive = any(True for _ in _keys_alive([tombstone.key]))
    done = [again(tombstone) for again in _reapplying]
    for key in ItemKey.objects.filter(pk=tombstone.key):
        if key.wrapped:
            destroy_key(None, key, tombstone.reason, tombstone.reference)
        if was_alive:
            KeyDestruction.objects.filter(key=key).update(at=tombstone.at)
    return was_alive or any(done)


def settle() -> int:
    """Bring the file up to what the database says: how it ended with each thing that was being ended, and what ended,
    or is held, since before there was a file. How many lines that took. Never on an older copy of the database.
    """
    log = read_log()
    settled = sum(_settle(tombstone.key) for tombstone in log.unsettled())
    forgotten = [found for things in _all_numbered() for found in things.ended() if found.key not in log.tombstones]
    forgotten += [hold for holding in _holding for hold in holding.standing() if hold.key not in log.holds]
    return settled + (note_what_others_know(forgotten) if forgotten else 0)


@transaction.atomic
def _settle(number: UUID) -> bool:
    known = [ended for things in _all_numbered() if (ended := things.has_ended(number)) is not None]
    if not known:
        return False  # the database may be a copy from before that thing was made, and knows nothing of its end
    note_outcome(number, State.DESTROYED if any(known) else State.KEPT)
    return True


def _all_numbered() -> list[Numbered]:
    return [KEYS, *_numbered]


def look_after_tombstones() -> bool:
    """Whenever the file was added to, settle it. Where the database turns out to be older than the file, because
    somebody put back a copy by hand, destroy again. Whether there was anything to do.
    """
    global _looked_at
    size = _size()
    if size == _looked_at:
        return False
    log = read_log()
    # Of a hold alone, nothing tells an older copy from one in which it is ended at this moment; but a worker that
    # starts does not meet that moment.
    held = hold_again(log) if _looked_at == _NOT_YET else 0
    done = reapply() if is_older_than(log) else settle()
    _looked_at = _size()
    return bool(held or done)


def is_older_than(log: Log) -> bool:
    """Whether the database still has something that ended for certain."""
    certain = (found.key for found in log.standing() if found.state == State.DESTROYED)
    while some := list(islice(certain, AT_ONCE)):
        if any(True for things in _all_numbered() for _ in things.standing(some)):
            return True
    return False


def _keys_alive(numbers: list[UUID]) -> Iterable[UUID]:
    return ItemKey.objects.filter(pk__in=numbers).exclude(wrapped=b"").values_list("pk", flat=True)


def _is_key_destroyed(number: UUID) -> bool | None:
    # Whoever is destroying it holds this row until it is done (on SQLite nobody else has a transaction that writes).
    if ItemKey.objects.select_for_update().filter(pk=number).first() is None:
        return None
    return KeyDestruction.objects.filter(key_id=number).exists()


def _keys_destroyed() -> Iterator[Tombstone]:
    for key, reason, at in KeyDestruction.objects.values_list("key_id", "reason", "at"):
        yield Tombstone(key, "", reason, at, State.DESTROYED)


KEYS = Numbered(_keys_alive, _is_key_destroyed, _keys_destroyed)


def _size() -> int:
    try:
        return log_file().stat().st_size
    except FileNotFoundError:
        return 0
