"""`heard flag`: a line for every text, private, and an accounting that repeats nobody's words."""

import argparse
import json
import stat
from pathlib import Path

import pytest

from heard.cli import flag as command
from heard.text.errors import BadInput

MESSAGES = [
    {"id": "a", "text": "my stepdad hits me with the belt when mum is at work, dont tell anyone"},
    {"id": "b", "text": "The bus to school was late again and I would like more books in the library."},
    {"id": "c", "text": ""},
    {"id": 4, "text": "мой отчим бьёт меня"},
]


def run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in MESSAGES), "utf-8")
    return path


def test_every_text_has_a_line_in_its_order(messages: Path, tmp_path: Path) -> None:
    assert run(messages, "--out", tmp_path / "out") == 0
    lines = [json.loads(line) for line in (tmp_path / "out/flags.jsonl").read_text("utf-8").splitlines()]
    assert [(line["id"], line["flagged"]) for line in lines] == [("a", True), ("b", False), ("c", False), ("4", True)]
    assert any("hits me" in reason for reason in lines[0]["reasons"])
    assert lines[1]["reasons"] == lines[2]["reasons"] == []
    assert "not seem to be in English" in lines[3]["reasons"][-1]


def test_the_accounting_adds_up_and_repeats_no_words(messages: Path, tmp_path: Path) -> None:
    run(messages, "--out", tmp_path / "out")
    written = (tmp_path / "out/accounting.json").read_text("utf-8")
    told = json.loads(written)["accounting"]
    assert told["texts"] == told["flagged"] + told["not flagged"] + told["empty"] == 4
    assert told["partly or wholly not in English"] == 1
    assert "stepdad" not in written


def test_only_whoever_ran_it_may_read_the_result(messages: Path, tmp_path: Path) -> None:
    run(messages, "--out", tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_texts_give_the_same_bytes(messages: Path, tmp_path: Path) -> None:
    run(messages, "--out", tmp_path / "one")
    run(messages, "--out", tmp_path / "two")
    assert (tmp_path / "one/flags.jsonl").read_bytes() == (tmp_path / "two/flags.jsonl").read_bytes()


def test_a_table_whose_columns_are_called_otherwise(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("reference,said\nH-1,i cut myself every night\n", "utf-8")
    run(tmp_path / "in.csv", "--out", tmp_path / "out", "--column", "said", "--id", "reference")
    line = json.loads((tmp_path / "out/flags.jsonl").read_text("utf-8"))
    assert (line["id"], line["flagged"]) == ("H-1", True)


def test_a_folder_with_other_files_is_left_as_it_is(messages: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(BadInput, match="already holds"):
        run(messages, "--out", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "x"}\nno\n', "utf-8")
    with pytest.raises(BadInput, match=r"Line 2 of in\.jsonl"):
        run(tmp_path / "in.jsonl", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_without_texts_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("\n", "utf-8")
    with pytest.raises(BadInput, match="holds no text"):
        run(tmp_path / "in.jsonl", "--out", tmp_path / "out")
