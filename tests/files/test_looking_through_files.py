"""A sealed file that is missing, changed or too many is found, and nothing is ever deleted for it."""

import os
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from heard.cli.main import main
from heard.files.actions import clean_up, note_file
from heard.files.folder import Folder
from heard.files.looking_through import SHARES, look_through
from heard.files.models import CleanUp, StoredFile
from heard.files.sealed_files import KeptFile, SealingWriter, put_in_place

pytestmark = pytest.mark.django_db
LENGTH = 600_000


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EVIDENCE_ROOT", tmp_path / "evidence")


def kept_files(number: int) -> list[UUID]:
    return [note_file(sealed()).pk for _ in range(number)]


def sealed() -> KeptFile:
    writer = SealingWriter()
    writer.write(os.urandom(LENGTH))
    return writer.finish()


def everything() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(settings.EVIDENCE_ROOT).rglob("*") if path.is_file()}


def test_all_is_well_where_all_is_well() -> None:
    kept_files(3)
    found = look_through()
    assert (found.looked_at, found.missing, found.changed, found.extra) == (3, [], [], [])
    assert found.is_well


@pytest.mark.parametrize("at", [0, LENGTH // 2, -1])
def test_one_turned_bit_anywhere_is_found(at: int) -> None:
    _, bad, _ = kept_files(3)
    place = Folder.place_of(bad)
    data = bytearray(place.read_bytes())
    data[at] ^= 1
    place.write_bytes(data)
    before = everything()
    assert look_through().changed == [bad]
    assert everything() == before


def test_one_that_was_cut_short_or_put_in_the_place_of_another_is_found() -> None:
    cut, other, good = kept_files(3)
    Folder.place_of(cut).write_bytes(Folder.place_of(cut).read_bytes()[:-1])
    Folder.place_of(other).write_bytes(Folder.place_of(good).read_bytes())
    assert set(look_through().changed) == {cut, other}


def test_a_missing_one_is_found_and_stays_remembered() -> None:
    gone, _ = kept_files(2)
    Folder.place_of(gone).unlink()
    for share in (None, (gone.int + 1) % SHARES):
        found = look_through(share)
        assert (found.missing, found.changed) == ([gone], [])
    assert StoredFile.objects.count() == 2


def test_one_that_nothing_remembers_is_found_and_stays() -> None:
    kept_files(1)
    kept = sealed()
    put_in_place(kept.id)
    assert look_through().extra == []  # it may belong to a row that is being written
    os.utime(Folder.place_of(kept.id), (0, 0))
    assert look_through().extra == [kept.id]
    assert Folder.place_of(kept.id).exists()


def test_in_a_week_each_is_read_once() -> None:
    kept_files(20)
    assert sum(look_through(share).looked_at for share in range(SHARES)) == 20


def test_one_from_before_its_hash_was_noted_gets_it_when_it_is_first_read() -> None:
    (old,) = kept_files(1)
    noted = StoredFile.objects.get().sealed_sha256
    StoredFile.objects.update(sealed_sha256="")
    assert look_through().is_well
    assert StoredFile.objects.get().sealed_sha256 == noted
    Folder.place_of(old).write_bytes(b"another")
    assert look_through().changed == [old]


def test_the_nightly_work_notes_what_it_found() -> None:
    gone, _, _ = kept_files(3)
    Folder.place_of(gone).unlink()
    clean_up()
    assert (CleanUp.objects.get().missing, CleanUp.objects.get().erased) == (1, 0)


def test_the_command_names_them_by_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    gone, _ = kept_files(2)
    assert main(["check-files"]) == 0
    assert "as it was" in capsys.readouterr().out
    Folder.place_of(gone).unlink()
    assert main(["check-files"]) == 1
    said = capsys.readouterr().out
    assert f"Missing: 1\n  {gone.hex}" in said
    assert "Nothing was deleted" in said
