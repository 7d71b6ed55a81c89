"""Damaged files never bring anything but UnreadableFile, and never hang."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.text.readers.looking import check_whole

from heard.text.errors import UnreadableFile
from heard.text.readers import read_bytes, read_table_bytes

MUTATED = [
    "corridor.docx",
    "corridor.odt",
    "corridor.rtf",
    "corridor.html",
    "letter.md",
    "notes-typst.pdf",
    "sheets-libreoffice.xlsx",
    "answers-gnumeric.ods",
    "captions-ffmpeg.vtt",
    "captions.srt",
    "mail-mimelite.eml",
]
EXTENSIONS = ["txt", "md", "html", "docx", "odt", "rtf", "pdf", "csv", "xlsx", "ods", "eml", "vtt", "srt"]
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"{\\rtf1 ",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"WEBVTT\n\n",
    b"<html>",
    b"1\n00:00:01,000 --> 00:00:02,000\n",
    b"\xff\xfe",
    b"MIME-Version: 1.0\nContent-Type: text/plain\n\n",
]


def mutated(data: bytes, seed: int) -> bytes:
    """Some bytes changed, dropped, doubled or zeroed."""
    chance = random.Random(seed)
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(damaged))
        length = chance.choice((1, 1, 1, 4, 64, 1024))
        match chance.randrange(4):
            case 0:
                damaged[place] = chance.randrange(256)
            case 1:
                del damaged[place : place + length]
            case 2:
                damaged[place:place] = damaged[place : place + length]
            case 3:
                damaged[place : place + length] = bytes(len(damaged[place : place + length]))
        if not damaged:
            break
    return bytes(damaged)


def whole_or_refused(name: str, data: bytes) -> None:
    """Reads into a whole source, or refuses in a sentence that begins with the name; anything else is an error."""
    try:
        source = read_bytes(name, data)
    except UnreadableFile as error:
        refusal = str(error)
    else:
        check_whole(source)
        return
    assert refusal.startswith(name)


@pytest.mark.parametrize("name", MUTATED)
def test_mutations_are_read_or_refused(files: Path, name: str) -> None:
    data = (files / name).read_bytes()
    for seed in range(40):
        whole_or_refused(name, mutated(data, seed))


@pytest.mark.parametrize("name", ["sheets-libreoffice.xlsx", "answers-gnumeric.ods"])
def test_mutated_tables_are_read_or_refused(files: Path, name: str) -> None:
    data = (files / name).read_bytes()
    for seed in range(40):
        try:
            table = read_table_bytes(name, mutated(data, seed))
        except UnreadableFile:
            continue
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from(EXTENSIONS))
def test_random_bytes_are_read_or_refused(start: bytes, data: bytes, extension: str) -> None:
    whole_or_refused(f"a.{extension}", start + data)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(EXTENSIONS))
def test_random_text_is_read_or_refused(text: str, extension: str) -> None:
    whole_or_refused(f"a.{extension}", text.encode("utf-8", "surrogatepass"))
