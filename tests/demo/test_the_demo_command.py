"""`heard demo`: it makes its own folder, touches nobody else's, mends itself, and says what is wrong in a sentence."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from heard.cli.main import ExitCode, main
from heard.demo.folder import ABOUT, FOREIGN_SETTINGS, MARKER, prepare_folder
from heard.demo.reading import FOLDER, Content
from heard.demo.serving import check_port
from heard.text.errors import BadInput
from site_database import migrated_database

COMMAND = [sys.executable, "-m", "heard.cli.main", "demo"]


def run_demo(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*COMMAND, "--dir", str(folder), *words], capture_output=True, text=True, check=False)


def count(folder: Path, table: str) -> int:
    with sqlite3.connect(folder / "db.sqlite3") as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (our own words)


def password_in(said: str) -> str:
    return next(line.split()[-1] for line in said.splitlines() if line.split()[:1] == ["Password"])


@pytest.mark.django_db
def test_a_start_killed_in_the_middle_is_mended_by_the_next_and_a_third_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / MARKER).write_text(ABOUT)
    shutil.copy(migrated_database(), folder / "db.sqlite3")

    with subprocess.Popen([*COMMAND, "--dir", str(folder), "--no-serve"], stderr=subprocess.PIPE) as killed:
        while not count(folder, "evidence_submission"):
            assert killed.poll() is None
            time.sleep(0.05)
        killed.send_signal(signal.SIGKILL)
    assert count(folder, "evidence_submission") < len(Content(FOLDER).contributions)

    mended = run_demo(folder, "--no-serve")
    assert mended.returncode == ExitCode.DONE, mended.stderr
    assert count(folder, "evidence_submission") == len(Content(FOLDER).contributions)

    lines = count(folder, "audit_entry")
    again = run_demo(folder, "--no-serve")
    assert again.returncode == ExitCode.DONE
    assert count(folder, "audit_entry") == lines
    assert password_in(again.stdout) == password_in(mended.stdout)
    assert (folder / "sign-in.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_two_starts_in_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / MARKER).write_text(ABOUT)
    shutil.copy(migrated_database(), folder / "db.sqlite3")

    starts = [subprocess.Popen([*COMMAND, "--dir", str(folder), "--no-serve"], stderr=subprocess.PIPE) for _ in "ab"]
    said = [start.communicate()[1].decode() for start in starts]
    assert [start.returncode for start in starts] == [ExitCode.DONE, ExitCode.DONE], said
    assert count(folder, "evidence_submission") == len(Content(FOLDER).contributions)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letters.txt").write_text("dear inquiry")
    assert main(["demo", "--dir", str(tmp_path), "--no-serve"]) == ExitCode.BAD_USE
    assert "is not a demonstration" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["letters.txt"]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be used"):
        prepare_folder(tmp_path / "file" / "demo")


def test_a_port_in_use_is_one_sentence_and_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["demo", "--dir", str(tmp_path / "demo"), "--port", str(port)]) == ExitCode.BAD_USE
    said = capsys.readouterr().err
    assert len(said.strip().splitlines()) == 1
    assert f"Port {port} of 127.0.0.1 is in use" in said
    assert f"--port {port + 1}" in said
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("no such host", 8000), ("127.0.0.1", -1)])
def test_a_host_or_port_that_cannot_be_is_one_sentence(host: str, port: int) -> None:
    with pytest.raises(BadInput):
        check_port(host, port)


def test_the_settings_of_a_real_inquiry_do_not_reach_the_demonstration(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from heard.demo.folder import configure; "
        f"configure(Path({str(tmp_path)!r}), 'http://127.0.0.1:8000'); from django.conf import settings; "
        "print(settings.DATABASES['default']['ENGINE'], settings.EMAIL_BACKEND, settings.INSTALLATION_KEY_FILE)"
    )
    foreign = dict.fromkeys(FOREIGN_SETTINGS, "postgres://real:real@127.0.0.1/real")
    said = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | foreign, capture_output=True, text=True, check=True
    ).stdout
    assert "postgresql" not in said
    assert "filebased" in said
    assert str(tmp_path / "keys") in said
