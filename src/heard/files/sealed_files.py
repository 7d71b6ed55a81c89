"""Sealed files: however long, never readable where they lie, and in memory only a piece at a time.

A file has a key of its own and is sealed in chunks. Each chunk is bound to its file, its place and whether it is the
last one (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár 2015), so that none can be left out, moved or cut
off. A file is whole or not there at all: it is written in a folder where files wait, flushed to the disk, and put where
it stays (`storage`). Only then is a row committed that names it, and only after that does anybody hear that we have it.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from heard.files.keeping import SealedBytes
from heard.files.sealing import NONCE_BYTES, SealBroken, make_key, seal, unseal
from heard.files.storage import storage

CHUNK_BYTES = 256 * 1024
SEALED_CHUNK_BYTES = CHUNK_BYTES + NONCE_BYTES + 16  # AES-GCM's tag
WAITING = "waiting"  # the folder of files that nothing remembers yet
WAITING_AT_MOST = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A sealed file: its name on the disk, the key that opens it, of what is inside the length and SHA-256, and the
    SHA-256 of the file as it lies there.
    """

    id: UUID
    key: bytes
    size: int
    sha256: str
    sealed_sha256: str


class SealingWriter:
    """Seals a file while it arrives. `finish` or `abandon` it; what is finished is then put in its place.

    One that is put off with `pause` is taken up again with its id and key. What has not filled a chunk by then is not
    kept, so that `size` tells where to go on.
    """

    def __init__(self, begun: tuple[UUID, bytes] | None = None) -> None:
        """Raises FileNotFoundError where what was begun is no longer kept, BlockingIOError where somebody writes it."""
        self.id, self.key = begun or (uuid4(), make_key())
        place = place_of_waiting(self.id)
        self._handle = place.open("r+b") if begun else _new_file(place)
        fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._chunks = self._handle.seek(0, os.SEEK_END) // SEALED_CHUNK_BYTES
        self._handle.truncate(self._chunks * SEALED_CHUNK_BYTES)
        self._handle.seek(0, os.SEEK_END)
        self.size = self._chunks * CHUNK_BYTES
        self._waiting = bytearray()

    def write(self, plain: bytes) -> None:
        self.size += len(plain)
        self._waiting += plain
        # A full chunk waits until more follows it, because the last one is sealed as the last.
        while len(self._waiting) > CHUNK_BYTES:
            self._seal(bytes(self._waiting[:CHUNK_BYTES]), is_last=False)
            del self._waiting[:CHUNK_BYTES]

    def pause(self) -> int:
        """Put it off: the chunks that are full stay on the disk. The length that is kept."""
        if len(self._waiting) == CHUNK_BYTES:
            self._seal(bytes(self._waiting), is_last=False)
        self._flush()
        return self._chunks * CHUNK_BYTES

    def finish(self) -> KeptFile:
        """The file, flushed to the disk. Raises OSError when the disk is full or the storage out of reach; nothing is
        left there then.
        """
        try:
            self._seal(bytes(self._waiting), is_last=True)
            self._flush()
            storage().send_ahead(self.id, place_of_waiting(self.id))
        except OSError:
            self.abandon()
            raise
        return KeptFile(self.id, self.key, self.size, *_digests_of(self.id, self.key))

    def abandon(self) -> None:
        self._handle.close()
        erase_file(self.id)

    def _seal(self, plain: bytes, *, is_last: bool) -> None:
        self._handle.write(seal(self.key, plain, _context(self.id, self._chunks, is_last=is_last)))
        self._chunks += 1

    def _flush(self) -> None:
        self._handle.flush()
        os.fsync(self._handle.fileno())
        self._handle.close()


def put_in_place(file: UUID) -> None:
    """Move a finished file to where it stays. To be done before the row that names it is committed."""
    storage().put(file, place_of_waiting(file))


def read_file(file: UUID, key: bytes, start: int = 0) -> Iterator[bytes]:
    """What is inside, from the byte at `start`, in pieces. Raises SealBroken where it was changed or is not there, and
    OutOfReach where the storage does not answer.
    """
    yield from _read(lambda first: storage().open(file, first), file, key, start)


def read_waiting(file: UUID, key: bytes) -> Iterator[bytes]:
    """What is inside a finished file that is not put in its place yet."""
    yield from _read(lambda _: place_of_waiting(file).open("rb"), file, key)


def _read(opened: Callable[[int], SealedBytes], file: UUID, key: bytes, start: int = 0) -> Iterator[bytes]:
    number, skipped = divmod(start, CHUNK_BYTES)
    try:
        with closing(opened(number * SEALED_CHUNK_BYTES)) as handle:
            sealed = handle.read(SEALED_CHUNK_BYTES)
            while True:
                following = handle.read(SEALED_CHUNK_BYTES)
                plain = unseal(key, sealed, _context(file, number, is_last=not following))
                yield plain[skipped:]
                if not following:
                    return
                sealed, number, skipped = following, number + 1, 0
    except FileNotFoundError as error:
        raise SealBroken from error


def kept_of(file: UUID) -> int | None:
    """How much of a file that was put off is kept, in bytes; None where nothing is."""
    try:
        return place_of_waiting(file).stat().st_size // SEALED_CHUNK_BYTES * CHUNK_BYTES
    except FileNotFoundError:
        return None


def erase_file(file: UUID) -> None:
    place_of_waiting(file).unlink(missing_ok=True)
    storage().erase(file)


def forget_waiting_files() -> None:
    """Erase what has waited for a day: its sending broke off, and nobody was told that we have it."""
    for path in (Path(settings.EVIDENCE_ROOT) / WAITING).glob("*"):
        if time.time() - path.stat().st_mtime > WAITING_AT_MOST:
            path.unlink(missing_ok=True)


def is_room_left() -> bool:
    """Whether the disk has room for files. When it runs low, words can still be given."""
    root = Path(settings.EVIDENCE_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return shutil.disk_usage(root).free > settings.KEEP_FREE


def place_of_waiting(file: UUID) -> Path:
    """Where a file lies on this machine until it is put in its place."""
    return Path(settings.EVIDENCE_ROOT) / WAITING / file.hex


def _new_file(place: Path) -> BinaryIO:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place.open("xb")


def _digests_of(file: UUID, key: bytes) -> tuple[str, str]:
    """Of what is inside a finished file, and of the file as it lies there."""
    plain = sha256()
    with place_of_waiting(file).open("rb") as handle:
        digesting = Digesting(handle)
        for piece in _read(lambda _: digesting, file, key):
            plain.update(piece)
    return plain.hexdigest(), digesting.digest.hexdigest()


class Digesting:
    """Sealed bytes that are counted while they are read."""

    def __init__(self, sealed: SealedBytes) -> None:
        self._sealed, self.digest = sealed, sha256()

    def read(self, length: int, /) -> bytes:
        piece = self._sealed.read(length)
        self.digest.update(piece)
        return piece

    def close(self) -> None:
        self._sealed.close()


def _context(file: UUID, number: int, *, is_last: bool) -> bytes:
    return b"file " + file.bytes + number.to_bytes(8, "big") + (b"last" if is_last else b"more")
