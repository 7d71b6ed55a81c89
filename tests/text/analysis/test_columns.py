"""Which column of a table holds the answers, the ids and the groups."""

from collections.abc import Callable
from pathlib import Path

import pytest
from moving_answers import ANSWERS

from heard.text.analysis import Request, analyse
from heard.text.errors import BadInput, UnreadableFile

WriteTable = Callable[..., Path]


def test_a_table_of_one_column_needs_no_option(write_table: WriteTable) -> None:
    analysis = analyse(Request((write_table([(answer,) for answer in ANSWERS]),)))
    assert [answer.text for answer in analysis.answers] == ANSWERS


def test_the_only_column_of_free_text_is_found_and_named(write_table: WriteTable) -> None:
    rows = [(str(n), answer, "North West" if n % 2 else "Wales") for n, answer in enumerate(ANSWERS)]
    analysis = analyse(Request((write_table(rows, ("ref", "what happened", "region")),)))
    assert [answer.text for answer in analysis.answers] == ANSWERS
    assert any("“what happened”, the only one of free text" in warning for warning in analysis.warnings)


def test_two_columns_of_free_text_are_a_question_back(write_table: WriteTable) -> None:
    rows = list(zip(ANSWERS, reversed(ANSWERS), strict=True))
    with pytest.raises(BadInput, match=r"--column, say which.*“before” and “after”"):
        analyse(Request((write_table(rows, ("before", "after")),)))


@pytest.mark.parametrize("option", ["column", "id_column", "group_column"])
def test_an_unknown_column_lists_the_columns_there_are(write_table: WriteTable, option: str) -> None:
    path = write_table([(str(n), answer) for n, answer in enumerate(ANSWERS)], ("ref", "answer"))
    with pytest.raises(BadInput, match=r"no column “oops”.*“ref” and “answer”"):
        analyse(Request((path,), **{option: "oops"}))


def test_a_columns_name_is_found_whatever_its_case_and_spaces(write_table: WriteTable) -> None:
    path = write_table([(str(n), answer) for n, answer in enumerate(ANSWERS)], ("ref", "What  happened?\xa0"))
    assert len(analyse(Request((path,), column="what happened?")).answers) == len(ANSWERS)


def test_without_ids_an_answer_is_called_by_its_row(write_table: WriteTable) -> None:
    analysis = analyse(Request((write_table([(answer,) for answer in ANSWERS]),)))
    assert [answer.id for answer in analysis.answers[:2]] == ["2", "3"]
    assert analysis.answers[0].place == "row 2"


def test_an_id_that_two_answers_share_stays_as_given_in_assignments(write_table: WriteTable, write_result) -> None:  # type: ignore[no-untyped-def]
    rows = [("same", ANSWERS[0]), ("same", ANSWERS[1]), *((f"r{n}", answer) for n, answer in enumerate(ANSWERS[2:]))]
    analysis = analyse(Request((write_table(rows, ("ref", "answer")),), column="answer", id_column="ref"))
    written = write_result(analysis)
    assert [row["id"] for row in written.rows("assignments.csv")][:2] == ["same", "same"]
    assert [segment["id"] for segment in written.analysis["segments"]][:2] == ["same", "same (2)"]
    assert any("1 id belongs to several answers" in warning for warning in analysis.warnings)


def test_a_row_without_an_id_is_called_by_its_number(write_table: WriteTable) -> None:
    rows = [("", ANSWERS[0]), *((f"r{n}", answer) for n, answer in enumerate(ANSWERS[1:]))]
    analysis = analyse(Request((write_table(rows, ("ref", "answer")),), column="answer", id_column="ref"))
    assert analysis.answers[0].id == "2"
    assert any("1 row (first: row 2) has no id" in warning for warning in analysis.warnings)


def test_blank_rows_between_answers_are_told_of(write_table: WriteTable) -> None:
    rows = [(ANSWERS[0],), ("",), *((answer,) for answer in ANSWERS[1:])]
    analysis = analyse(Request((write_table(rows),)))
    assert len(analysis.answers) == len(ANSWERS)
    assert any("1 blank row between others" in warning for warning in analysis.warnings)


@pytest.mark.parametrize("text", ["", "answer\n"])
def test_a_table_without_answers_is_told_of(tmp_path: Path, text: str) -> None:
    (tmp_path / "empty.csv").write_text(text)
    with pytest.raises(UnreadableFile):
        analyse(Request((tmp_path / "empty.csv",)))
