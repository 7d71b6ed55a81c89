"""Tables from spreadsheets, as several programs write them."""

from pathlib import Path

import pytest
from tests.text.readers.looking import check_whole, find

from heard.text.errors import UnreadableFile
from heard.text.locators import Cell
from heard.text.readers import read, read_table

SHEETS = ["sheets-openpyxl.xlsx", "sheets-libreoffice.xlsx", "sheets-libreoffice.ods"]
ANSWERS = ["answers-gnumeric.xlsx", "answers-gnumeric.ods"]


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_read_row_by_row(files: Path, name: str) -> None:
    found = read_table(files / name)
    assert found.columns == ("Reference", "Answer", "Area")
    assert [(row.number, row.cells[1:]) for row in found.rows] == [
        (2, ("The hall was cold", "North")),
        (3, ("“Yes, but”", "South")),
        (5, ("two lines", "North")),
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_the_first_filled_sheet_is_read_and_the_others_named(files: Path, name: str) -> None:
    found = read_table(files / name)
    assert found.sheet == "Answers"
    [told] = [warning for warning in found.warnings if warning.startswith("Only the sheet")]
    assert "“Drafts” (hidden)" in told
    assert "“More”" in told


@pytest.mark.parametrize("name", SHEETS)
def test_values_are_not_turned_into_something_else(files: Path, name: str) -> None:
    first, second, third = read_table(files / name).rows
    assert first.cells[:4] == ("1", "17/05/2021", "the lift is broken\nand so is the heating", "123456789012345")
    assert first.cells[4] == "0.25"
    assert second.cells[1:3] == ("2021-05-18", "a row that a filter hides")
    assert third.cells[2] == "dŵr oer 😀"


@pytest.mark.parametrize("name", SHEETS)
def test_hidden_rows_and_columns_are_in_a_table_and_told(files: Path, name: str) -> None:
    told = read_table(files / name).warnings
    assert "1 row hidden in the sheet was read too." in told
    assert "1 column hidden in the sheet was read too." in told


@pytest.mark.parametrize("name", SHEETS)
def test_hidden_rows_columns_and_sheets_are_not_in_a_text(files: Path, name: str) -> None:
    source = read(files / name)
    check_whole(source)
    for words in ("a row that a filter hides", "123456789012345", "HIDDENWORDS"):
        assert words not in source.text
    for what in ("1 hidden row", "1 hidden column", "1 hidden sheet", "1 comment"):
        assert any(what in warning for warning in source.warnings)


@pytest.mark.parametrize("name", SHEETS)
def test_cells_of_a_text_know_their_sheet_and_place(files: Path, name: str) -> None:
    source = read(files / name)
    assert source.locate(find(source, "and so is the heating")) == (Cell("Answers", 2, 3),)
    assert source.locate(find(source, "a second sheet")) == (Cell("More", 3, 2),)


def test_formulas_without_a_result_are_told(files: Path) -> None:
    told = read_table(files / "sheets-openpyxl.xlsx").warnings
    assert any(warning.startswith("2 formulas without a stored result") for warning in told)


def test_formulas_with_a_result_show_it(files: Path) -> None:
    assert [row.cells[6] for row in read_table(files / "sheets-libreoffice.xlsx").rows] == ["2", "1", ""]


def test_a_sheet_can_be_chosen(files: Path) -> None:
    found = read_table(files / "sheets-openpyxl.xlsx", sheet="More")
    assert (found.sheet, found.columns) == ("More", ("column 1", "a second sheet"))


def test_a_sheet_that_is_not_there_is_refused_with_the_names(files: Path) -> None:
    with pytest.raises(UnreadableFile, match="“Answers”"):
        read_table(files / "sheets-openpyxl.xlsx", sheet="Nowhere")
