"""The site's database for tests: migrated once for each set of migrations, then copied for each worker.

On SQLite the copy is in memory; where DATABASE_URL names a PostgreSQL, it is a database made after a template there.

Migrating takes ten seconds and Wagtail needs the rows that its migrations make, so neither migrating every time nor
leaving the migrations out would do.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

LIBRARIES = ("Django", "wagtail", "django-allauth", "django-taggit")


@pytest.fixture(autouse=True, scope="session")
def apart_from_any_site(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No key and no file of a site that lives in this checkout is used or made."""
    data = tmp_path_factory.mktemp("site")
    settings.SECRET_KEY = "a key for tests alone, of fifty characters or more"
    settings.INSTALLATION_KEY_FILE = data / "keys" / "installation.key"
    settings.EVIDENCE_ROOT = data / "evidence"
    settings.TOMBSTONES = data / "tombstones"
    settings.MEDIA_ROOT = data / "media"
    settings.STATIC_ROOT = data / "static"
    settings.STATIC_ROOT.mkdir()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, django_db_modify_db_settings: None) -> Iterator[None]:
    """Replaces pytest-django's own, which migrates anew for each worker."""
    with django_db_blocker.unblock():
        yield from _copied_into_memory() if connection.vendor == "sqlite" else _made_after_a_template()


@pytest.fixture(scope="module")
def as_migrated(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For a module that fills the database once: as migrating leaves it, though tests that commit emptied it before."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            _copy_into_memory()
        else:
            _make_after_template(connection.settings_dict["NAME"])
        yield
        connection.close_if_unusable_or_obsolete()


def _copied_into_memory() -> Iterator[None]:
    _move_to(connection.creation._get_test_db_name())
    _copy_into_memory()
    yield
    connection.connection.close()


def _copy_into_memory() -> None:
    with sqlite3.connect(migrated_database()) as migrated:
        connection.ensure_connection()
        migrated.backup(connection.connection)


def _made_after_a_template() -> Iterator[None]:
    name, template = connection.creation._get_test_db_name(), _template()
    with _template_locked():
        _move_to(connection.settings_dict["NAME"])
        with _beside_all_databases() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
            is_there = cursor.fetchone()
        if not is_there:
            _make_template(template)
    _make_after_template(name)
    _move_to(name)
    yield
    connection.close()
    with _beside_all_databases() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _make_after_template(name: str) -> None:
    connection.close()
    with _template_locked(), _beside_all_databases() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_template()}"')


def _template() -> str:
    return f"heard_tests_{fingerprint()}"


def _template_locked() -> AbstractContextManager[None]:
    return locked(Path(tempfile.gettempdir()) / f"{_template()}.lock")


@contextmanager
def database_of_its_own(folder: Path, name: str) -> Iterator[str]:
    """A migrated database for a site in a process of its own: in `folder`, or where DATABASE_URL says. Its address."""
    if connection.vendor == "sqlite":
        shutil.copy(migrated_database(), folder / "db.sqlite3")
        yield ""
        return
    with _beside_all_databases() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_template()}"')
    yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    with _beside_all_databases() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _make_template(template: str) -> None:
    unfinished = f"{template}_unfinished"
    with _beside_all_databases() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{unfinished}"')
        cursor.execute(f'CREATE DATABASE "{unfinished}"')
    _move_to(unfinished)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    with _beside_all_databases() as cursor:
        cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')


def _beside_all_databases() -> Any:
    return connection._nodb_cursor()


def migrated_database() -> Path:
    """The migrated database as a file, made by whichever worker comes first."""
    if connection.vendor != "sqlite":
        pytest.skip("Rests on a SQLite file of its own.")
    file = Path(tempfile.gettempdir()) / f"heard-tests-{fingerprint()}.sqlite3"
    with locked(file.with_suffix(".lock")):
        if not file.exists():
            unfinished = file.with_suffix(f".{os.getpid()}")
            in_memory = connection.settings_dict["NAME"]
            _move_to(str(unfinished))
            call_command("migrate", verbosity=0, interactive=False)
            connection.cursor().execute("PRAGMA journal_mode=DELETE")
            connection.close()
            unfinished.replace(file)
            _move_to(in_memory)
    return file


def fingerprint() -> str:
    """Changes with any migration, ours or a library's."""
    digest = hashlib.sha256(" ".join(map(version, LIBRARIES)).encode())
    for config in apps.get_app_configs():
        if config.name.startswith("heard."):
            for file in sorted(Path(config.path).glob("migrations/*.py")):
                digest.update(file.read_bytes())
    for file in sorted((Path(apps.get_app_config("inquiries").path)).glob("states.py")):
        digest.update(file.read_bytes())  # the roles, whose groups are made after migrating
    return digest.hexdigest()[:16]


def _move_to(name: str) -> None:
    connection.close()
    connection.connection = None
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
