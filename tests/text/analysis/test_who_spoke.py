"""A column that says who spoke: quotations are by different people, people are counted, and nobody is named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from moving_answers import MOVING, SIBLINGS, WORKERS

from heard.cli.main import main
from heard.text.analysis import Request, analyse
from heard.text.analysis.report import render_report
from heard.text.analysis.result import Analysis
from heard.text.errors import BadInput

if TYPE_CHECKING:
    from conftest import Written

WriteTable = Callable[..., Path]
# One person says most about moving; the others speak once each.
ROWS = [
    *(("Robin Ashdown " if number % 2 else "robin  ashdown", text) for number, text in enumerate(MOVING[:4])),
    ("Kit", MOVING[4]),
    ("Sol", MOVING[5]),
    *((f"worker {number}", text) for number, text in enumerate(WORKERS)),
    *((f"sibling {number}", text) for number, text in enumerate(SIBLINGS)),
]


def analyse_rows(path: Path, speaker: str | None = "who") -> Analysis:
    return analyse(Request(paths=(path,), column="answer", speaker_column=speaker))


def theme_of_moving(analysis: Analysis) -> str:
    return analysis.placings[0].theme or ""


def test_nobody_is_quoted_twice_before_everybody_was_quoted_once(write_table: WriteTable) -> None:
    path = write_table(ROWS, ("who", "answer"))
    analysis = analyse_rows(path)
    speakers = {answer.id: answer.speaker for answer in analysis.answers}
    for theme in analysis.themes:
        members = {s for a, p in zip(analysis.answers, analysis.placings, strict=True) if p.theme == theme.id
                   for s in [speakers[a.id]]}  # fmt: skip
        quoted = [speakers[quotation.answer] for quotation in theme.quotations]
        assert len(set(quoted)) == min(len(quoted), len(members))


def test_people_are_counted_whatever_the_case_and_spacing_of_their_names(write_table: WriteTable) -> None:
    analysis = analyse_rows(write_table(ROWS, ("who", "answer")))
    said = {
        theme.id: {a.speaker for a, p in zip(analysis.answers, analysis.placings, strict=True) if p.theme == theme.id}
        for theme in analysis.themes
    }
    assert {theme.id: theme.people for theme in analysis.themes} == {name: len(own) for name, own in said.items()}
    assert analysis.people == 3 + len(WORKERS) + len(SIBLINGS)
    report = render_report(analysis)
    assert "18 answers from “answers.csv”. 15 people say something." in report
    theme = next(theme for theme in analysis.themes if theme.people != theme.size)
    assert f"by {theme.people} people" in report


def test_without_the_column_no_people_are_counted(write_table: WriteTable) -> None:
    analysis = analyse_rows(write_table(ROWS, ("who", "answer")), speaker=None)
    assert analysis.people is None
    assert {theme.people for theme in analysis.themes} == {None}


def test_a_blank_counts_as_one_person_each_and_is_told(write_table: WriteTable) -> None:
    analysis = analyse_rows(write_table([*ROWS[:-2], *(("", text) for _, text in ROWS[-2:])], ("who", "answer")))
    assert analysis.people == 3 + len(WORKERS) + len(SIBLINGS)
    assert any("For 2 answers the column “who” does not say who spoke" in warning for warning in analysis.warnings)


def test_a_name_in_two_tables_counts_as_one_person_and_is_told(write_table: WriteTable) -> None:
    """Of two tables nobody can say whether their Kit is one person."""
    north, south = (
        write_table(rows, ("who", "answer"), name) for rows, name in ((ROWS[:9], "n.csv"), (ROWS[4:], "s.csv"))
    )
    both = analyse(Request(paths=(north, south), column="answer", speaker_column="who"))
    assert both.people == len({who.casefold().replace("  ", " ").strip() for who, _ in ROWS})
    [told] = [warning for warning in both.warnings if "in several tables" in warning]
    assert told.startswith("5 names in the column “who” stand in several tables; each counts as one person.")
    alone = analyse_rows(write_table(ROWS, ("who", "answer")))
    assert not any("in several tables" in warning for warning in alone.warnings)


def test_who_spoke_is_nowhere_in_what_is_written(
    write_table: WriteTable, write_result: "Callable[[Analysis], Written]"
) -> None:
    result = write_result(analyse_rows(write_table(ROWS, ("who", "answer"))))
    for file in result.folder.iterdir():
        assert "ashdown" not in file.read_text(encoding="utf-8").casefold()


def test_a_column_that_is_not_there_is_told(write_table: WriteTable, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no column “author”"):
        analyse_rows(write_table(ROWS, ("who", "answer")), speaker="author")
    (tmp_path / "note.txt").write_text("They moved me four times in one year.", encoding="utf-8")
    with pytest.raises(BadInput, match="--speaker “who” names a column, but none of the files is a table"):
        analyse_rows(tmp_path / "note.txt")


def test_the_command_takes_the_column(write_table: WriteTable, tmp_path: Path) -> None:
    path = write_table(ROWS, ("who", "answer"))
    assert main(["analyse", str(path), "--column", "answer", "--speaker", "Who", "--out", str(tmp_path / "out")]) == 0
    written = json.loads((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    assert written["people"] == 15
    assert written["engine"]["options"]["speaker"] == "Who"
