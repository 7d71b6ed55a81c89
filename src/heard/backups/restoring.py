"""Putting a backup back: all of it is read and checked before anything is touched, and the site stays closed until what
was destroyed since is destroyed again.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pyrage.x25519 import Identity

from heard.audit.actions import record
from heard.audit.models import Entry
from heard.audit.queries import verify_chain
from heard.backups import databases
from heard.backups.archive import DATABASE, EVIDENCE, MEDIA, About, Contents, Readable, copy_all, read_archive
from heard.backups.closing import close_site, open_site
from heard.backups.escrow import damaged, fingerprint
from heard.backups.making import MARGIN, Show, in_megabytes, media_files, one_at_a_time
from heard.backups.recipients import read_identities
from heard.files.actions import overwrite_soon
from heard.files.keeping import is_number
from heard.files.models import StoredFile
from heard.files.sealed_files import place_of_waiting, put_in_place
from heard.files.storage import storage
from heard.files.tombstone_log import Log, note_what_others_know, read_lines, read_log
from heard.files.tombstones import reapply, settle
from heard.text.errors import BadInput

CLOSED = "a backup was being put back. Put it back again: heard restore FILE --identity KEY --replace."


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done. So many keys were destroyed, or uses ended, again; `missing` files are in the database alone."""

    contents: Contents
    taken_again: int
    missing: int
    replaced: Path | None


def check_backup(file: Path, identity_file: Path, show: Show) -> Contents:
    """Read a whole backup and hold it against what this installation can put back. Nothing is written."""
    identities = read_identities(identity_file)
    return _checked(file, identities, show)


def restore(
    file: Path, identity_file: Path, show: Show, *, tombstones: list[Path] | None = None, replace: bool = False
) -> Restored:
    """Put a backup in the place of an empty site, or with `replace` of one that is kept beside it.

    Raises BadInput or UnreadableFile before anything is touched where it cannot be done. Whatever goes wrong later
    leaves the site closed.
    """
    identities = read_identities(identity_file)
    with one_at_a_time():
        logs = [_whole_log(path) for path in tombstones or []]
        _check_whole(read_log(), "the tombstones of this site")
        contents = _checked(file, identities, show)
        logs.append(_check_whole(read_lines(contents.tombstones), "the tombstones in the backup"))
        _check_free(replace=replace)
        _check_room(contents)
        close_site(CLOSED)
        replaced = _set_aside() if replace else None
        _put_back(file, identities, contents, show)
        _bring_up_to_date(contents.about, show)
        show("Destroying again what was destroyed since", 0, 0)
        for log in logs:
            note_what_others_know([*log.standing(), *log.held()])
        taken_again = reapply()
        settle()
        _check_audit()
        overwrite_soon()
        Session.objects.all().delete()  # whoever was signed out since would be signed in again
        missing = _count_missing()
        record(None, "put back", "site", file.name, use=f"destroyed or ended again: {taken_again}")
        open_site()
    return Restored(contents, taken_again, missing, replaced)


def _checked(file: Path, identities: list[Identity], show: Show) -> Contents:
    show("Reading the backup", 0, 0)
    contents = read_archive(file, identities, lambda name, _size, _content: _check_name(name, file))
    _check_fits(contents.about)
    return contents


def _check_name(name: str, file: Path) -> None:
    """Only names that we give: nothing is ever written anywhere else."""
    parts = PurePosixPath(name).parts
    is_evidence = name.startswith(EVIDENCE) and is_number(name.removeprefix(EVIDENCE))
    is_media = name.startswith(MEDIA) and len(parts) > 1 and ".." not in parts and "\\" not in name
    if not (is_evidence or is_media or name == DATABASE):
        raise damaged(file)


def _check_fits(about: About) -> None:
    if about.database != connection.vendor:
        raise BadInput(
            f"This backup is of a {about.database} database, and this site is set up for {connection.vendor}. Set "
            "DATABASE_URL as it was. Nothing was changed."
        )
    ours = MigrationLoader(None).disk_migrations
    if unknown := [app for app, names in about.migrations.items() for name in names if (app, name) not in ours]:
        raise BadInput(
            f"This backup was made by a newer Heard ({about.heard}), which knows more of {unknown[0]}. Install that "
            "first. Nothing was changed."
        )
    if about.key and about.key != fingerprint():
        there = "not the one" if fingerprint() else "missing: it is the one"
        raise BadInput(
            f"The installation key in {Path(settings.INSTALLATION_KEY_FILE).parent} is {there} with which this "
            "backup’s evidence was sealed. Put that back first: heard keys recover. Nothing was changed."
        )


def _whole_log(file: Path) -> Log:
    if not file.is_file():
        raise BadInput(f"There are no tombstones in {file}. Nothing was changed.")
    return _check_whole(read_log(file), f"the tombstones in {file}")


def _check_whole(log: Log, what: str) -> Log:
    if not log.is_whole:
        raise BadInput(
            f"Line {log.broken_at} of {what} is not as it was written, so that something could come back that "
            "somebody took away. Find a whole copy for --tombstones, and move the broken file to a safe place. "
            "Nothing was changed."
        )
    return log


def _check_free(*, replace: bool) -> None:
    if replace:
        databases.check_nobody_uses_it()
    elif not databases.is_database_empty() or any(media_files()) or any(_evidence_folders()):
        raise BadInput(
            f"There is a site in {settings.DATA} already. With --replace it is kept in a folder beside, and the "
            "backup takes its place. Nothing was changed."
        )


def _evidence_folders() -> list[Path]:
    return list(Path(settings.EVIDENCE_ROOT).glob("[0-9a-f][0-9a-f]"))


def _check_room(contents: Contents) -> None:
    free = shutil.disk_usage(settings.DATA).free
    if free < contents.size + MARGIN:
        raise BadInput(
            f"There is not enough room in {settings.DATA}: {in_megabytes(contents.size + MARGIN)} are needed, and "
            f"{in_megabytes(free)} are free. Nothing was changed."
        )


def _set_aside() -> Path:
    """The site as it was, in a folder of its own."""
    folder = Path(settings.DATA) / datetime.now(UTC).strftime("replaced-%Y-%m-%d-%H%M%S")
    folder.mkdir(mode=0o700)
    databases.set_aside(folder)
    for place in (Path(settings.EVIDENCE_ROOT), Path(settings.MEDIA_ROOT)):
        if place.exists():
            place.rename(folder / place.name)
    return folder


def _put_back(file: Path, identities: list[Identity], contents: Contents, show: Show) -> None:
    written = 0
    with databases.place_for_copy() as database:

        def take(name: str, _size: int, content: Readable) -> None:
            nonlocal written
            written += 1
            show("Putting it back", written, len(contents.members))
            if name == DATABASE:
                copy_all(content, database)
            elif name.startswith(EVIDENCE):
                _put_file_back(UUID(name.removeprefix(EVIDENCE)), content)
            else:
                _write(Path(settings.MEDIA_ROOT) / name.removeprefix(MEDIA), content)

        if read_archive(file, identities, take).members != contents.members:
            raise BadInput("The backup changed while it was put back.")
        databases.put_in_place(database)


def _put_file_back(file: UUID, content: Readable) -> None:
    waiting = place_of_waiting(file)
    _write(waiting, content)
    storage().send_ahead(file, waiting)
    put_in_place(file)


def _write(place: Path, content: Readable) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with place.open("wb") as handle:
        copy_all(content, handle)
        handle.flush()
        os.fsync(handle.fileno())


def _bring_up_to_date(about: About, show: Show) -> None:
    show("Bringing the database up to date", 0, 0)
    call_command("migrate", interactive=False, verbosity=0)
    head = Entry.objects.filter(number=about.audit_lines).values_list("hash", flat=True).first()
    if about.audit_lines and head != about.audit_head:
        raise BadInput("The audit in this backup does not end as it did when the backup was made.")
    _check_audit()


def _check_audit() -> None:
    chain = verify_chain()
    if not chain.is_whole:
        raise BadInput(f"Line {chain.broken_at} of the audit in this backup is not as it was written.")


def _count_missing() -> int:
    missing = 0
    for file in StoredFile.objects.values_list("pk", flat=True):
        try:
            storage().length(file)
        except FileNotFoundError:
            missing += 1
    return missing
