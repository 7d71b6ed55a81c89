"""`heard receive-mail`: from a mail server's hand, a Maildir or a mailbox; and what each is told."""

import imaplib
import io
import os
import shutil
import smtplib
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from heard.cli import receive_mail
from heard.cli.main import main
from heard.collect.channels.email import mailboxes
from heard.collect.channels.email.answering import MOST_ANSWERS
from heard.collect.channels.email.mailboxes import waiting_on_server
from heard.collect.channels.email.models import IncomingMessage
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Submission
from heard.text.errors import BadInput
from site_database import migrated_database
from writing_to_us import GMAIL, OUTLOOK, plain

ROOT = Path(__file__).parents[2]


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    for inner in ("cur", "new", "tmp"):
        (tmp_path / "mail" / inner).mkdir(parents=True)
    (tmp_path / "mail" / "new" / "1.one").write_bytes(plain())
    (tmp_path / "mail" / "new" / "2.two").write_bytes(GMAIL)
    (tmp_path / "mail" / "new" / "3.three").write_bytes(plain(headers="Precedence: bulk\n", message_id="<3@wren>"))
    return tmp_path / "mail"


@pytest.mark.django_db
def test_a_maildir_is_taken_in_and_each_message_lies_in_cur_afterwards(
    maildir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["receive-mail", "--maildir", str(maildir)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Received: 2",
        "of those, no receipt sent: 2",
        "Kept aside: 1",
    ]
    assert sorted(file.name for file in (maildir / "cur").iterdir()) == ["1.one:2,S", "2.two:2,S", "3.three:2,S"]
    assert list((maildir / "new").iterdir()) == []
    assert main(["receive-mail", "--maildir", str(maildir)]) == 0
    assert capsys.readouterr().out.strip() == "Nothing is new."


@pytest.mark.django_db
def test_what_cannot_be_kept_stays_in_the_maildir_and_is_tried_again(
    maildir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as full:
        full.setattr("heard.collect.channels.email.intake.is_room_left", lambda: False)
        assert main(["receive-mail", "--maildir", str(maildir)]) == receive_mail.TRY_AGAIN
    assert "to be tried again: 3" in capsys.readouterr().out
    assert len(list((maildir / "new").iterdir())) == 3
    assert main(["receive-mail", "--maildir", str(maildir)]) == 0
    assert Submission.objects.count() == 2


@pytest.mark.django_db
def test_whoever_could_not_be_answered_is_answered_when_the_mail_server_is_back(
    maildir: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    (maildir / "new" / "4.empty").write_bytes(plain(" ", subject="", message_id="<4@wren>"))
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse(TimeoutError()))
        for _ in range(MOST_ANSWERS + 1):
            assert main(["receive-mail", "--maildir", str(maildir)]) == receive_mail.TRY_AGAIN
    assert "to be tried again: 3" in capsys.readouterr().out
    assert main(["receive-mail", "--maildir", str(maildir)]) == 0
    assert len(mail.outbox) == 3
    assert Submission.objects.count() == 2
    assert list((maildir / "new").iterdir()) == []


@pytest.mark.django_db
def test_an_address_that_the_mail_server_refuses_is_tried_again_only_when_somebody_brings_the_message_again(
    maildir: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    refusal = refuse(smtplib.SMTPRecipientsRefused({"a": (550, b"")}))
    with monkeypatch.context() as refusing:
        refusing.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refusal)
        assert main(["receive-mail", "--maildir", str(maildir)]) == 0
    received = IncomingMessage.objects.filter(submission__isnull=False)
    assert set(received.values_list("answer", flat=True)) == {"refused"}
    for file in (maildir / "cur").iterdir():
        file.rename(maildir / "new" / file.name)
    assert main(["receive-mail", "--maildir", str(maildir)]) == 0
    assert set(received.values_list("answer", flat=True)) == {"sent"}


@pytest.mark.django_db
def test_nobody_is_answered_about_words_taken_back_meanwhile(
    maildir: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse(TimeoutError()))
        main(["receive-mail", "--maildir", str(maildir)])
    for submission in Submission.objects.all():
        withdraw(None, submission)
    assert main(["receive-mail", "--maildir", str(maildir)]) == 0
    assert mail.outbox == []


def refuse(error: Exception) -> Callable[[object, object], int]:
    def send_messages(_self: object, _messages: object) -> int:
        raise error

    return send_messages


def test_a_folder_that_is_no_maildir_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no Maildir"):
        mailboxes.waiting_in_maildir(tmp_path)


class Server:
    """A mailbox as imaplib gives it."""

    def __init__(self, messages: dict[bytes, bytes]) -> None:
        self.messages = messages
        self.seen: set[bytes] = set()
        self.breaks_at = b""
        self.leaves_at = b""

    def uid(self, command: str, *arguments: Any) -> tuple[str, list[Any]]:
        if command == "SEARCH":
            return "OK", [b" ".join(sorted(set(self.messages) - self.seen))]
        uid = arguments[0].encode()
        if command == "STORE":
            self.seen.add(uid)
            return "OK", [b"1 (FLAGS (\\Seen))"]
        if uid == self.leaves_at:
            raise imaplib.IMAP4.abort("socket error: EOF")
        if uid == self.breaks_at:
            return "NO", [None]
        assert "PEEK" in arguments[1]
        return "OK", [(b"1 (UID 1 BODY[]<0> {1}", self.messages[uid]), b")"]


@pytest.mark.django_db
def test_a_mailbox_on_a_server_is_read_without_marking_and_marked_once_it_is_safe(
    settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = Server({b"7": plain(), b"8": GMAIL, b"9": OUTLOOK})
    server.breaks_at = b"8"
    sign_in_to(server, settings, monkeypatch)
    assert main(["receive-mail", "--imap", "--once"]) == receive_mail.TRY_AGAIN
    assert server.seen == {b"7", b"9"}
    assert "Received: 2" in capsys.readouterr().out
    server.breaks_at = b""
    assert main(["receive-mail", "--imap", "--once"]) == 0
    assert Submission.objects.count() == 3
    assert waiting_on_server(server) == []


def sign_in_to(server: Server, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Connection:
        def __init__(self, host: str, port: int, *, ssl_context: Any, timeout: int) -> None:
            assert (host, port, ssl_context.check_hostname) == ("mail.example.org", 993, True)
            assert timeout
            self.uid = server.uid

        def login(self, user: str, password: str) -> None:
            if (user, password) != ("inquiry", "secret"):
                raise imaplib.IMAP4.error(f"[AUTHENTICATIONFAILED] {user}")

        def authenticate(self, how: str, give: Callable[[bytes], bytes]) -> None:
            assert (how, give(b"")) == ("PLAIN", "\0inquiry\0pässwort".encode())

        def select(self, folder: str) -> tuple[str, list[bytes]]:
            return ("OK" if folder == '"INBOX"' else "NO"), [folder.encode()]

        def logout(self) -> None:
            raise OSError

    settings.IMAP_HOST, settings.IMAP_USER, settings.IMAP_PASSWORD = "mail.example.org", "inquiry", "secret"
    monkeypatch.setattr(imaplib, "IMAP4_SSL", Connection)
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)


@pytest.mark.django_db
def test_a_server_that_is_away_is_said_to_be_away(
    settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.IMAP_HOST = "127.0.0.1"
    settings.IMAP_PORT = 1
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    assert main(["receive-mail", "--imap", "--once"]) == receive_mail.TRY_AGAIN
    assert "Nothing answers at 127.0.0.1 on port 1. What is new there stays there" in capsys.readouterr().err


def ask(server: Server, settings: Any, monkeypatch: pytest.MonkeyPatch, **different: str) -> int:
    sign_in_to(server, settings, monkeypatch)
    for name, value in different.items():
        setattr(settings, name, value)
    return main(["receive-mail", "--imap", "--once"])


@pytest.mark.parametrize(
    ("different", "says"),
    [
        ({"IMAP_PASSWORD": "other"}, "does not let us in: look at HEARD_IMAP_USER and HEARD_IMAP_PASSWORD"),
        ({"IMAP_FOLDER": "Call for evidence"}, "no folder “Call for evidence”: look at HEARD_IMAP_FOLDER"),
    ],
)
def test_what_is_to_be_mended_is_said(
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    different: dict[str, str],
    says: str,
) -> None:
    assert ask(Server({}), settings, monkeypatch, **different) == receive_mail.TRY_AGAIN
    said = capsys.readouterr().err
    assert says in said
    assert "inquiry" not in said


@pytest.mark.django_db
def test_a_password_may_have_any_letters(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(Server({}), settings, monkeypatch, IMAP_PASSWORD="pässwort") == 0


@pytest.mark.parametrize(
    ("folder", "on_server"),
    [
        ("Call for evidence", '"Call for evidence"'),
        ("Příběhy & ohlasy", '"P&AVkA7Q-b&ARs-hy &- ohlasy"'),
        ("台北", '"&U,BTFw-"'),
        ('a"b\\c', '"a\\"b\\\\c"'),
    ],
)
def test_a_folder_may_have_any_name(folder: str, on_server: str) -> None:
    assert mailboxes.name_on_server(folder) == on_server


@pytest.mark.django_db
def test_where_the_connection_breaks_off_what_is_safe_is_told(
    settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = Server({b"7": plain(), b"8": GMAIL})
    server.leaves_at = b"8"
    assert ask(server, settings, monkeypatch) == receive_mail.TRY_AGAIN
    said = capsys.readouterr()
    assert "Received: 1" in said.out
    assert "broke off" in said.err
    assert server.seen == {b"7"}


def test_a_mailbox_that_nobody_named_is_asked_for(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.IMAP_HOST = ""
    assert main(["receive-mail", "--imap", "--once"]) == 2
    assert "HEARD_IMAP_HOST" in capsys.readouterr().err


@pytest.fixture
def site(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> dict[str, str]:
    """A site of its own on the disk, as processes of the command see it."""
    if connection.vendor != "sqlite":
        pytest.skip("Starts processes on a SQLite database of their own.")
    data = tmp_path / "data"
    data.mkdir()
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        shutil.copy(migrated_database(), data / "db.sqlite3")
        assert connection.settings_dict["NAME"] == name
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HEARD_", "DATABASE_URL"))}
    return kept | {"HEARD_DATA": str(data), "HEARD_KEEP_FREE_MB": "1"}


def piped(site: dict[str, str], message: bytes, **more: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "heard.cli.main", "receive-mail"]
    return subprocess.run(command, input=message, capture_output=True, env=site | more, timeout=300, check=False)


def count(site: dict[str, str], table: str) -> int:
    import sqlite3

    with sqlite3.connect(Path(site["HEARD_DATA"]) / "db.sqlite3") as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (our own names)


def test_a_mail_server_that_brings_one_message_four_times_at_once_makes_one_record(site: dict[str, str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: piped(site, GMAIL), range(4)))
    assert [run.returncode for run in done] == [0] * 4, done
    assert (count(site, "evidence_submission"), count(site, "files_storedfile")) == (1, 1)
    sealed = [file for file in (Path(site["HEARD_DATA"]) / "evidence").rglob("*") if file.is_file()]
    assert len(sealed) == 1


def test_wrong_settings_send_no_message_back(site: dict[str, str]) -> None:
    done = piped(site, plain(), HEARD_DATA="/proc/nowhere")
    assert done.returncode == receive_mail.TRY_AGAIN
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], int]:
    """Give the command a message as a mail server does; what it answers."""

    def give(message: bytes) -> int:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(message)))
        return main(["receive-mail"])

    return give


@pytest.mark.django_db
def test_a_mail_server_is_told_whether_to_bring_it_again_or_to_send_it_back(
    pipe: Callable[[bytes], int], settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pipe(plain()) == 0
    settings.LARGEST_MAIL = 1_000
    assert pipe(plain("word " * 1_000, message_id="<large@wren>")) == receive_mail.NOT_TAKEN
    assert "larger than we take" in capsys.readouterr().out
    settings.LARGEST_MAIL = 10_000
    monkeypatch.setattr("heard.collect.channels.email.intake.is_room_left", lambda: False)
    assert pipe(plain(message_id="<two@wren>")) == receive_mail.TRY_AGAIN
    assert Submission.objects.count() == 1


@pytest.mark.django_db
def test_whatever_goes_wrong_it_is_brought_again_and_nobodys_words_are_said(
    pipe: Callable[[bytes], int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_raw: bytes) -> None:
        raise RuntimeError("wren-7741 three of them")

    monkeypatch.setattr("heard.collect.channels.email.intake.take_in", fail)
    assert pipe(plain()) == receive_mail.TRY_AGAIN
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "wren" not in said
    assert "Traceback" not in said
