"""The site's database for tests: migrated once for each set of migrations, then copied into memory for each worker.

Migrating takes ten seconds and Wagtail needs the rows that its migrations make, so neither migrating every time nor
leaving the migrations out would do.
"""

import fcntl
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

LIBRARIES = ("Django", "wagtail", "django-allauth", "django-taggit")


@pytest.fixture(autouse=True, scope="session")
def apart_from_any_site(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No key and no file of a site that lives in this checkout is used or made."""
    data = tmp_path_factory.mktemp("site")
    settings.SECRET_KEY = "a key for tests alone, of fifty characters or more"
    settings.INSTALLATION_KEY_FILE = data / "keys" / "installation.key"
    settings.EVIDENCE_ROOT = data / "evidence"
    settings.MEDIA_ROOT = data / "media"
    settings.STATIC_ROOT = data / "static"
    settings.STATIC_ROOT.mkdir()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, django_db_modify_db_settings: None) -> Iterator[None]:
    """Replaces pytest-django's own: a copy of the migrated database in memory; on PostgreSQL, one made by Django."""
    with django_db_blocker.unblock():
        yield from _copied_into_memory() if connection.vendor == "sqlite" else _made_by_django()


def _copied_into_memory() -> Iterator[None]:
    _move_to(connection.creation._get_test_db_name())
    with sqlite3.connect(migrated_database()) as migrated:
        connection.ensure_connection()
        migrated.backup(connection.connection)
    yield
    connection.connection.close()


def _made_by_django() -> Iterator[None]:
    made = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(made, verbosity=0)


def migrated_database() -> Path:
    """The migrated database as a file, made by whichever worker comes first."""
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
