"""Sealed files on the disk: however long, never readable there, and in memory only a piece at a time.

A file has a key of its own and is sealed in chunks. Each chunk is bound to its file, its place and whether it is the
last one (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár 2015), so that none can be left out, moved or cut
off. A file is whole or not there at all: it is written in a folder where files wait, flushed to the disk, and put in
its place. Only then is a row committed that names it, and only after that does anybody hear that we have it.
"""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from heard.files.sealing import NONCE_BYTES, SealBroken, make_key, seal, unseal

CHUNK_BYTES = 256 * 1024
SEALED_CHUNK_BYTES = CHUNK_BYTES + NONCE_BYTES + 16  # AES-GCM's tag
WAITING = "waiting"  # the folder of files that nothing remembers yet
WAITING_AT_MOST = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A sealed file: its name on the disk, the key that opens it, and of what is inside the length and SHA-256."""

    id: UUID
    key: bytes
    size: int
    sha256: str


class SealingWriter:
    """Seals a file while it arrives. `finish` or `abandon` it; what is finished is then put in its place."""

    def __init__(self) -> None:
        self.id = uuid4()
        self.size = 0
        self._key = make_key()
        self._digest = sha256()
        self._waiting = bytearray()
        self._chunks = 0
        self._handle = _new_file(_waiting_place(self.id))

    def write(self, plain: bytes) -> None:
        self._digest.update(plain)
        self.size += len(plain)
        self._waiting += plain
        # A full chunk waits until more follows it, because the last one is sealed as the last.
        while len(self._waiting) > CHUNK_BYTES:
            self._seal(bytes(self._waiting[:CHUNK_BYTES]), is_last=False)
            del self._waiting[:CHUNK_BYTES]

    def finish(self) -> KeptFile:
        """The file, flushed to the disk. Raises OSError when the disk is full; nothing is left there then."""
        try:
            self._seal(bytes(self._waiting), is_last=True)
            self._handle.flush()
            os.fsync(self._handle.fileno())
            self._handle.close()
        except OSError:
            self.abandon()
            raise
        return KeptFile(self.id, self._key, self.size, self._digest.hexdigest())

    def abandon(self) -> None:
        self._handle.close()
        erase_file(self.id)

    def _seal(self, plain: bytes, *, is_last: bool) -> None:
        self._handle.write(seal(self._key, plain, _context(self.id, self._chunks, is_last=is_last)))
        self._chunks += 1


def place_of(file: UUID) -> Path:
    """Where a sealed file lies: 256 folders, so that none holds too many."""
    return Path(settings.EVIDENCE_ROOT) / file.hex[:2] / file.hex


def put_in_place(file: UUID) -> None:
    """Move a finished file to where it stays. To be done before the row that names it is committed."""
    place = place_of(file)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _waiting_place(file).rename(place)
    _flush_folder(place.parent)


def read_file(file: UUID, key: bytes, start: int = 0) -> Iterator[bytes]:
    """What is inside, from the byte at `start`, in pieces. Raises SealBroken where it was changed or is not there."""
    number, skipped = divmod(start, CHUNK_BYTES)
    try:
        with place_of(file).open("rb") as handle:
            handle.seek(number * SEALED_CHUNK_BYTES)
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


def erase_file(file: UUID) -> None:
    for place in (place_of(file), _waiting_place(file)):
        place.unlink(missing_ok=True)


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


def _waiting_place(file: UUID) -> Path:
    return Path(settings.EVIDENCE_ROOT) / WAITING / file.hex


def _new_file(place: Path) -> BinaryIO:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place.open("xb")


def _context(file: UUID, number: int, *, is_last: bool) -> bytes:
    return b"file " + file.bytes + number.to_bytes(8, "big") + (b"last" if is_last else b"more")


def _flush_folder(folder: Path) -> None:
    """The new name reaches the disk as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
