"""`heard work`: it does what is due and says so, and stops when it is asked to."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from heard.cli.main import ExitCode
from site_database import migrated_database

COMMAND = [sys.executable, "-m", "heard.cli.main", "work"]


@pytest.fixture
def site(tmp_path: Path, db: None) -> dict[str, str]:
    """The environment of a site of its own that holds nothing yet."""
    shutil.copy(migrated_database(), tmp_path / "db.sqlite3")
    return {**os.environ, "HEARD_DATA": str(tmp_path)}


def test_once_it_says_what_it_did_and_then_that_nothing_was_due(site: dict[str, str]) -> None:
    first, second = (
        subprocess.run([*COMMAND, "--once"], env=site, capture_output=True, text=True, check=True) for _ in "ab"
    )
    assert "cleaning up files: 1" in first.stdout
    assert second.stdout == "Nothing was due.\n"
    assert first.stderr == second.stderr == ""


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_when_it_is_asked_to(site: dict[str, str], asked: signal.Signals) -> None:
    with subprocess.Popen(COMMAND, env=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as work:
        assert work.stdout
        assert "Ctrl-C stops it" in work.stdout.readline()
        work.send_signal(asked)
        _, said = work.communicate()
    assert work.returncode == ExitCode.INTERRUPTED
    assert said == "\nStopped. Nothing half-finished was left behind.\n"
