"""Tombstones: which keys were destroyed, in a file apart from the database, so that no older copy of it forgets them.

The file is only ever added to. Each line seals the one before it (SHA-256), and is flushed to the disk before anything
rests on it. It holds the numbers of keys, references and our own phrases; never a word or a name of anybody.

What else ends for good has lines too, by a number of its own: a use that somebody took back. And a key under which
nothing may be destroyed has one that says so (“held”), and another when it may again (“held no longer”), since an
older copy would forget that as well.

A key has a line *before* the transaction that destroys it ends (“destroying”) and another one after (“destroyed”).
Where the machine stops between the two, `tombstones.settle` asks the database which it was; and whoever puts back a
backup before that takes it for destroyed.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from heard.files.keys import SealingError
from heard.files.states import WhyHeld

BEFORE_THE_FIRST = "0" * 64


class NotNoted(SealingError, OSError):
    """A tombstone could not be written, so that the key must stay."""

    def __init__(self) -> None:
        super().__init__(_("This could not be noted where it has to be, so nothing was changed. Try again in a while."))

    def __str__(self) -> str:
        return str(self.args[0])


class State(StrEnum):
    """What a line says of a key."""

    DESTROYING = "destroying"  # its transaction has not ended, or nobody has looked since
    DESTROYED = "destroyed"
    KEPT = "kept"  # the transaction that was to destroy it came to nothing
    HELD = "held"  # nothing that it sealed may be destroyed
    FREE = "held no longer"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What a line says of a key, or of another thing that has a number and ended for good.

    `under` is the key under which what it sealed lives on, where it was only moved.
    """

    key: UUID
    reference: str
    reason: str
    at: datetime
    state: State
    under: UUID | None = None


@dataclass(slots=True)
class Log:
    """A file of tombstones as it was read: of each key what was said last. `broken_at` is the first line that is not
    as it was written. What breaks off in the middle of a line was never promised to anybody, and breaks nothing.
    """

    lines: int = 0
    head: str = BEFORE_THE_FIRST
    broken_at: int | None = None
    ends_in_a_line: bool = True
    tombstones: dict[UUID, Tombstone] = field(default_factory=dict)
    holds: dict[UUID, Tombstone] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None

    def stands(self, key: UUID) -> bool:
        """Whether what this key sealed is to be unreadable: it was destroyed, and did not move to a key that lives."""
        met: set[UUID] = set()
        tombstone = self.tombstones.get(key)
        while tombstone and tombstone.state != State.KEPT and tombstone.key not in met:
            if tombstone.under is None:
                return True
            met.add(tombstone.key)
            tombstone = self.tombstones.get(tombstone.under)
        return False

    def standing(self) -> list[Tombstone]:
        return [tombstone for tombstone in self.tombstones.values() if self.stands(tombstone.key)]

    def held(self) -> list[Tombstone]:
        return [hold for hold in self.holds.values() if hold.state == State.HELD]

    def unsettled(self) -> list[Tombstone]:
        return [tombstone for tombstone in self.tombstones.values() if tombstone.state == State.DESTROYING]


def log_file() -> Path:
    return Path(settings.TOMBSTONES) / "tombstones.jsonl"


def note(key_id: UUID, reference: str, reason: str, *, under: UUID | None = None) -> None:
    """Note that a key is being destroyed, on the disk, before that is committed. Noting it again adds nothing.

    `reason` is a phrase of ours, never somebody's. Raises NotNoted.
    """
    with _locked() as (handle, log):
        said = log.tombstones.get(key_id)
        if said is None or said.state == State.KEPT:
            _add(handle, log, Tombstone(key_id, reference, reason, datetime.now(UTC), State.DESTROYING, under))


def note_outcome(key_id: UUID, state: State) -> None:
    """Note how it ended with a key that was being destroyed."""
    with _locked() as (handle, log):
        said = log.tombstones.get(key_id)
        if said and said.state == State.DESTROYING:
            _add(handle, log, Tombstone(said.key, said.reference, said.reason, said.at, state, said.under))


def note_hold(key_id: UUID, reference: str, reason: WhyHeld) -> None:
    """Note that nothing may be destroyed under a key, before that is committed. Raises NotNoted."""
    with _locked() as (handle, log):
        said = log.holds.get(key_id)
        # What the law holds stays noted so, whatever else holds it as well.
        is_news = said is None or said.state == State.FREE or (reason == WhyHeld.LAW != said.reason)
        if is_news:
            _add(handle, log, Tombstone(key_id, reference, reason, datetime.now(UTC), State.HELD))


def note_hold_ended(key_id: UUID) -> None:
    """Note that it may, once that is committed."""
    with _locked() as (handle, log):
        said = log.holds.get(key_id)
        if said and said.state == State.HELD:
            _add(handle, log, Tombstone(key_id, said.reference, said.reason, datetime.now(UTC), State.FREE))


def note_what_others_know(tombstones: list[Tombstone]) -> int:
    """Add those that are not here yet, with the time at which they were noted; how many that were."""
    with _locked() as (handle, log):
        missing = [found for found in tombstones if _is_news(log, found)]
        for found in missing:
            _add(handle, log, found)
    return len(missing)


def _is_news(log: Log, found: Tombstone) -> bool:
    if found.state == State.HELD:
        hold = log.holds.get(found.key)
        return hold is None or (hold.state == State.FREE and hold.at < found.at)
    known = log.tombstones.get(found.key)
    return known is None or (known.state == State.KEPT and found.state == State.DESTROYED)


def read_log(file: Path | None = None) -> Log:
    """The tombstones of `file`, ours where none is named. None at all where there is no such file."""
    try:
        return read_lines((file or log_file()).read_bytes())
    except FileNotFoundError:
        return Log()


def read_lines(raw: bytes) -> Log:
    log = Log(ends_in_a_line=not raw or raw.endswith(b"\n"))
    for line in raw.split(b"\n"):
        try:
            _take_in(log, json.loads(line))
        except (ValueError, KeyError, TypeError):
            continue  # torn: where it was more than that, the next line does not follow
    return log


def _take_in(log: Log, told: dict[str, Any]) -> None:
    under = UUID(told["under"]) if told["under"] else None
    at = datetime.fromisoformat(told["at"])
    tombstone = Tombstone(UUID(told["key"]), told["reference"], told["reason"], at, State(told["state"]), under)
    follows = told["previous"] == log.head and told["hash"] == _hash(tombstone, log.head)
    log.lines += 1
    if not follows and log.broken_at is None:
        log.broken_at = log.lines
    log.head = told["hash"]
    of_its_kind = log.holds if tombstone.state in (State.HELD, State.FREE) else log.tombstones
    of_its_kind[tombstone.key] = tombstone


@contextmanager
def _locked() -> Iterator[tuple[BinaryIO, Log]]:
    """The file, to be added to by nobody else meanwhile."""
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield handle, read_lines(handle.readall())
    except OSError as error:
        raise NotNoted from error


def _add(handle: BinaryIO, log: Log, tombstone: Tombstone) -> None:
    told = _told(tombstone) | {"previous": log.head, "hash": _hash(tombstone, log.head)}
    line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
    # What was torn stays where it is, on a line of its own.
    _write(handle, line if log.ends_in_a_line else b"\n" + line)
    if not log.lines:
        _flush_folder(log_file().parent)
    log.ends_in_a_line = True
    _take_in(log, told)


def _write(handle: BinaryIO, line: bytes) -> None:
    if handle.write(line) != len(line):
        raise OSError
    os.fsync(handle.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(tombstone: Tombstone) -> dict[str, str]:
    return {
        "key": tombstone.key.hex,
        "reference": tombstone.reference,
        "reason": tombstone.reason,
        "at": tombstone.at.isoformat(),
        "state": tombstone.state.value,
        "under": tombstone.under.hex if tombstone.under else "",
    }


def _hash(tombstone: Tombstone, previous: str) -> str:
    facts = [*_told(tombstone).values(), previous]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
