"""The file that a backup is: a tar of named members, enciphered as a whole (age), written and read as a stream.

Nothing of Heard's is needed to open one: `age -d -i key.txt FILE | tar -x` does. The last member lists the length and
SHA-256 of all others, so that a backup is either whole or not one.
"""

import errno
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO, Protocol

import pyrage
from pyrage.x25519 import Identity

from heard.backups.escrow import cannot_open, damaged
from heard.text.errors import BadInput, Unreadable, UnreadableFile

FORMAT = 1
ABOUT = "heard-backup.json"
DATABASE = "database"
EVIDENCE = "evidence/"
MEDIA = "media/"
TOMBSTONES = "tombstones.jsonl"
LIST = "members.json"
PIECE = 2**20  # bytes
LARGEST_ABOUT = 2**20
LARGEST_LIST = 2**30


class Readable(Protocol):
    def read(self, length: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself. `key` is the fingerprint of the installation's key, `migrations` by app."""

    made_at: str
    heard: str
    database: str  # sqlite or postgresql
    key: str
    audit_lines: int
    audit_head: str
    migrations: dict[str, list[str]]
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a backup; `sha256` in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(slots=True)
class Contents:
    """A backup that was read to its end and is whole. `size` in bytes, of what is inside."""

    about: About
    members: list[Member]
    tombstones: bytes = b""

    @property
    def size(self) -> int:
        return sum(member.size for member in self.members)

    @property
    def files(self) -> int:
        return sum(member.name.startswith(EVIDENCE) for member in self.members)


@dataclass(slots=True)
class ArchiveWriter:
    """Adds members, and remembers what it wrote."""

    tar: tarfile.TarFile
    members: list[Member] = field(default_factory=list)

    def add(self, name: str, size: int, content: Readable) -> None:
        """Raises OSError where `content` is not as long as it was said to be."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        hashing = _Hashing(content)
        self.tar.addfile(info, hashing)
        self.members.append(Member(name, size, hashing.digest.hexdigest()))

    def add_bytes(self, name: str, content: bytes) -> None:
        self.add(name, len(content), io.BytesIO(content))

    def add_list(self) -> None:
        """What was written; nothing comes after it."""
        self.add_bytes(LIST, json.dumps([asdict(member) for member in self.members]).encode())


class _Hashing:
    def __init__(self, content: Readable) -> None:
        self.content, self.digest = content, hashlib.sha256()

    def read(self, length: int = PIECE, /) -> bytes:
        piece = self.content.read(length)
        self.digest.update(piece)
        return piece


@contextmanager
def writing(file: BinaryIO, recipients: list[Any]) -> Iterator[ArchiveWriter]:
    """An archive that is enciphered into `file` while it is written. Raises OSError where the disk is full."""
    reader, writer = os.pipe()
    enciphering = _Beside(partial(_encipher, reader, file, recipients))
    try:
        with os.fdopen(writer, "wb", buffering=PIECE) as into, tarfile.open(fileobj=into, mode="w|") as tar:
            yield ArchiveWriter(tar)
    finally:
        enciphering.join()
        if enciphering.error:
            raise _plainly(enciphering.error) from enciphering.error


def _encipher(reader: int, into: BinaryIO, recipients: list[Any]) -> None:
    with os.fdopen(reader, "rb") as pipe:
        pyrage.encrypt_io(pipe, into, recipients)


def read_archive(file: Path, identities: list[Identity], take: Callable[[str, int, Readable], None]) -> Contents:
    """Read a whole backup, handing each of its members to `take` (name, length, bytes) in its order.

    What is handed over is authentic piece by piece; that nothing is missing is known only when this returns. Raises
    BadInput where the key is not the right one, UnreadableFile where anything is not as it was written.
    """
    with _deciphered(file, identities) as into, _or_damaged(file), tarfile.open(fileobj=into, mode="r|") as tar:
        found: list[Member] = []
        small: dict[str, bytes] = {}
        for info in tar:
            content = tar.extractfile(info)
            if content is None or LIST in small:
                raise damaged(file)
            with closing(content):
                hashing = _Hashing(content)
                if info.name in (ABOUT, LIST, TOMBSTONES):
                    small[info.name] = _all_of(hashing, info.size)
                    _check_is_known(small, file)
                else:
                    take(info.name, info.size, hashing)
                    while hashing.read(PIECE):
                        pass
            found.append(Member(info.name, info.size, hashing.digest.hexdigest()))
    return _checked(file, found, small)


def copy_all(content: Readable, into: BinaryIO) -> None:
    while piece := content.read(PIECE):
        into.write(piece)


def _checked(file: Path, found: list[Member], small: dict[str, bytes]) -> Contents:
    with _or_damaged(file):
        listed = [Member(**told) for told in json.loads(small[LIST])]
        if listed != found[:-1] or found[0].name != ABOUT or len({member.name for member in found}) != len(found):
            raise damaged(file)
        return Contents(About(**json.loads(small[ABOUT])), found, small.get(TOMBSTONES, b""))


def _check_is_known(small: dict[str, bytes], file: Path) -> None:
    if json.loads(small[ABOUT])["format"] != FORMAT:
        raise BadInput(f"{file.name} was made by a newer Heard. Install that first. Nothing was changed.")


def _all_of(content: Readable, size: int) -> bytes:
    if size > LARGEST_LIST:
        raise ValueError
    pieces = bytearray()
    while piece := content.read(PIECE):
        pieces += piece
    return bytes(pieces)


@contextmanager
def _or_damaged(file: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, ValueError, KeyError, TypeError, IndexError, EOFError) as error:
        raise damaged(file) from error


@contextmanager
def _deciphered(file: Path, identities: list[Identity]) -> Iterator[BinaryIO]:
    """What is inside, as a stream. What the deciphering says goes before what was made of its broken end."""
    try:
        handle = file.open("rb")
    except OSError as error:
        raise UnreadableFile(Unreadable.DAMAGED, f"{file} cannot be read: {error.strerror}.") from error
    reader, writer = os.pipe()
    deciphering = _Beside(partial(_decipher, handle, writer, identities))
    try:
        with os.fdopen(reader, "rb", buffering=PIECE) as into:
            yield into
            while into.read(PIECE):  # to its very end, which is sealed as such
                pass
    finally:
        deciphering.join()
        # Where it stopped because we did, there is nothing to say of it.
        if deciphering.error and "roken pipe" not in str(deciphering.error):
            raise _of_opening(file, deciphering.error) from deciphering.error


def _decipher(handle: BinaryIO, writer: int, identities: list[Identity]) -> None:
    with handle, os.fdopen(writer, "wb") as pipe:
        pyrage.decrypt_io(handle, pipe, identities)


def _of_opening(file: Path, error: Exception) -> BadInput | UnreadableFile:
    return cannot_open(file, error) if isinstance(error, pyrage.DecryptError) else damaged(file)


class _Beside(Thread):
    """Does something in a thread of its own, and keeps what went wrong."""

    def __init__(self, do: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self._do = do
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self._do()
        except Exception as error:  # whoever waits for us shall see it
            self.error = error


def _plainly(error: Exception) -> OSError:
    """What a full disk says, through the library."""
    number = errno.ENOSPC if "No space left" in str(error) else errno.EIO
    return OSError(number, os.strerror(number))
