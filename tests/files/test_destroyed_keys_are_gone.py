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
from heard.files.models import CleanUp
from heard.jobs.work import do_what_is_due

somebody_else = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
somebody_else.execute("SELECT count(*) FROM files_itemkey").fetchall()
key = make_item_key()
wrapped = bytes(key.wrapped)


def files_with_it():
    return sorted(file.name for file in settings.DATA.iterdir() if file.is_file() and wrapped in file.read_bytes())


connection.cursor().execute("PRAGMA wal_checkpoint")
"""
AT_ONCE = """
before = files_with_it()
destroy_key(None, key, "taken back")
print(before, files_with_it())
"""
BEHIND_A_LONG_READER = """
CleanUp.objects.create(erased=0)  # which is done once a day
connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
somebody_else.execute("BEGIN")
somebody_else.execute("SELECT count(*) FROM files_itemkey").fetchall()
destroy_key(None, key, "taken back")
do_what_is_due()
while_reading = files_with_it()
somebody_else.execute("COMMIT")
done = do_what_is_due()
waits = connection.cursor().execute("PRAGMA busy_timeout").fetchone()[0]
print(while_reading, files_with_it(), done["overwriting destroyed keys"], do_what_is_due().total(), waits)
"""


def told(folder: Path, doing: str) -> str:
    shutil.copy(migrated_database(), folder / "db.sqlite3")
    environment = os.environ | {"HEARD_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "heard.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", DESTROYING + doing], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_it_is_overwritten_in_the_database_and_in_the_log_beside_it(tmp_path: Path) -> None:
    assert told(tmp_path, AT_ONCE) == "['db.sqlite3', 'db.sqlite3-wal'] []"


def test_where_somebody_still_reads_what_was_before_the_worker_tries_again(tmp_path: Path) -> None:
    assert told(tmp_path, BEHIND_A_LONG_READER) == "['db.sqlite3'] [] 1 0 20000"
