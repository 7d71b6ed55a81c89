"""Old Word documents are read by antiword where it is installed; where not, the giver hears what to save them as."""

import shutil
from pathlib import Path

import pytest

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers import doc, read
from heard.text.readers.apart import read_apart


def stand_in(folder: Path, does: str) -> None:
    program = folder / "antiword"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(doc, "WHERE_PROGRAMS_ARE", f"{tmp_path}:/bin:/usr/bin")
    return tmp_path


def test_without_the_program_it_says_what_to_save(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "WHERE_PROGRAMS_ARE", "/nowhere")
    with pytest.raises(UnreadableFile, match=r"save it as \.docx or PDF") as refused:
        read(files / "corridor.doc")
    assert refused.value.kind is Unreadable.UNSUPPORTED


def test_the_program_is_given_the_file_and_what_it_says_is_the_text(programs: Path, files: Path) -> None:
    stand_in(programs, 'for file; do :; done; head -c 4 "$file" | od -An -tx1; echo "   set in"')
    source = read(files / "corridor.doc")
    assert source.text.startswith(" d0 cf 11 e0\n   set in\n")
    assert "deleted or hidden" in source.warnings[0]


def test_a_program_that_fails_is_a_damaged_file(programs: Path, files: Path) -> None:
    stand_in(programs, "exit 1")
    with pytest.raises(UnreadableFile) as refused:
        read(files / "corridor.doc")
    assert refused.value.kind is Unreadable.DAMAGED


@pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed.")
def test_antiword_itself_reads_what_libreoffice_wrote(files: Path) -> None:
    read_words = read_apart("corridor.doc", (files / "corridor.doc").read_bytes()).text
    assert "I counted fourteen doors and none of them was mine." in read_words
    assert "Under the stair\n    a box of shoes\n" in read_words
