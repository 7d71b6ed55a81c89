"""Tables from CSV files: columns, rows and cells as the file has them."""

import csv
import io

import pytest

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers import Table, read_bytes, read_table_bytes


def table(text: str, name: str = "answers.csv", encoding: str = "utf-8") -> Table:
    return read_table_bytes(name, text.encode(encoding))


def test_rows_have_their_number_in_the_file() -> None:
    rows = table('id,text\n1,"one\nline and another"\n\n3,three\n').rows
    assert [(row.number, row.cells) for row in rows] == [(2, ("1", "one\nline and another")), (4, ("3", "three"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["id", "text"], ["1", "yes, and; no|way\tout"], ["2", "no"], ["3", "well, maybe"]]
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    found = table(written.getvalue())
    assert [list(found.columns), *(list(row.cells) for row in found.rows)] == rows


def test_commas_in_a_file_of_one_column_are_commas() -> None:
    found = table("answer\nYes, please\nNo, thanks\nMaybe, so\n")
    assert found.columns == ("answer",)
    assert [row.cells for row in found.rows] == [("Yes, please",), ("No, thanks",), ("Maybe, so",)]


def test_cells_are_exactly_as_in_the_file() -> None:
    cells = ["007", " 1e5 ", "12345678901234567890", "17/05/2021", "TRUE", "=1+1", "  two spaces  ", "N/A"]
    [row] = table("a,b,c,d,e,f,g,h\n" + ",".join(cells) + "\n").rows
    assert list(row.cells) == cells


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_sure_need_no_warning(encoding: str) -> None:
    found = table("id,dŵr\n1,tŷ 🙂\n", encoding=encoding)
    assert (found.columns, found.rows[0].cells, found.warnings) == (("id", "dŵr"), ("1", "tŷ 🙂"), ())


def test_windows_1252_is_read_with_a_warning() -> None:
    found = table("id,text\n1,“café” – £5\n", encoding="cp1252")
    assert found.rows[0].cells == ("1", "“café” – £5")
    assert "Windows-1252" in found.warnings[0]


def test_repeated_and_blank_names_are_made_distinct_and_told() -> None:
    found = table("id,text,text,,id\n1,a,b,c,d\n")
    assert found.columns == ("id", "text", "text (2)", "column 4", "id (2)")
    assert len([warning for warning in found.warnings if "is called" in warning]) == 3


def test_ragged_rows_are_kept_and_told() -> None:
    found = table("id,text\n1,a,extra\n2\n3,c\n")
    assert [row.cells for row in found.rows] == [("1", "a", "extra"), ("2", "", ""), ("3", "c", "")]
    assert any("more cells" in warning and "row 2" in warning for warning in found.warnings)
    assert any("fewer cells" in warning and "row 3" in warning for warning in found.warnings)


def test_rows_above_the_header_are_told() -> None:
    found = table("Export of all answers,,\n\nid,text,area\n1,a,North\n2,b,South\n")
    assert found.columns == ("id", "text", "area")
    assert found.rows[0].number == 4
    assert any("above the column names" in warning for warning in found.warnings)


def test_a_file_without_a_header_loses_no_row() -> None:
    found = table("1,4,cold\n2,5,warm\n")
    assert found.columns == ("column 1", "column 2", "column 3")
    assert len(found.rows) == 2
    assert found.warnings


def test_the_second_header_row_of_a_survey_export_is_no_answer() -> None:
    found = table(
        "Respondent ID,Collector ID,What would help?,,Anything else?\n"
        ",,Warm rooms,Other,Open-Ended Response\n"
        "11,2,Warm rooms,,the stairs\n"
    )
    assert found.columns[2:] == ("What would help? – Warm rooms", "What would help? – Other", "Anything else?")
    assert [row.number for row in found.rows] == [3]
    assert any("describ" in warning for warning in found.warnings)


def test_import_identifiers_are_no_answer() -> None:
    found = table('Q1,Q2\nWhat helps?,Why?\n"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\nheat,cold\n')
    assert [row.cells for row in found.rows] == [("heat", "cold")]


def test_an_open_quotation_mark_is_told() -> None:
    found = table('id,text\n1,fine\n2,"never closed\n3,swallowed\n')
    assert any("not closed" in warning for warning in found.warnings)


def test_a_file_of_nothing_but_commas_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no row"):
        table(",,\n,,\n")


def test_a_text_file_can_be_a_table() -> None:
    assert table("id\ttext\n1\tyes\n", name="export.txt").columns == ("id", "text")


def test_prose_is_not_a_table() -> None:
    with pytest.raises(UnreadableFile, match="not a table"):
        read_table_bytes("a.html", b"<!doctype html><html><body><p>a</p></body></html>")


def test_a_table_read_as_a_text_has_a_line_for_every_cell() -> None:
    source = read_bytes("a.csv", b'id,text\n1,"two\nlines"\n2,\n')
    assert source.text == "id\ntext\n1\ntwo\nlines\n2\n"
    assert [str(place.locator) for place in source.located][3] == "row 2, column 2"


def test_many_columns_of_one_name_are_told_in_few_words() -> None:
    found = table("id," + "Comments," * 20_000 + "\n" + "1," * 20_001 + "\n")
    assert found.columns[1:4] == ("Comments", "Comments (2)", "Comments (3)")
    assert len(set(found.columns)) == len(found.columns)
    assert sum("is called" in warning for warning in found.warnings) == 20
    assert found.warnings[-1] == "19,979 further columns without a name of their own: numbered likewise."


def test_one_endless_row_does_not_fill_the_memory() -> None:
    with pytest.raises(UnreadableFile, match="1,000,001 columns") as refused:
        table("," * 1_000_000 + "end\n" + "1,2\n" * 1000)
    assert refused.value.kind is Unreadable.TOO_LARGE
