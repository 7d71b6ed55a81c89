"""`heard notes`: a summary for a person, the whole record as JSON, and one sentence where there is nothing to read."""

import json
from pathlib import Path

import pytest

from heard.cli.main import ExitCode, main

NOTES = Path(__file__).with_name("notes")
FIELDS = """source title date start end ordinal chair chair_role regions attendance places opening_question questions
    sections links warnings"""


def test_json_is_the_whole_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notes", str(NOTES / "kinship.txt"), "--json"]) == ExitCode.DONE
    said = capsys.readouterr()
    record = json.loads(said.out)
    assert list(record) == FIELDS.split()
    assert said.err == ""
    for section in record["sections"]:
        assert list(section) == ["heading", "start", "end", "prose", "quotations"]
        for words in section["quotations"]:
            place = record["source"]["text"][words["start"] : words["end"]]
            assert " ".join(place.split()) == words["text"]
            assert isinstance(words["inline"], bool)


def test_the_summary_says_what_was_found_and_warnings_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notes", str(NOTES / "flood_meetings.txt")]) == ExitCode.DONE
    said = capsys.readouterr()
    assert said.out.startswith("Marrow Fen Flood Inquiry")
    assert "2 quotations" in said.out
    assert "Warning: This file seems to hold notes of 2 sessions" in said.err


def test_an_empty_file_gives_an_empty_record_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["notes", str(tmp_path / "empty.txt"), "--json"]) == ExitCode.UNREADABLE
    said = capsys.readouterr()
    record = json.loads(said.out)
    assert record["source"]["text"] == ""
    assert record["sections"] == []
    assert record["warnings"]
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("answers.csv", 'id,answer\n1,"We waited."\n2,"Nobody rang, ever."\n'),
        ("poem.txt", "The kettle knows\nwhat time it is.\n\nThe door has never said\nhello.\n"),
        ("list.txt", "milk\neggs\na new latch\n"),
    ],
)
def test_what_is_no_session_notes_gets_no_facts_and_a_warning(
    name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["notes", str(tmp_path / name), "--json"]) == ExitCode.DONE
    record = json.loads(capsys.readouterr().out)
    assert [record[field] for field in ("date", "start", "ordinal", "chair", "attendance", "regions")] == [
        *[None] * 5,
        [],
    ]
    assert any("does not look like session notes" in warning for warning in record["warnings"])
