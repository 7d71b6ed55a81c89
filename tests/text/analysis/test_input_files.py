"""Which files are read, under which names, and what is said of those that are not."""

from pathlib import Path

import pytest

from heard.text.analysis.input_files import find_files
from heard.text.errors import BadInput, UnreadableFile


def names(found: object) -> list[str]:
    return [file.name for file in found.files]  # type: ignore[attr-defined]


def put(folder: Path, *files: str) -> Path:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("words")
    return folder


def test_a_folder_is_read_in_order_with_what_is_inside_its_folders(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.txt", "sub/c.txt", "sub/deeper/d.txt")
    assert names(find_files([tmp_path])) == ["a.txt", "b.txt", "sub/c.txt", "sub/deeper/d.txt"]


def test_hidden_files_are_skipped_and_named(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ".DS_Store", ".git/config")
    found = find_files([tmp_path])
    assert names(found) == ["a.txt"]
    assert found.warnings == ["2 hidden files or folders were not read: “.DS_Store” and “.git”."]


def test_the_folder_of_the_result_is_never_read(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "out/report.html")
    assert names(find_files([tmp_path], out=tmp_path / "out")) == ["a.txt"]


def test_files_of_several_folders_carry_the_folder_in_their_names(tmp_path: Path) -> None:
    put(tmp_path, "may/a.txt", "june/a.txt")
    assert names(find_files([tmp_path / "may", tmp_path / "june"])) == ["may/a.txt", "june/a.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")
    found = find_files([tmp_path / "b.txt", tmp_path])
    assert names(found) == ["b.txt", "a.txt"]
    assert found.warnings == ["“b.txt” was given more than once and read once."]


def test_a_path_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no file or folder"):
        find_files([tmp_path / "nowhere"])


def test_an_empty_folder_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no file to read"):
        find_files([put(tmp_path, ".hidden")])


def test_a_link_to_a_folder_is_not_followed_into_a_circle(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    found = find_files([tmp_path])
    assert names(found) == ["a.txt"]
    assert found.warnings == ["“again” is a link to another folder and was not followed."]
