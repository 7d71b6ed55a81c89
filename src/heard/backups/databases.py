"""The database in a backup: a consistent copy of it while others write, and putting that back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from heard.audit.models import BEFORE_THE_FIRST, Entry
from heard.files.models import StoredFile
from heard.text.errors import BadInput

UNFINISHED = "backing-up-"
RESTORING = "db.sqlite3.restoring"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The database at one moment: `file` holds it, the rest is what it says."""

    file: BinaryIO
    size: int
    stored: list[UUID]
    audit_lines: int
    audit_head: str
    migrations: dict[str, list[str]]


def database_size() -> int:
    """In bytes, about."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """A copy of the database as it is now, in a file that has no name any more and goes when the block ends."""
    with _of_sqlite() if connection.vendor == "sqlite" else _of_postgresql() as found:
        yield found


@contextmanager
def _of_sqlite() -> Iterator[Snapshot]:
    with TemporaryDirectory(prefix=UNFINISHED, dir=settings.DATA) as folder:
        file = Path(folder) / "db.sqlite3"
        copy = sqlite3.connect(file)
        try:
            with closing(committed()) as source:
                source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            facts = _facts(copy.cursor())
        finally:
            copy.close()
        handle = file.open("rb")
    with handle:
        yield Snapshot(handle, _length(handle), *facts)


def committed() -> sqlite3.Connection:
    """What is committed in our SQLite file. Not Django's connection: SQLite does not copy from one that writes."""
    return sqlite3.connect(f"{Path(connection.settings_dict['NAME']).as_uri()}?mode=rw", uri=True)


@contextmanager
def _of_postgresql() -> Iterator[Snapshot]:
    with TemporaryFile(dir=settings.DATA) as handle:
        # pg_dump reads what this transaction sees, and nothing that came since.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            (name,) = cursor.fetchone()
            facts = _facts(cursor)
            _run(["pg_dump", "--format=custom", "--schema=public", f"--snapshot={name}"], stdout=handle)
        handle.seek(0)
        yield Snapshot(handle, _length(handle), *facts)


def _facts(cursor: sqlite3.Cursor | CursorWrapper) -> tuple[list[UUID], int, str, dict[str, list[str]]]:
    """The sealed files, the audit's end, and the migrations. The names of tables are Django's own."""
    cursor.execute(f"SELECT id FROM {StoredFile._meta.db_table}")  # noqa: S608
    stored = [found if isinstance(found, UUID) else UUID(found) for (found,) in cursor.fetchall()]
    cursor.execute(f"SELECT number, hash FROM {Entry._meta.db_table} ORDER BY number DESC LIMIT 1")  # noqa: S608
    lines, head = cursor.fetchone() or (0, BEFORE_THE_FIRST)
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
    migrations: dict[str, list[str]] = {}
    for app, name in cursor.fetchall():
        migrations.setdefault(app, []).append(name)
    return stored, lines, head, migrations


def forget_unfinished_copies() -> None:
    """What a backup left that was killed while it copied the database."""
    for folder in Path(settings.DATA).glob(f"{UNFINISHED}*"):
        shutil.rmtree(folder, ignore_errors=True)


def is_database_empty() -> bool:
    return not connection.introspection.table_names()


def check_nobody_uses_it() -> None:
    """Raise BadInput where the site, or whoever does its work, has the database open."""
    if connection.vendor == "sqlite":
        busy = Path(connection.settings_dict["NAME"]).exists() and _is_open_elsewhere()
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            busy = cursor.fetchone()[0] > 0
    if busy:
        raise BadInput("Something still uses the database. Stop the site and heard work first. Nothing was changed.")


def _is_open_elsewhere() -> bool:
    connection.close()
    database = sqlite3.connect(connection.settings_dict["NAME"], timeout=1)
    try:
        # Only whoever is alone may do without the log; it is back when the database is next opened.
        database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        return True
    finally:
        database.close()
    return False


def set_aside(folder: Path) -> None:
    """Keep the database as it is in `folder`, and leave an empty one in its place."""
    if connection.vendor == "sqlite":
        connection.close()
        file = Path(connection.settings_dict["NAME"])
        for beside in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
            if beside.exists():
                beside.rename(folder / beside.name)
        return
    with (folder / "database.dump").open("xb") as handle:
        _run(["pg_dump", "--format=custom", "--schema=public"], stdout=handle)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def place_for_copy() -> BinaryIO:
    """Where the database of a backup is written before it is put in its place."""
    if connection.vendor != "sqlite":
        return TemporaryFile(dir=settings.DATA)
    file = Path(connection.settings_dict["NAME"]).with_name(RESTORING)
    file.unlink(missing_ok=True)
    return os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+b")


def put_in_place(copy: BinaryIO) -> None:
    """Make the copy the database. Raises BadInput where it is not whole."""
    copy.flush()
    os.fsync(copy.fileno())
    copy.seek(0)
    connection.close()
    if connection.vendor != "sqlite":
        _run(["pg_restore", "--single-transaction", "--exit-on-error", "--schema=public"], stdin=copy)
        return
    place = Path(connection.settings_dict["NAME"])
    file = place.with_name(RESTORING)
    check_integrity(file)
    for end in ("-wal", "-shm"):
        place.with_name(place.name + end).unlink(missing_ok=True)
    file.replace(place)


def check_integrity(file: Path) -> None:
    database = sqlite3.connect(file)
    try:
        said = database.execute("PRAGMA integrity_check").fetchall()
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError:
        said, broken = [], []
    finally:
        database.close()
    if said != [("ok",)] or broken:
        raise BadInput("The database in this backup is not whole.")


def _run(command: list[str], stdin: BinaryIO | int = subprocess.DEVNULL, stdout: BinaryIO | None = None) -> None:
    """One of PostgreSQL's own programs, on our database."""
    from psycopg.conninfo import make_conninfo

    given = connection.settings_dict
    where = {"dbname": given["NAME"], "user": given["USER"], "host": given["HOST"], "port": given["PORT"]}
    conninfo = make_conninfo(**{name: value for name, value in (where | given["OPTIONS"]).items() if value})
    words = [*command, "--no-owner", "--no-privileges", f"--dbname={conninfo}"]
    environment = os.environ | ({"PGPASSWORD": given["PASSWORD"]} if given["PASSWORD"] else {})
    try:
        # What it says could be a row that it stumbled over, so nobody hears it.
        done = subprocess.run(  # noqa: S603
            words, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL, env=environment, check=False
        )
    except FileNotFoundError as error:
        raise BadInput(
            f"{command[0]} is not installed on this machine. Install PostgreSQL’s client programs, of the server’s "
            "version or a newer one (on Debian: apt-get install postgresql-client)."
        ) from error
    if done.returncode:
        raise BadInput(
            f"{command[0]} stopped with an error. Is it of the server’s version or newer, and is there room on the "
            "disk? Try it by hand."
        )


def _length(handle: BinaryIO) -> int:
    end = handle.seek(0, os.SEEK_END)
    handle.seek(0)
    return end
