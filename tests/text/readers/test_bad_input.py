"""Bad input is an ordinary event: one kind, one sentence, nothing else."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers import read, read_bytes, read_table
from heard.text.readers.package import MOST_PARTS

NAMES = ["corridor.docx", "corridor.odt", "corridor-tagged.pdf", "sheets-openpyxl.xlsx"]
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
TYPES = ("[Content_Types].xml", "<Types/>")


def packed(*parts: tuple[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content)
    return stream.getvalue()


def refused(name: str, data: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(name, data)
    check_sentence(str(caught.value), name)
    return caught.value


def check_sentence(sentence: str, name: str) -> None:
    assert name in sentence
    assert "/" not in sentence
    assert sentence.endswith(".")
    assert "Error" not in sentence


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.csv", "a.eml", "a.vtt"])
def test_an_empty_file(name: str) -> None:
    assert refused(name, b"").kind is Unreadable.EMPTY


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_short(files: Path, name: str) -> None:
    data = (files / name).read_bytes()
    assert refused(name, data[: len(data) // 10]).kind is Unreadable.DAMAGED


def test_an_old_spreadsheet_is_refused_and_told_what_to_save(files: Path) -> None:
    error = refused("sheets-libreoffice.xls", (files / "sheets-libreoffice.xls").read_bytes())
    assert error.kind is Unreadable.UNSUPPORTED
    assert "save it as .xlsx" in str(error)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.odt"])
def test_a_zip_that_is_no_document(name: str) -> None:
    assert refused(name, packed(("readme.txt", "hello"))).kind is Unreadable.UNSUPPORTED


def test_a_word_file_without_its_document() -> None:
    assert refused("a.docx", packed(TYPES, ("word/styles.xml", "<w/>"))).kind is Unreadable.DAMAGED


def test_a_locked_word_file_is_another_kind_of_container() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert refused("a.docx", data).kind is Unreadable.LOCKED


def test_a_locked_open_document() -> None:
    data = packed(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", b"\x00\x01"),
                  ("META-INF/manifest.xml", "<manifest:encryption-data/>"))  # fmt: skip
    assert refused("a.odt", data).kind is Unreadable.LOCKED


@pytest.mark.parametrize("name", ["a.docm", "a.docx"])
def test_macros_are_refused(name: str) -> None:
    data = packed(TYPES, ("word/document.xml", DOCUMENT.format("")), ("word/vbaProject.bin", b"x"))
    assert refused(name, data).kind is Unreadable.UNSUPPORTED


def test_a_bomb_is_refused_by_its_directory() -> None:
    bomb = packed(TYPES, ("word/document.xml", DOCUMENT.format("<w:p/>" * 3_000_000)))
    assert refused("a.docx", bomb).kind is Unreadable.BOMB


def test_a_bomb_whose_directory_lies_is_refused_while_it_unpacks() -> None:
    bomb = bytearray(packed(TYPES, ("word/document.xml", b"0" * 30_000_000)))
    small = (1000).to_bytes(4, "little")
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = bomb.rindex(signature) + offset
        bomb[place : place + 4] = small
    assert refused("a.docx", bytes(bomb)).kind in (Unreadable.BOMB, Unreadable.DAMAGED)


def test_too_many_parts_are_refused() -> None:
    parts = [(f"word/{number}.xml", "") for number in range(MOST_PARTS + 1)]
    assert refused("a.docx", packed(TYPES, *parts)).kind is Unreadable.BOMB


def test_a_billion_laughs_are_refused() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert (
        refused("a.docx", packed(TYPES, ("word/document.xml", laughs + DOCUMENT.format("&b;")))).kind
        is Unreadable.DAMAGED
    )


def test_entities_in_another_encoding_are_refused_too() -> None:
    laughs = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "ha">]>' + DOCUMENT.format("&a;")
    assert refused("a.docx", packed(TYPES, ("word/document.xml", laughs.encode("utf-16")))).kind is Unreadable.DAMAGED


def test_a_file_outside_is_never_read_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRETWORDS")
    entity = f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}">]><html><body><p>&a; seen</p></body></html>'
    assert "SECRETWORDS" not in read_bytes("a.html", entity.encode()).text


def test_a_sheet_with_a_cell_in_its_last_corner_is_refused(files: Path) -> None:
    with zipfile.ZipFile(files / "sheets-openpyxl.xlsx") as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    far = [(name, data.replace(b'r="A4"', b'r="XFD1048576"') if "sheet1" in name else data) for name, data in parts]
    assert refused("a.xlsx", packed(*far)).kind is Unreadable.BOMB


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is a folder"):
        read(tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for reading in (read, read_table):
        with pytest.raises(UnreadableFile) as caught:
            reading(tmp_path / "nowhere.txt")
        check_sentence(str(caught.value), "nowhere.txt")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableFile, match="not an ordinary file"):
        read(tmp_path / "pipe.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="The administrator may read every file.")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("words")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="may not be opened"):
        read(path)


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(300 * 2**20)
    with pytest.raises(UnreadableFile, match="200 MB"):
        read(path)
