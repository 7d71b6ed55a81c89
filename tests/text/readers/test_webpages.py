"""What is particular to web pages."""

from pathlib import Path

import pytest
from tests.text.readers.looking import block_with, check_whole, find, words_of

from heard.text.errors import UnreadableFile
from heard.text.readers import read, read_bytes
from heard.text.spans import BlockKind, Source


def page(body: str, name: str = "page.html") -> Source:
    source = read_bytes(name, f"<!doctype html><html><body>{body}</body></html>".encode())
    check_whole(source)
    return source


def test_the_page_reads_as_a_visitor_sees_it(files: Path) -> None:
    source = read(files / "sparrow.html")
    check_whole(source)
    assert source.text == (
        "Evidence from Sparrow\u00a0Lane\n\n"
        "The bell rang & nobody came.\nWe waited in the hall; see the plan.\n\n"
        "There was a list and we were not on it.\n\nCare leaver, nineteen\n\n"
        "She said “keep the key” and left.\n\n"
        "open the hall\non Sundays too\nmend the bell\n\n"
        "Two   steps\n    and a lamp\n\n"
        "Who\nWhat\nNeighbours\nnoise\nand light\n\n"
        "قالت البنت نعم. Mae’r tŷ’n oer.\n\nLast words.\n"
    )


def test_menus_pictures_and_hidden_parts_are_left_out_and_told(files: Path) -> None:
    assert set(read(files / "sparrow.html").warnings) == {
        "1 menu is not in the text.",
        "1 picture is not in the text.",
        "2 hidden parts of the page are not in the text.",
    }


def test_who_said_it_is_no_part_of_the_quotation(files: Path) -> None:
    source = read(files / "sparrow.html")
    assert words_of(source, BlockKind.QUOTATION) == ["There was a list and we were not on it."]
    assert block_with(source, "Care leaver, nineteen").style == "cite"


def test_quotation_marks_are_drawn_once() -> None:
    assert page("<p>She said <q>no</q>, <q>“never”</q>.</p>").text == "She said “no”, “never”.\n"


def test_levels_of_headings_and_lists() -> None:
    source = page("<h2>Two</h2><h4>Four</h4><ul><li>one<ol><li>deep</li></ol></li></ul>")
    assert [(b.kind, b.level) for b in source.blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 4),
        (BlockKind.ITEM, 1),
        (BlockKind.ITEM, 2),
    ]


def test_deletions_stay_out_and_insertions_stay_in() -> None:
    source = page("<p>We were <del>DELETED</del><ins>told</ins>.</p>")
    assert source.text == "We were told.\n"
    assert "1 passage marked as deleted is not in the text." in source.warnings


def test_comments_in_the_code_are_told() -> None:
    assert "1 comment in the page’s code is not in the text." in page("<p>Yes<!-- a remark --></p>").warnings


def test_a_title_that_says_something_else_is_told() -> None:
    source = read_bytes(
        "page.html", b"<html><head><title>Something else</title></head><body><p>Words</p></body></html>"
    )
    assert any("title" in warning for warning in source.warnings)


@pytest.mark.parametrize(
    ("declared", "encoding"), [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("iso-8859-1", "cp1252")]
)
def test_the_page_says_how_it_is_encoded(declared: str, encoding: str) -> None:
    data = f'<html><head><meta charset="{declared}"></head><body><p>caf\u00e9 – “dŵr”</p></body></html>'
    source = read_bytes("page.html", data.replace("ŵ", "w").encode(encoding))
    find(source, "café – “dwr”")


def test_nothing_is_fetched_or_run() -> None:
    source = page(
        '<script src="https://elsewhere.example/x.js"></script><iframe src="https://elsewhere.example"></iframe>Yes'
    )
    assert source.text == "Yes\n"
    assert "1 embedded page is not in the text." in source.warnings


def test_deep_nesting_loses_no_words() -> None:
    assert page("<div>" * 1000 + "deep" + "</div>" * 1000 + "after").text.split() == ["deep", "after"]


def test_nesting_beyond_every_limit_is_refused_and_not_cut_short() -> None:
    with pytest.raises(UnreadableFile):
        page("<div>" * 3000 + "deep" + "</div>" * 3000)
