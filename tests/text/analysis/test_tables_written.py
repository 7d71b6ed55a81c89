"""themes.csv and assignments.csv: the agreed columns, a row for every answer, and nothing a spreadsheet would run."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from moving_answers import ANSWERS, LETTER, NOTHING

from heard.text.analysis.result import Analysis

AnalyseAnswers = Callable[..., Analysis]
WriteResult = Callable[[Analysis], Any]


def test_assignments_have_a_row_for_every_answer_in_input_order(
    analyse_answers: AnalyseAnswers, write_result: WriteResult
) -> None:
    texts = [*NOTHING, *ANSWERS, LETTER, LETTER]
    written = write_result(analyse_answers(texts))
    rows = written.rows("assignments.csv")
    assert list(rows[0]) == ["id", "theme", "score"]
    assert [row["id"] for row in rows] == [f"r{number}" for number in range(len(texts))]
    assert [row["theme"] or None for row in rows] == [segment["theme"] for segment in written.analysis["segments"]]
    assert all(row["theme"] == "" for row in rows[: len(NOTHING)])


def test_themes_agree_with_the_analysis(analyse_answers: AnalyseAnswers, write_result: WriteResult) -> None:
    written = write_result(analyse_answers(ANSWERS))
    rows = written.rows("themes.csv")
    assert list(rows[0])[:5] == ["id", "label", "terms", "size", "sources"]
    assert [row["id"] for row in rows] == [theme["id"] for theme in written.analysis["themes"]]
    assert [int(row["size"]) for row in rows] == [theme["size"] for theme in written.analysis["themes"]]


def test_words_that_look_like_a_formula_are_not_run(analyse_answers: AnalyseAnswers, write_result: WriteResult) -> None:
    analysis = analyse_answers(ANSWERS)
    first = replace(analysis.themes[0], label='=HYPERLINK("http://example.org")', terms=("@home", "moving"))
    written = write_result(replace(analysis, themes=(first, *analysis.themes[1:])))
    row = written.rows("themes.csv")[0]
    assert row["label"].startswith("'=")
    assert row["terms"].startswith("'@")


def test_an_id_is_written_as_it_was_given(analyse_answers: AnalyseAnswers, write_result: WriteResult) -> None:
    analysis = analyse_answers(ANSWERS)
    first = replace(analysis.answers[0], given_id="-17")
    written = write_result(replace(analysis, answers=(first, *analysis.answers[1:])))
    assert written.rows("assignments.csv")[0]["id"] == "-17"


def test_the_keys_of_the_analysis_are_the_agreed_ones(
    analyse_answers: AnalyseAnswers, write_result: WriteResult
) -> None:
    result = write_result(analyse_answers(ANSWERS)).analysis
    assert list(result)[:6] == ["engine", "accounting", "sources", "segments", "themes", "warnings"]
    assert list(result["accounting"]) == ["segments", "themed", "none", "empty", "duplicates", "unreadable"]
    assert list(result["sources"][0])[:3] == ["id", "name", "sha256"]
    assert list(result["segments"][0])[:7] == ["id", "source", "start", "end", "text", "theme", "score"]
    assert list(result["themes"][0])[:7] == ["id", "label", "terms", "size", "sources", "quotations", "reasons"]
    assert list(result["themes"][0]["quotations"][0]) == ["segment", "start", "end", "text"]


def test_half_a_surrogate_pair_does_not_stop_the_writing(
    analyse_answers: AnalyseAnswers, write_result: WriteResult
) -> None:
    analysis = analyse_answers(ANSWERS)
    broken = replace(analysis.answers[0], text="moved \ud83d again", reading="moved \ud83d again")
    written = write_result(replace(analysis, answers=(broken, *analysis.answers[1:])))
    assert written.analysis["segments"][0]["text"] == "moved \ud83d again"
