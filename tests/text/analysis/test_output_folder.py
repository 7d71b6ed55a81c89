"""The folder of a result: never over somebody's files, and whole or not at all."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from heard.text.analysis import output_folder
from heard.text.analysis.output_folder import FILES, check_folder, write_folder
from heard.text.errors import BadInput

RESULT = {name: [b'{"accounting": {}}' if name == "analysis.json" else b"new"] for name in FILES}
OLD = {**RESULT, "report.html": [b"old"]}


def contents(folder: Path) -> dict[str, list[bytes]]:
    return {path.name: [path.read_bytes()] for path in folder.iterdir()}


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    write_folder(tmp_path / "2026" / "may", RESULT)
    assert contents(tmp_path / "2026" / "may") == RESULT


def test_an_earlier_result_is_replaced(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", OLD)
    write_folder(tmp_path / "out", RESULT)
    assert contents(tmp_path / "out") == RESULT
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", RESULT)
    (tmp_path / "out" / "my notes.txt").write_text("mine")
    with pytest.raises(BadInput, match="already holds “my notes"):
        write_folder(tmp_path / "out", RESULT)
    assert (tmp_path / "out" / "my notes.txt").read_text() == "mine"


def test_files_that_only_share_our_names_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("somebody’s report")
    with pytest.raises(BadInput, match="not from an analysis"):
        check_folder(tmp_path)


def test_a_file_in_the_way_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(BadInput, match="is a file"):
        check_folder(tmp_path / "out")


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    write_folder(tmp_path, RESULT)
    assert contents(tmp_path) == RESULT


@pytest.mark.parametrize("stop_at", ["_write_through", "_take_the_place_of"])
def test_stopping_leaves_the_earlier_result_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: str
) -> None:
    write_folder(tmp_path / "out", OLD)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(output_folder, stop_at, stop)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "out", RESULT)
    assert contents(tmp_path / "out")["report.html"] == [b"old"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_stopping_between_the_two_moves_puts_the_earlier_result_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "out", OLD)
    rename: Callable[..., Path] = Path.rename

    def rename_or_stop(self: Path, target: Path) -> Path:
        if self.name.startswith(".out.unfinished") and not self.name.endswith("before"):
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", rename_or_stop)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "out", RESULT)
    assert contents(tmp_path / "out")["report.html"] == [b"old"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_place_where_no_folder_can_be_made_is_told_of_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadInput, match="nothing may be written in “file”"):
        check_folder(tmp_path / "file" / "out")


def test_a_disk_that_fills_up_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output_folder, "_write_through", no_space)
    with pytest.raises(BadInput, match=r"could not be written.*No space left"):
        write_folder(tmp_path / "out", RESULT)
    assert list(tmp_path.iterdir()) == []
