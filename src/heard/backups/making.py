"""Making a backup: everything but the keys, while the site runs, enciphered to the recipients and read again."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from pyrage.x25519 import Identity

from heard.audit.actions import record
from heard.backups.archive import (
    ABOUT,
    DATABASE,
    EVIDENCE,
    MEDIA,
    TOMBSTONES,
    About,
    ArchiveWriter,
    Contents,
    read_archive,
    writing,
)
from heard.backups.databases import Snapshot, database_size, forget_unfinished_copies, snapshot
from heard.backups.escrow import fingerprint
from heard.backups.recipients import (
    ENOUGH,
    folders_of_the_site,
    is_inside,
    public_key,
    recipients_for_a_copy,
)
from heard.files.models import StoredFile
from heard.files.storage import storage
from heard.files.tombstone_log import log_file
from heard.files.tombstones import look_after_tombstones
from heard.text.errors import BadInput

Show = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is, and how much there is."""

ENDING = ".age"
UNFINISHED = ".unfinished"
NAME = "heard-%Y-%m-%d-%H%M%S"
MARGIN = 16 * 2**20  # bytes beside what is known beforehand


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and read again. `missing` sealed files are in the database and nowhere else."""

    file: Path
    contents: Contents
    missing: int
    only_one_recipient: bool


def make_backup(folder: Path, show: Show) -> Backup:
    """Write a backup into `folder`, named by the time (UTC). Raises BadInput where there is nobody to write it for, no
    room, or another one at work; nothing is left there then.
    """
    recipients = recipients_for_a_copy()
    _check_place(folder)
    with one_at_a_time():
        forget_unfinished_copies()
        look_after_tombstones()
        _check_room(folder)
        file = folder / (datetime.now(UTC).strftime(NAME) + ENDING)
        unfinished = file.with_name(file.name + UNFINISHED)
        # Only whoever holds a private key can open a backup, so that to read it again this process is given one of its
        # own, which nobody else ever sees and which goes when it ends.
        checking = Identity.generate()
        try:
            missing = _write(unfinished, [*map(public_key, recipients), checking.to_public()], show)
            contents = _read_again(unfinished, checking, show)
            unfinished.rename(file)
            _flush(folder)
        except OSError as error:
            raise BadInput(
                f"The backup could not be written: {error.strerror or error}. Nothing is left of it."
            ) from error
        finally:
            unfinished.unlink(missing_ok=True)
    record(None, "back up", "site", file.name)
    return Backup(file, contents, missing, only_one_recipient=len(recipients) < ENOUGH)


def _check_place(folder: Path) -> None:
    if not folder.is_dir():
        raise BadInput(f"{folder} is not a folder. Make it first, or mount the disk.")
    for what, ours in folders_of_the_site().items():
        if is_inside(folder, ours):
            raise BadInput(f"{folder} lies in the folder of {what}, with which it would be lost. Name another disk.")


def _check_room(folder: Path) -> None:
    of_database, in_all = database_size(), expected_size()
    for place, needed in ((folder, in_all), (Path(settings.DATA), of_database)):
        free = shutil.disk_usage(place).free
        if free < needed + MARGIN:
            raise BadInput(
                f"There is not enough room in {place}: about {in_megabytes(needed + MARGIN)} are needed, and "
                f"{in_megabytes(free)} are free. Nothing was written."
            )


def expected_size() -> int:
    """Of a backup made now, in bytes, about."""
    evidence = StoredFile.objects.aggregate(size=Sum("size"))["size"] or 0
    media = sum(path.stat().st_size for path in media_files())
    return database_size() + int(evidence) + media


def in_megabytes(size: int) -> str:
    return f"{-(-size // 10**6):,} MB"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Nobody else makes or puts back a backup meanwhile. The lock goes with the process, however it ends."""
    descriptor = os.open(settings.DATA, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise BadInput("Another backup is being made or put back. Wait until that is done.") from error
    try:
        yield
    finally:
        os.close(descriptor)


def _write(file: Path, recipients: list[Any], show: Show) -> int:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        show("Copying the database", 0, 0)
        with snapshot() as database, writing(handle, recipients) as archive:
            archive.add_bytes(ABOUT, _written(about(database)))
            archive.add(DATABASE, database.size, database.file)
            # After the database: a file that it does not know of is harmless, a row without its file is not.
            absent = _add_evidence(archive, database.stored, show)
            _add_media(archive, show)
            # Last, so that it has whatever was destroyed meanwhile.
            archive.add_bytes(TOMBSTONES, log_file().read_bytes() if log_file().exists() else b"")
            archive.add_list()
        handle.flush()
        os.fsync(handle.fileno())
        _forget_what_was_cached(handle.fileno())
    # Those that nothing remembers any more were let go of while we were at it.
    return StoredFile.objects.filter(pk__in=absent).count()


def about(database: Snapshot) -> About:
    return About(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        heard=version("heard"),
        database=connection.vendor,
        key=fingerprint(),
        audit_lines=database.audit_lines,
        audit_head=database.audit_head,
        migrations=database.migrations,
    )


def _written(told: About) -> bytes:
    return json.dumps(asdict(told)).encode()


def _add_evidence(archive: ArchiveWriter, stored: list[UUID], show: Show) -> list[UUID]:
    absent = []
    for number, file in enumerate(stored, start=1):
        try:
            length, sealed = storage().length(file), storage().open(file, 0)
        except FileNotFoundError:
            absent.append(file)
            continue
        try:
            archive.add(EVIDENCE + file.hex, length, sealed)
        finally:
            sealed.close()
        show("Copying sealed files", number, len(stored))
    return absent


def _add_media(archive: ArchiveWriter, show: Show) -> None:
    files = list(media_files())
    for number, path in enumerate(files, start=1):
        with suppress(FileNotFoundError), path.open("rb") as handle:
            name = path.relative_to(settings.MEDIA_ROOT).as_posix()
            archive.add(MEDIA + name, os.fstat(handle.fileno()).st_size, handle)
        show("Copying pictures of pages", number, len(files))


def media_files() -> Iterator[Path]:
    return (path for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")) if path.is_file() and not path.is_symlink())


def _read_again(file: Path, checking: Identity, show: Show) -> Contents:
    show("Reading it again", 0, 0)
    return read_archive(file, [checking], lambda *_: None)


def _forget_what_was_cached(descriptor: int) -> None:
    """So that it is read from the disk, and not from memory."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget_old_backups(folder: Path, older_than: timedelta) -> list[Path]:
    """Erase what `make_backup` wrote there longer ago than that, by its name; those that were."""
    before = datetime.now(UTC) - older_than
    old = [path for path in sorted(folder.glob(f"heard-*{ENDING}")) if (made := made_at(path)) and made < before]
    for path in old:
        path.unlink()
    return old


def made_at(file: Path) -> datetime | None:
    """When a backup was made, by its name; None for a file that is not called like one."""
    try:
        return datetime.strptime(file.name, NAME + ENDING).replace(tzinfo=UTC)
    except ValueError:
        return None
