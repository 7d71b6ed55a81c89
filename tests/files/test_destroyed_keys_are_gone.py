"""A destroyed key lies in no file of SQLite's from then on, though others have the database open."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_database import migrated_database

pytestmark = pytest.mark.django_db

DESTROYING = """
import sqlite3, django
django.setup()
from django.conf import settings
from django.db import connection
from heard.files.actions import destroy_key, make_item_key

somebody_else = sqlite3.connect(settings.DATABASES["default"]["NAME"])
somebody_else.execute("SELECT count(*) FROM files_itemkey").fetchall()
key = make_item_key()
wrapped = bytes(key.wrapped)


def files_with_it():
    return sorted(file.name for file in settings.DATA.iterdir() if file.is_file() and wrapped in file.read_bytes())


connection.cursor().execute("PRAGMA wal_checkpoint")
before = files_with_it()
destroy_key(None, key, "taken back")
print(before, files_with_it())
"""


def test_it_is_overwritten_in_the_database_and_in_the_log_beside_it(tmp_path: Path) -> None:
    shutil.copy(migrated_database(), tmp_path / "db.sqlite3")
    environment = os.environ | {"HEARD_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "heard.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", DESTROYING], env=environment, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "['db.sqlite3', 'db.sqlite3-wal'] []"
