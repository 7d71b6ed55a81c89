import json
from pathlib import Path

import pytest

from heard.text.errors import BadInput, UnreadableFile
from heard.text.testimony import Columns, Statement, collect_testimony


def test_a_table_gives_a_text_a_row(tmp_path: Path) -> None:
    path = tmp_path / "chat.csv"
    path.write_bytes(b'ID,Text\r\na,"one\r\ntwo"\r\n,three\r\n')
    assert collect_testimony(path).testimony == [Statement("a", "one\ntwo"), Statement("row 3", "three")]


def test_the_columns_of_a_table_may_be_called_anything(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("text,Reference,What would have helped?\nno,a,one\nno,b,two\n", "utf-8")
    columns = Columns(text="what would  have helped?", id="Reference")
    assert collect_testimony(path, columns=columns).testimony == [Statement("a", "one"), Statement("b", "two")]


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("id,words,when\n1,one,today\n", "utf-8")
    with pytest.raises(
        BadInput, match=r"no column “answer” in form.csv. Its columns are “id”, “words” and “when”. With"
    ):
        collect_testimony(path, columns=Columns(text="answer"))


def test_columns_are_not_named_where_there_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear inquiry", "utf-8")
    with pytest.raises(BadInput, match="none of the files is a table"):
        collect_testimony(tmp_path, columns=Columns(text="answer"))


def test_json_lines_give_a_text_a_line(tmp_path: Path) -> None:
    path = tmp_path / "chat.jsonl"
    path.write_text(
        json.dumps({"id": 7, "text": "a\u2028b\r\nc"}, ensure_ascii=False)
        + "\n\n"
        + json.dumps({"id": "x", "text": ""})
        + "\n",
        "utf-8",
    )
    collected = collect_testimony(path)
    assert collected.testimony == [Statement("7", "a\u2028b\nc"), Statement("x", "")]
    assert collected.empty == 1


def test_a_document_is_one_text(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear inquiry,\nmy name is Zuzanna.\n", "utf-8")
    (testimony,) = collect_testimony(path).testimony
    assert testimony.id == "letter.txt"
    assert "Zuzanna" in testimony.text


def test_a_folder_gives_everything_in_it_and_tells_of_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,hello there\n", "utf-8")
    (tmp_path / "b.txt").write_text("another letter", "utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 broken")
    collected = collect_testimony(tmp_path)
    assert [each.id for each in collected.testimony] == ["a.csv#1", "b.txt"]
    assert collected.unreadable == 1
    assert any("c.pdf" in warning for warning in collected.warnings)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.csv",
            "ref,words\n1,hello\n",
            r"There is no column “id” in a.csv. Its columns are “ref” and “words”. With --id, say",
        ),
        ("a.csv", "id,text\n1,hello\n1,again\n", "Two texts are called “1”"),
        ("a.jsonl", '{"id": 1, "text": "x"}\nnot json\n', "Line 2"),
        ("a.jsonl", '{"id": 1}\n', "“id” and a “text”"),
        ("a.jsonl", '{"id": true, "text": "x"}\n', "“id” and a “text”"),
        ("a.jsonl", "[" * 100_000 + "\n", "Line 1"),
    ],
)
def test_input_that_does_not_fit_is_refused_with_a_sentence(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(BadInput, match=message):
        collect_testimony(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        collect_testimony(tmp_path / "nothing.csv")
