"""Files whose names, kinds or places are odd: each is read or named in a sentence, and none stops the others."""

import json
import os
from pathlib import Path

import pytest

from heard.cli.main import ExitCode, main

WORDS = "The bus was late every single morning of the week."


def analysed(folder: Path, tmp_path: Path) -> dict[str, object]:
    assert main(["analyse", str(folder), "--out", str(tmp_path / "out")]) == ExitCode.DONE
    result: dict[str, object] = json.loads((tmp_path / "out/analysis.json").read_text(encoding="utf-8"))
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "answers"
    inside.mkdir()
    (inside / "one.txt").write_text(WORDS, encoding="utf-8")
    return inside


def test_a_link_that_leads_to_itself_is_named_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    (folder / "loop.txt").symlink_to("loop.txt")
    result = analysed(folder, tmp_path)
    assert "Not read: loop.txt is a link to a file that is not there." in result["warnings"]  # type: ignore[operator]
    assert [source["name"] for source in result["sources"]] == ["one.txt"]  # type: ignore[attr-defined]


def test_a_name_that_is_no_text_is_shown_with_a_mark_in_its_place(folder: Path, tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9\n.txt")).write_text(WORDS.replace("bus", "tram"))
    except OSError:
        pytest.skip("This file system allows only names that are text.")
    names = [source["name"] for source in analysed(folder, tmp_path)["sources"]]  # type: ignore[attr-defined]
    assert "caf\ufffd\ufffd.txt" in names


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("data.json", '[{"a": 1}]', "a data file (JSON)"),
        ("feed.xml", '<?xml version="1.0"?><rss/>', "a data file (XML)"),
    ],
)
def test_files_written_for_programs_are_not_read_as_words(
    folder: Path, tmp_path: Path, name: str, text: str, said: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    warnings = analysed(folder, tmp_path)["warnings"]
    assert any(name in warning and said in warning for warning in warnings)  # type: ignore[attr-defined]
