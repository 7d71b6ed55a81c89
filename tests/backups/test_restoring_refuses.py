"""Before anything is touched, a backup is held against what there is; whatever goes wrong later keeps the site shut."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from uuid import uuid4

import pyrage
import pytest
from django.conf import settings
from django.db import connection

from heard.backups import restoring
from heard.backups.archive import ABOUT, DATABASE, EVIDENCE, TOMBSTONES, About, ArchiveWriter, writing
from heard.backups.closing import is_closed, open_site
from heard.backups.escrow import fingerprint
from heard.backups.restoring import check_backup, restore
from heard.files.keys import read_or_make_secret
from heard.files.tombstone_log import log_file, note, read_log
from heard.text.errors import BadInput, UnreadableFile

pytestmark = pytest.mark.django_db
SAM = pyrage.x25519.Identity.generate()


def nothing_shown(*_: object) -> None:
    pass


@pytest.fixture(autouse=True)
def _a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    for name, folder in (
        ("DATA", ""),
        ("EVIDENCE_ROOT", "evidence"),
        ("MEDIA_ROOT", "media"),
        ("TOMBSTONES", "stones"),
    ):
        monkeypatch.setattr(settings, name, site / folder)
    monkeypatch.setattr(settings, "INSTALLATION_KEY_FILE", tmp_path / "keys" / "installation.key")
    read_or_make_secret(tmp_path / "keys" / "installation.key")
    site.mkdir()
    (tmp_path / "sam.key").write_text(str(SAM))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "sam.key"


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the database of this test were not there yet."""
    monkeypatch.setattr(restoring.databases, "is_database_empty", lambda: True)


def about_this() -> About:
    return About("2026-11-27T21:30:00+00:00", "0.1.0", connection.vendor, fingerprint(), 0, "0" * 64, {})


def a_backup(
    folder: Path,
    about: About | None = None,
    members: dict[str, bytes] | None = None,
    tombstones: bytes = b"",
) -> Path:
    file = folder / "heard-2026-11-27-213000.age"

    def fill(archive: ArchiveWriter) -> None:
        archive.add_bytes(ABOUT, json.dumps(asdict(about or about_this())).encode())
        for name, data in (members or {DATABASE: b"a database"}).items():
            archive.add_bytes(name, data)
        archive.add_bytes(TOMBSTONES, tombstones)
        archive.add_list()

    with file.open("wb") as handle, writing(handle, [SAM.to_public()]) as archive:
        fill(archive)
    return file


def everything_in_the_site() -> dict[str, bytes]:
    data = Path(settings.DATA)
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def refused(file: Path, key: Path, says: str, **more: object) -> None:
    before = everything_in_the_site()
    with pytest.raises((BadInput, UnreadableFile), match=says):
        restore(file, key, nothing_shown, **more)  # type: ignore[arg-type]
    assert everything_in_the_site() == before
    assert not is_closed()


def test_looking_at_one_writes_nothing(tmp_path: Path, key: Path) -> None:
    before = everything_in_the_site()
    assert check_backup(a_backup(tmp_path), key, nothing_shown).about == about_this()
    assert everything_in_the_site() == before


@pytest.mark.usefixtures("empty")
def test_a_key_that_is_not_the_right_one(tmp_path: Path) -> None:
    file = a_backup(tmp_path)
    (tmp_path / "robin.key").write_text(str(pyrage.x25519.Identity.generate()))
    refused(file, tmp_path / "robin.key", "was not among the recipients")
    refused(file, tmp_path / "nowhere.key", "cannot be read")


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("at", [0, 100, 5000])
def test_a_backup_that_is_cut_short(tmp_path: Path, key: Path, at: int) -> None:
    file = a_backup(tmp_path)
    file.write_bytes(file.read_bytes()[:at])
    refused(file, key, "damaged, cut short")


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    "name",
    [
        "media/../../keys/installation.key",
        "/etc/cron.d/thing",
        "evidence/../x",
        "evidence/NOT-A-NUMBER",
        "media",
        "media/",
        "keys/installation.key",
        "..",
    ],
)
def test_a_member_that_would_be_written_anywhere_else(tmp_path: Path, key: Path, name: str) -> None:
    refused(a_backup(tmp_path, members={DATABASE: b"", name: b"x"}), key, "damaged")


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda about: replace(about, database="oracle"), "of a oracle database"),
        (lambda about: replace(about, migrations={"files": ["9999_from_next_year"]}), "made by a newer Heard"),
        (lambda about: replace(about, key="0123456789abcdef"), "is not the one with which"),
        (lambda about: replace(about, format=99), "made by a newer Heard"),
    ],
)
def test_a_backup_of_something_else(tmp_path: Path, key: Path, change: Callable[[About], About], says: str) -> None:
    refused(a_backup(tmp_path, about=change(about_this())), key, says)


@pytest.mark.usefixtures("empty")
def test_a_site_without_its_installation_key_which_is_not_made_anew(tmp_path: Path, key: Path) -> None:
    file = a_backup(tmp_path)
    Path(settings.INSTALLATION_KEY_FILE).unlink()
    refused(file, key, "is missing.*heard keys recover")
    assert not Path(settings.INSTALLATION_KEY_FILE).exists()


def test_a_place_that_is_not_empty(tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(a_backup(tmp_path), key, "a site in .* already")
    monkeypatch.setattr(restoring.databases, "is_database_empty", lambda: True)
    picture = Path(settings.MEDIA_ROOT) / "bus.png"
    picture.parent.mkdir()
    picture.write_bytes(b"a bus")
    refused(a_backup(tmp_path), key, "a site in .* already")


@pytest.mark.usefixtures("empty")
def test_a_disk_without_room(tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = a_backup(tmp_path)
    monkeypatch.setattr(restoring.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    refused(file, key, "not enough room")


@pytest.mark.usefixtures("empty")
def test_tombstones_that_are_not_as_they_were_written(tmp_path: Path, key: Path) -> None:
    note(uuid4(), "H-0001", "taken back")
    note(uuid4(), "H-0002", "taken back")
    broken = log_file().read_bytes().replace(b"H-0001", b"H-0003")
    file = a_backup(tmp_path)
    refused(a_backup(tmp_path, tombstones=broken), key, "Line 1 of the tombstones in the backup")
    a_backup(tmp_path)
    (tmp_path / "elsewhere.jsonl").write_bytes(broken)
    refused(file, key, "Line 1 of the tombstones in .*elsewhere", tombstones=[tmp_path / "elsewhere.jsonl"])
    refused(file, key, "no tombstones in .*nowhere", tombstones=[tmp_path / "nowhere"])
    log_file().write_bytes(broken)
    refused(file, key, "Line 1 of the tombstones of this site")


@pytest.mark.usefixtures("empty")
def test_whatever_goes_wrong_once_it_has_begun_keeps_the_site_closed(tmp_path: Path, key: Path) -> None:
    # A database that is none: it is found when it is to be put in its place.
    with pytest.raises(BadInput):
        restore(a_backup(tmp_path, members={DATABASE: b"no database"}), key, nothing_shown)
    assert is_closed()
    open_site()


STEPS = ["_bring_up_to_date", "reapply", "_check_audit", "_count_missing"]


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("step", STEPS)
def test_the_site_opens_after_the_last_step_and_not_before(
    tmp_path: Path, key: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError(step)

    for other in ("_put_back", "_bring_up_to_date"):
        monkeypatch.setattr(restoring, other, nothing_shown)
    monkeypatch.setattr(restoring, step, fails)
    with pytest.raises(RuntimeError, match=step):
        restore(a_backup(tmp_path), key, nothing_shown)
    assert is_closed()


@pytest.mark.usefixtures("empty")
def test_newer_tombstones_stay_and_those_of_the_backup_are_added(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in ("_put_back", "_bring_up_to_date"):
        monkeypatch.setattr(restoring, other, nothing_shown)
    note(before := uuid4(), "H-0001", "taken back")
    backup = a_backup(tmp_path, tombstones=log_file().read_bytes())
    note(since := uuid4(), "H-0002", "taken back")
    ours = log_file().read_bytes()
    log_file().rename(tmp_path / "elsewhere.jsonl")
    note(here := uuid4(), "H-0003", "taken back")
    restore(backup, key, nothing_shown, tombstones=[tmp_path / "elsewhere.jsonl"])
    assert set(read_log().tombstones) == {before, since, here}
    assert read_log().is_whole
    assert not is_closed()
    assert (tmp_path / "elsewhere.jsonl").read_bytes() == ours


def test_evidence_is_called_by_its_number(tmp_path: Path, key: Path) -> None:
    file = a_backup(tmp_path, members={DATABASE: b"", EVIDENCE + uuid4().hex: b"sealed", "media/a/b.png": b""})
    assert check_backup(file, key, nothing_shown).files == 1
