"""A file is read in a process of its own: whatever it does there, here it ends in words or in a sentence."""

import subprocess
import sys

import pytest
from making import word_document, word_paragraph, word_run

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers import apart
from heard.text.readers.apart import read_apart

LIMITED = "from heard.text.readers.apart import _limit_this_process; _limit_this_process(); "


def test_the_words_come_back_line_by_line() -> None:
    poem = "Bin bags\n\n   three of them 🏠\n"
    assert read_apart("poem.txt", poem.encode()).text == poem


def test_what_was_left_out_is_told() -> None:
    body = word_paragraph("<w:del>" + word_run("x").replace("w:t", "w:delText") + "</w:del>")
    read = read_apart("letter.docx", word_document(body))
    assert "seen" in read.text
    assert any("deletion" in warning for warning in read.warnings)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("nothing.txt", b"", Unreadable.EMPTY),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Unreadable.UNSUPPORTED),
        ("letter.docx", b"PK\x03\x04 cut short", Unreadable.DAMAGED),
    ],
)
def test_what_gives_no_words_is_a_sentence_here_too(name: str, data: bytes, kind: Unreadable) -> None:
    with pytest.raises(UnreadableFile, match=name) as refusal:
        read_apart(name, data)
    assert refusal.value.kind == kind


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "TIME", 0.001)
    with pytest.raises(UnreadableFile, match=r"poem\.txt takes more time or memory"):
        read_apart("poem.txt", b"Bin bags")


def test_a_process_that_dies_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(UnreadableFile, match="A person has to read it"):
        read_apart("poem.txt", b"Bin bags")


def test_an_answer_that_makes_no_sense_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.sys, "executable", "/bin/echo")
    with pytest.raises(UnreadableFile, match="A person has to read it"):
        read_apart("poem.txt", b"Bin bags")


@pytest.mark.parametrize("does", ["bytearray(2**31)", "open('kept', 'wb', 0).write(b'x')"])
def test_it_can_neither_fill_the_memory_nor_write_a_file(does: str, tmp_path: object) -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED + does], cwd=str(tmp_path), capture_output=True, check=False)
    assert done.returncode != 0
