"""A backup is whole or it is not one: whatever is changed, cut, added or left out in it is found."""

import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pyrage
import pytest

from heard.backups.archive import ABOUT, DATABASE, FORMAT, LIST, About, ArchiveWriter, Readable, read_archive, writing
from heard.text.errors import BadInput, UnreadableFile

SAM, ROBIN = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
WORDS = b"kingfisher-4417 " * 20_000
ABOUT_IT = About("2026-11-27T21:30:00+00:00", "0.1.0", "sqlite", "", 3, "ab" * 32, {"files": ["0001_initial"]})


def written(file: Path, fill: Callable[[ArchiveWriter], None]) -> Path:
    with file.open("wb") as handle, writing(handle, [SAM.to_public(), ROBIN.to_public()]) as archive:
        fill(archive)
    return file


def usual(archive: ArchiveWriter) -> None:
    archive.add_bytes(ABOUT, json.dumps(asdict(ABOUT_IT)).encode())
    archive.add_bytes(DATABASE, WORDS)
    archive.add_bytes("evidence/" + "0" * 32, b"sealed")
    archive.add_list()


def contents(file: Path, identity: pyrage.x25519.Identity = SAM) -> dict[str, bytes]:
    found: dict[str, bytes] = {}

    def take(name: str, _size: int, content: Readable) -> None:
        found[name] = b"".join(iter(lambda: content.read(1000), b""))

    read_archive(file, [identity], take)
    return found


@pytest.mark.parametrize("identity", [SAM, ROBIN])
def test_what_goes_in_comes_out_for_either_of_two(tmp_path: Path, identity: pyrage.x25519.Identity) -> None:
    file = written(tmp_path / "backup", usual)
    assert contents(file, identity) == {DATABASE: WORDS, "evidence/" + "0" * 32: b"sealed"}
    read = read_archive(file, [identity], lambda *_: None)  # who takes nothing checks all the same
    assert read.about == ABOUT_IT
    assert read.files == 1


def test_without_a_key_nothing_of_it_can_be_read(tmp_path: Path) -> None:
    file = written(tmp_path / "backup", usual)
    sealed = file.read_bytes()
    assert b"kingfisher" not in sealed
    assert b"evidence/" not in sealed
    with pytest.raises(BadInput, match="was not among the recipients"):
        contents(file, pyrage.x25519.Identity.generate())


def test_nothing_but_age_and_tar_is_needed_to_open_it(tmp_path: Path) -> None:
    file = written(tmp_path / "backup", usual)
    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(file.read_bytes(), [ROBIN]))) as tar:
        database = tar.extractfile(DATABASE)
        assert database
        assert database.read() == WORDS


@pytest.mark.parametrize("at", [0.0, 0.01, 0.3, 0.6, 0.9, 1.0])
def test_any_changed_byte_is_found(tmp_path: Path, at: float) -> None:
    file = written(tmp_path / "backup", usual)
    sealed = bytearray(file.read_bytes())
    sealed[int(at * (len(sealed) - 1))] ^= 1
    file.write_bytes(sealed)
    with pytest.raises((UnreadableFile, BadInput)):
        contents(file)


@pytest.mark.parametrize("at", [0.0, 0.001, 0.3, 0.6, 0.999])
def test_a_backup_that_was_cut_short_is_found(tmp_path: Path, at: float) -> None:
    file = written(tmp_path / "backup", usual)
    sealed = file.read_bytes()
    file.write_bytes(sealed[: int(at * len(sealed))])
    with pytest.raises(UnreadableFile, match="damaged, cut short"):
        contents(file)


def without_a_list(archive: ArchiveWriter) -> None:
    archive.add_bytes(ABOUT, json.dumps(asdict(ABOUT_IT)).encode())
    archive.add_bytes(DATABASE, WORDS)


def with_something_after_the_list(archive: ArchiveWriter) -> None:
    usual(archive)
    archive.add_bytes("media/more.png", b"more")


def with_something_left_out(archive: ArchiveWriter) -> None:
    archive.add_bytes(ABOUT, json.dumps(asdict(ABOUT_IT)).encode())
    archive.add_bytes(DATABASE, WORDS)
    listed = [*archive.members, archive.members[-1]]
    archive.add_bytes(LIST, json.dumps([asdict(member) for member in listed]).encode())


def with_another_hash(archive: ArchiveWriter) -> None:
    archive.add_bytes(ABOUT, json.dumps(asdict(ABOUT_IT)).encode())
    archive.add_bytes(DATABASE, WORDS)
    listed = [asdict(member) | {"sha256": "0" * 64} for member in archive.members]
    archive.add_bytes(LIST, json.dumps(listed).encode())


def with_a_name_twice(archive: ArchiveWriter) -> None:
    archive.add_bytes(ABOUT, json.dumps(asdict(ABOUT_IT)).encode())
    archive.add_bytes(DATABASE, WORDS)
    archive.add_bytes(DATABASE, b"another")
    archive.add_list()


def with_a_link(archive: ArchiveWriter) -> None:
    archive.add_bytes(ABOUT, json.dumps(asdict(ABOUT_IT)).encode())
    link = tarfile.TarInfo("media/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    archive.tar.addfile(link)
    archive.add_list()


def with_nonsense(archive: ArchiveWriter) -> None:
    archive.add_bytes(ABOUT, b"not json")
    archive.add_list()


def with_nothing(_archive: ArchiveWriter) -> None:
    pass


@pytest.mark.parametrize(
    "fill",
    [
        without_a_list,
        with_something_after_the_list,
        with_something_left_out,
        with_another_hash,
        with_a_name_twice,
        with_a_link,
        with_nonsense,
        with_nothing,
    ],
)
def test_whoever_could_write_one_must_have_written_it_right(
    tmp_path: Path, fill: Callable[[ArchiveWriter], None]
) -> None:
    with pytest.raises(UnreadableFile, match="damaged, cut short"):
        contents(written(tmp_path / "backup", fill))


def test_a_newer_kind_of_backup_says_so(tmp_path: Path) -> None:
    def fill(archive: ArchiveWriter) -> None:
        archive.add_bytes(ABOUT, json.dumps(asdict(ABOUT_IT) | {"format": FORMAT + 1, "new": "thing"}).encode())
        archive.add_list()

    with pytest.raises(BadInput, match="made by a newer Heard"):
        contents(written(tmp_path / "backup", fill))


def test_a_file_that_is_none_says_so(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear Sam")
    with pytest.raises(UnreadableFile, match="not what it should be"):
        contents(tmp_path / "letter")
    with pytest.raises(UnreadableFile, match="cannot be read"):
        contents(tmp_path / "nowhere")


def test_a_full_disk_is_an_error_of_the_disk(tmp_path: Path) -> None:
    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, _data: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"), writing(Full(), [SAM.to_public()]) as archive:  # type: ignore[arg-type]
        usual(archive)


def test_whoever_takes_and_fails_is_heard(tmp_path: Path) -> None:
    def take(_name: str, _size: int, _content: Readable) -> None:
        raise OSError(28, "No space left on device")

    file = written(tmp_path / "backup", usual)
    with pytest.raises(OSError, match="No space left"):
        read_archive(file, [SAM], take)
