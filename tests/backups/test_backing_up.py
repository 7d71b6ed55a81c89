"""A backup: whole, enciphered, without the keys, and either there and read again or not there at all."""

import fcntl
import os
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pyrage
import pytest
from django.conf import settings
from django.db import connection

from cast import JAYS_WORDS, Team, given_file, jay_gives_evidence
from heard.audit.models import Entry
from heard.backups import databases, making
from heard.backups.archive import Contents, Readable, read_archive
from heard.backups.making import forget_old_backups, make_backup
from heard.backups.recipients import make_recipient, read_identities, recipients_file, remove_recipient
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Submission
from heard.files.folder import Folder
from heard.files.models import StoredFile
from heard.text.errors import BadInput, UnreadableFile

pytestmark = [
    pytest.mark.django_db,
    # pg_dump sees nothing of a test's transaction; the drill makes whole backups on PostgreSQL.
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="Rests on SQLite."),
]
DRAWING = b"kingfisher-4417 " * 30_000


def nothing_shown(*_: object) -> None:
    pass


def as_it_is_in_this_test() -> sqlite3.Connection:
    """A test’s database is in memory, and what it holds is never committed."""
    copy = sqlite3.connect(":memory:")
    copy.deserialize(connection.connection.serialize())
    return copy


@pytest.fixture(autouse=True)
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another disk, and a site with two recipients."""
    site = tmp_path / "site"
    for name, folder in (
        ("DATA", ""),
        ("EVIDENCE_ROOT", "evidence"),
        ("MEDIA_ROOT", "media"),
        ("TOMBSTONES", "stones"),
    ):
        monkeypatch.setattr(settings, name, site / folder)
    monkeypatch.setattr(settings, "INSTALLATION_KEY_FILE", tmp_path / "keys" / "installation.key")
    monkeypatch.setattr(databases, "committed", as_it_is_in_this_test)
    site.mkdir()
    (tmp_path / "away").mkdir()
    make_recipient(tmp_path / "sam.key", "Sam Field")
    make_recipient(tmp_path / "robin.key", "Robin Ash")
    return tmp_path / "away"


@pytest.fixture
def drawing(team: Team) -> UUID:
    """The sealed file that Jay gave beside her words."""
    jay_gives_evidence(files=[given_file("room.png", "image/png", DRAWING)])
    return StoredFile.objects.get().pk


class Read(NamedTuple):
    contents: Contents
    members: dict[str, bytes]


def read(file: Path, who: str = "sam") -> Read:
    members: dict[str, bytes] = {}

    def take(name: str, _size: int, content: Readable) -> None:
        members[name] = b"".join(iter(lambda: content.read(100_000), b""))

    return Read(read_archive(file, read_identities(file.parents[1] / f"{who}.key"), take), members)


@pytest.mark.parametrize("who", ["sam", "robin"])
def test_it_has_the_database_the_sealed_files_and_the_pictures_of_pages(away: Path, drawing: UUID, who: str) -> None:
    picture = Path(settings.MEDIA_ROOT) / "images" / "bus.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a bus")
    made = make_backup(away, nothing_shown)
    assert (made.missing, made.only_one_recipient) == (0, False)
    contents, members = read(made.file, who)
    assert members["evidence/" + drawing.hex] == Folder.place_of(drawing).read_bytes()
    assert members["media/images/bus.png"] == b"a bus"
    assert members["database"].startswith(b"SQLite format 3")
    assert contents.about.audit_lines == Entry.objects.count() - 1  # and then the line about the backup
    assert made.file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in away.iterdir()] == [made.file.name]


def test_no_key_is_in_it(away: Path, drawing: UUID) -> None:
    made = make_backup(away, nothing_shown)
    everything = b"".join(read(made.file).members.values())
    keys = Path(settings.INSTALLATION_KEY_FILE).parent
    assert Path(settings.INSTALLATION_KEY_FILE).read_bytes() not in everything
    assert b"AGE-SECRET-KEY" not in everything
    assert sorted(path.name for path in keys.iterdir()) == ["installation.key", "recipients.txt"]


def test_nothing_of_anybodys_words_can_be_read_in_it_without_a_key(away: Path, drawing: UUID) -> None:
    sealed = make_backup(away, nothing_shown).file.read_bytes()
    assert b"kingfisher" not in sealed
    assert JAYS_WORDS.encode()[:20] not in sealed
    assert drawing.hex.encode() not in sealed
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [pyrage.x25519.Identity.generate()])


def test_no_copy_of_the_database_is_left_behind(away: Path, drawing: UUID) -> None:
    (Path(settings.DATA) / "backing-up-killed").mkdir()
    (Path(settings.DATA) / "backing-up-killed" / "db.sqlite3").write_bytes(b"from a backup that was killed")
    make_backup(away, nothing_shown)
    assert not list(Path(settings.DATA).glob("backing-up*"))
    assert not list(Path(settings.DATA).glob("*.sqlite3"))


def test_the_audit_says_that_it_was_made(away: Path) -> None:
    made = make_backup(away, nothing_shown)
    line = Entry.objects.first()
    assert line
    assert (line.verb, line.label, line.actor) == ("back up", made.file.name, None)


def test_one_recipient_is_enough_and_is_said_to_be_too_few(away: Path) -> None:
    remove_recipient("Robin Ash")
    assert make_backup(away, nothing_shown).only_one_recipient


def test_without_a_recipient_there_is_no_backup(away: Path) -> None:
    recipients_file().unlink()
    with pytest.raises(BadInput, match="Nobody could open it yet"):
        make_backup(away, nothing_shown)
    assert not list(away.iterdir())


def test_without_room_nothing_is_begun(away: Path, drawing: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    little = making.expected_size() + making.MARGIN - 1
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _: type("Usage", (), {"free": little}))
    with pytest.raises(BadInput, match="not enough room"):
        make_backup(away, nothing_shown)
    assert not list(away.iterdir())


def test_a_disk_that_fills_up_meanwhile_leaves_nothing(
    away: Path, drawing: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("heard.backups.archive.pyrage.encrypt_io", full)
    with pytest.raises(BadInput, match=r"No space left on device\. Nothing is left of it"):
        make_backup(away, nothing_shown)
    assert not list(away.iterdir())
    assert not list(Path(settings.DATA).glob("backing-up*"))


def one_bit_turned(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


@pytest.mark.parametrize("change", [one_bit_turned, lambda data: data[:-1], lambda data: data[: len(data) // 2]])
def test_what_the_disk_did_not_keep_as_it_was_written_is_no_backup(
    away: Path, drawing: UUID, change: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_again = making._read_again

    def after_a_fault(file: Path, *rest: Any) -> Contents:
        file.write_bytes(change(file.read_bytes()))
        return read_again(file, *rest)

    monkeypatch.setattr(making, "_read_again", after_a_fault)
    with pytest.raises(UnreadableFile, match="damaged"):
        make_backup(away, nothing_shown)
    assert not list(away.iterdir())


@pytest.mark.parametrize("inside", ["", "evidence", "stones"])
def test_it_never_lies_in_the_folder_it_is_a_copy_of(inside: str) -> None:
    folder = Path(settings.DATA) / inside
    folder.mkdir(exist_ok=True)
    with pytest.raises(BadInput, match="would be lost"):
        make_backup(folder, nothing_shown)


def test_a_disk_that_is_not_there_is_not_made_up(away: Path) -> None:
    with pytest.raises(BadInput, match="mount the disk"):
        make_backup(away / "nowhere", nothing_shown)
    assert not (away / "nowhere").exists()


def test_two_are_never_made_at_once(away: Path) -> None:
    descriptor = os.open(settings.DATA, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        with pytest.raises(BadInput, match="Another backup"):
            make_backup(away, nothing_shown)
    finally:
        os.close(descriptor)
    make_backup(away, nothing_shown)


def test_a_file_that_is_missing_is_told(away: Path, drawing: UUID) -> None:
    Folder.place_of(drawing).unlink()
    made = make_backup(away, nothing_shown)
    assert made.missing == 1
    assert made.contents.files == 0


def test_a_file_that_was_taken_back_meanwhile_is_not_missing(
    away: Path, drawing: UUID, django_capture_on_commit_callbacks: Any
) -> None:
    # The database was copied before; the file goes before it is.
    jay_gives_evidence(files=[given_file("b.png", "image/png", b"another")])
    other = StoredFile.objects.exclude(pk=drawing).get()
    Folder.place_of(other.pk).unlink()
    other_submission = Submission.objects.exclude(parts__file__stored_id=drawing).get()

    def show(stage: str, _done: int, _total: int) -> None:
        if stage == "Copying sealed files" and StoredFile.objects.filter(pk=other.pk).exists():
            with django_capture_on_commit_callbacks(execute=True):
                withdraw(None, other_submission)

    made = make_backup(away, show)
    assert made.missing == 0
    assert made.contents.files == 1


def test_what_was_destroyed_while_it_was_made_is_among_its_tombstones(away: Path, drawing: UUID) -> None:
    def show(stage: str, _done: int, _total: int) -> None:
        if stage == "Copying sealed files":
            withdraw(None, Submission.objects.get())

    made = make_backup(away, show)
    assert Submission.objects.get().reference.encode() in made.contents.tombstones


def test_old_backups_are_erased_by_their_names_and_nothing_else_is(away: Path) -> None:
    for name in ("heard-2020-01-01-000000.age", "heard-notes.age", "heard-2020-01-01-000000.txt", "other.age"):
        (away / name).write_bytes(b"")
    new = make_backup(away, nothing_shown).file
    assert [path.name for path in forget_old_backups(away, timedelta(days=30))] == ["heard-2020-01-01-000000.age"]
    assert new.exists()
    assert len(list(away.iterdir())) == 4


def test_the_site_goes_on_meanwhile(away: Path, drawing: UUID) -> None:
    given: list[object] = []

    def show(stage: str, _done: int, _total: int) -> None:
        if stage == "Copying sealed files" and not given:
            given.append(jay_gives_evidence(files=[given_file("c.png", "image/png", b"meanwhile")]))

    assert make_backup(away, show).contents.files == 1
    assert given
    assert StoredFile.objects.count() == 2
