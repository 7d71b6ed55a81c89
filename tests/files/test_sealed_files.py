"""Files lie sealed on the disk: whole or not at all, and nothing in them can be moved, cut or read."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from heard.files.folder import Folder
from heard.files.sealed_files import (
    CHUNK_BYTES,
    SEALED_CHUNK_BYTES,
    KeptFile,
    SealingWriter,
    erase_file,
    forget_waiting_files,
    kept_of,
    put_in_place,
    read_file,
)
from heard.files.sealing import SealBroken, make_key

TWO_AND_A_HALF = bytes(range(256)) * (CHUNK_BYTES // 256 * 5 // 2)


def keep(*pieces: bytes) -> KeptFile:
    writer = SealingWriter()
    for piece in pieces:
        writer.write(piece)
    kept = writer.finish()
    put_in_place(kept.id)
    return kept


def anywhere(file: UUID) -> list[Path]:
    return list(Path(settings.EVIDENCE_ROOT).rglob(file.hex))


def inside(kept: KeptFile, start: int = 0) -> bytes:
    return b"".join(read_file(kept.id, kept.key, start))


@given(st.lists(st.integers(0, 2 * CHUNK_BYTES), max_size=4))
@trying(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out_however_it_arrived(lengths: list[int]) -> None:
    pieces = [TWO_AND_A_HALF[:length] for length in lengths]
    kept = keep(*pieces)
    whole = b"".join(pieces)
    assert inside(kept) == whole
    assert (kept.size, kept.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    erase_file(kept.id)


@pytest.mark.parametrize("start", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, 2 * CHUNK_BYTES + 7, len(TWO_AND_A_HALF)])
def test_it_can_be_read_from_anywhere(start: int) -> None:
    assert inside(keep(TWO_AND_A_HALF), start) == TWO_AND_A_HALF[start:]


def test_nothing_of_it_can_be_read_on_the_disk_not_even_while_it_arrives() -> None:
    writer = SealingWriter()
    writer.write(b"kingfisher-4417 " * CHUNK_BYTES)
    on_the_disk = b"".join(path.read_bytes() for path in Path(settings.EVIDENCE_ROOT).rglob("*") if path.is_file())
    assert b"kingfisher" not in on_the_disk
    kept = writer.finish()
    put_in_place(kept.id)
    assert b"kingfisher" not in Folder.place_of(kept.id).read_bytes()


def test_another_key_opens_nothing() -> None:
    kept = keep(b"words")
    with pytest.raises(SealBroken):
        b"".join(read_file(kept.id, make_key()))


def cut_off(sealed: bytes) -> bytes:
    return sealed[: 2 * SEALED_CHUNK_BYTES]


def swapped(sealed: bytes) -> bytes:
    first, second, rest = sealed[:SEALED_CHUNK_BYTES], sealed[SEALED_CHUNK_BYTES : 2 * SEALED_CHUNK_BYTES], sealed[-1:]
    return second + first + rest


def one_bit_turned(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


@pytest.mark.parametrize("change", [cut_off, swapped, one_bit_turned, lambda _: b""])
def test_a_changed_file_is_noticed(change: Callable[[bytes], bytes]) -> None:
    kept = keep(TWO_AND_A_HALF)
    Folder.place_of(kept.id).write_bytes(change(Folder.place_of(kept.id).read_bytes()))
    with pytest.raises(SealBroken):
        inside(kept)


def test_one_file_cannot_be_put_in_the_place_of_another() -> None:
    kept, other = keep(b"mine"), keep(b"yours")
    Folder.place_of(kept.id).write_bytes(Folder.place_of(other.id).read_bytes())
    with pytest.raises(SealBroken):
        b"".join(read_file(kept.id, other.key))


def test_what_is_not_finished_is_not_there() -> None:
    writer = SealingWriter()
    writer.write(b"half a")
    assert not Folder.place_of(writer.id).exists()
    writer.abandon()
    assert not anywhere(writer.id)


def test_a_full_disk_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    writer = SealingWriter()
    writer.write(b"words")
    monkeypatch.setattr("heard.files.sealed_files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        writer.finish()
    assert not anywhere(writer.id)


def test_what_broke_off_a_day_ago_is_forgotten_and_what_is_arriving_is_not() -> None:
    old, arriving = SealingWriter(), SealingWriter()
    old.write(b"half a")
    os.utime(Path(settings.EVIDENCE_ROOT) / "waiting" / old.id.hex, (0, 0))
    forget_waiting_files()
    assert not anywhere(old.id)
    assert anywhere(arriving.id)
    arriving.abandon()


def test_an_erased_file_is_gone() -> None:
    kept = keep(b"words")
    erase_file(kept.id)
    erase_file(kept.id)
    with pytest.raises(SealBroken):
        inside(kept)


@pytest.mark.parametrize("cut", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, len(TWO_AND_A_HALF) - 1])
def test_what_was_put_off_goes_on_where_it_was_kept(cut: int) -> None:
    first = SealingWriter()
    first.write(TWO_AND_A_HALF[:cut])
    kept_until = first.pause()
    assert kept_until == kept_of(first.id) == cut // CHUNK_BYTES * CHUNK_BYTES
    second = SealingWriter((first.id, first.key))
    assert second.size == kept_until
    second.write(TWO_AND_A_HALF[kept_until:])
    kept = second.finish()
    put_in_place(kept.id)
    assert inside(kept) == TWO_AND_A_HALF
    assert kept.sha256 == hashlib.sha256(TWO_AND_A_HALF).hexdigest()


def test_a_file_cut_in_the_middle_of_a_chunk_goes_on_before_it() -> None:
    first = SealingWriter()
    first.write(TWO_AND_A_HALF)
    first.pause()
    waiting = next(iter(anywhere(first.id)))
    waiting.write_bytes(waiting.read_bytes()[:-7])
    second = SealingWriter((first.id, first.key))
    assert second.size == CHUNK_BYTES
    second.write(TWO_AND_A_HALF[CHUNK_BYTES:])
    kept = second.finish()
    put_in_place(kept.id)
    assert inside(kept) == TWO_AND_A_HALF


def test_nobody_goes_on_with_a_file_that_somebody_is_writing() -> None:
    first = SealingWriter()
    with pytest.raises(BlockingIOError):
        SealingWriter((first.id, first.key))
    first.abandon()
    with pytest.raises(FileNotFoundError):
        SealingWriter((first.id, first.key))
