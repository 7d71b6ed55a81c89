"""Who says what: counted by group, never so that somebody could be recognised."""

from collections.abc import Callable
from pathlib import Path

import pytest
from moving_answers import ANSWERS, LETTER, MOVING, NOTHING, SIBLINGS, WORKERS

from heard.text.analysis import Request, analyse
from heard.text.analysis.comparison import compare_groups
from heard.text.analysis.output_files import analysis_as_json
from heard.text.analysis.report import render_report
from heard.text.analysis.result import Analysis
from heard.text.errors import BadInput

WriteTable = Callable[..., Path]
COLUMNS = ("ref", "answer", "region")


def spread(answers: list[str], regions: list[str]) -> list[tuple[str, str, str]]:
    return [(f"r{number}", answer, regions[number % len(regions)]) for number, answer in enumerate(answers)]


def many(sentences: list[str], times: int) -> list[str]:
    """Different answers that say the same few things."""
    return [f"{sentence}, said number {number} of them" for number in range(times) for sentence in sentences]


def analyse_by_region(write_table: WriteTable, rows: list[tuple[str, str, str]], threshold: int = 10) -> Analysis:
    path = write_table(rows, COLUMNS)
    request = Request((path,), column="answer", id_column="ref", group_column="region", threshold=threshold)
    return analyse(request)


def test_everybody_who_says_something_is_counted_in_a_group(write_table: WriteTable) -> None:
    rows = spread([*ANSWERS, *NOTHING, LETTER, LETTER], ["Wales", "Kent"])
    comparison = analyse_by_region(write_table, rows, threshold=3).comparison
    assert comparison is not None
    assert comparison.table.total == len(ANSWERS) + 2
    assert comparison.groups == ("Kent", "Wales")


def test_the_numbers_of_a_small_group_appear_nowhere(write_table: WriteTable) -> None:
    rows = spread(many([*MOVING, *WORKERS, *SIBLINGS], 6), ["Wales", "Kent"])
    few = [(f"x{number}", answer, "Fewfolk") for number, answer in enumerate(ANSWERS[:4])]
    analysis = analyse_by_region(write_table, [*rows, *few])
    groups = analysis_as_json(analysis)["groups"]
    small = groups["groups"].index("Fewfolk")
    assert groups["totals"]["counts"][small] is None
    assert all(row["counts"][small] is None for row in groups["themes"])
    shown = [total for total in groups["totals"]["counts"] if total is not None]
    assert groups["totals"]["everyone"] - sum(shown) != len(few)


def test_no_segment_says_which_group_it_is_from(write_table: WriteTable) -> None:
    rows = spread(ANSWERS, ["Wales", "Fewfolk"])
    result = analysis_as_json(analyse_by_region(write_table, rows))
    assert "Fewfolk" not in str(result["segments"])


def test_the_report_says_why_a_number_is_hidden(write_table: WriteTable) -> None:
    report = render_report(analyse_by_region(write_table, spread(ANSWERS, ["Wales", "Kent"])))
    assert "c: fewer than 10, hidden so that nobody can be recognised" in report


def test_no_share_is_shown_beside_a_hidden_total() -> None:
    from heard.text.analysis.report.groups import view_groups
    from heard.text.analysis.result import Comparison
    from heard.text.suppression import suppress_small_numbers

    table = suppress_small_numbers([[3, 50, 60], [2, 70, 80]])
    view = view_groups(Comparison("region", ("a", "b", "c"), ("t1", None), table), {"t1": "Theme"})
    hidden = [number for number, total in enumerate(table.column_totals, start=1) if total is None]
    assert hidden
    assert all(row.cells[number].share == "" for row in view.rows for number in hidden)


def test_groups_are_in_order_of_name_because_an_order_of_size_would_tell(write_table: WriteTable) -> None:
    rows = spread(many(MOVING, 6), ["Wales", "Wales", "Kent", "Essex", ""])
    comparison = analyse_by_region(write_table, rows).comparison
    assert comparison is not None
    assert comparison.groups == ("Essex", "Kent", "Wales", "Not given")


def test_one_group_is_no_comparison(write_table: WriteTable) -> None:
    analysis = analyse_by_region(write_table, spread(ANSWERS, ["Wales"]))
    assert analysis.comparison is None
    assert "All answers have the same “region”, so no groups were compared." in analysis.warnings


def test_a_column_of_names_is_no_column_of_groups(write_table: WriteTable) -> None:
    rows = [(str(number), f"{ANSWERS[number % 18]} {number}", f"Person {number}") for number in range(60)]
    with pytest.raises(BadInput, match="60 different values"):
        analyse_by_region(write_table, rows)


def test_no_answers_are_no_comparison() -> None:
    assert compare_groups("region", [], [], [], 10) is None
