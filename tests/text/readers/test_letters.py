"""The letter, in every format pandoc and AbiWord write, says the same."""

from pathlib import Path

import pytest
from tests.text.readers.looking import block_with, check_whole, find, words_of

from heard.text.locators import Cell, Line
from heard.text.readers import read
from heard.text.spans import BlockKind

IN_ORDER = [
    "Dear inquiry",
    "I am writing about the long wait at Wren Street. The form is on this page and also at https://dunnock.example/help.",
    "What happened",
    "I rang nine times. On the tenth somebody said my name.",
    "Foster carer, Trehelyg",
    "ring people back",
    "say who you are",
    "and your team",
    "first the stairs",
    "then the door",
    "Under the stair",
    "a box of shoes",
    "the rain",
    "Place",
    "Said",
    "Kitchen",
    "warm",
    "Hall",
    "cold",
    "r gegin yn gynnes.",
    "“Nobody asked,” she said.",
]
PANDOC = ["letter-pandoc.docx", "letter-pandoc.odt", "letter-pandoc.rtf", "letter-pandoc.html"]
MARKDOWN = ["letter.md", "letter-pandoc-commonmark.md"]
ABIWORD = ["letter-abiword.docx", "letter-abiword.odt", "letter-abiword.rtf"]
ALL = [*PANDOC, *MARKDOWN, *ABIWORD]


@pytest.mark.parametrize("name", ALL)
def test_every_word_is_found_once_and_in_order(files: Path, name: str) -> None:
    source = read(files / name)
    check_whole(source)
    places = [find(source, words).start for words in IN_ORDER]
    assert places == sorted(places)


@pytest.mark.parametrize("name", [*PANDOC, *MARKDOWN])
def test_emoji_and_combining_marks_come_through(files: Path, name: str) -> None:
    assert "gynnes. 😀 cafe\u0301. “Nobody" in read(files / name).text


@pytest.mark.parametrize("name", ALL)
def test_headings_have_their_levels(files: Path, name: str) -> None:
    source = read(files / name)
    headings = [(block.span.of(source.text), block.level) for block in source.blocks if block.kind is BlockKind.HEADING]
    assert headings == [("Dear inquiry", 1), ("What happened", 2)]


@pytest.mark.parametrize("name", [name for name in ALL if name != "letter-pandoc.rtf"])
def test_the_quotation_is_a_quotation(files: Path, name: str) -> None:
    quotations = [" ".join(words.split()) for words in words_of(read(files / name), BlockKind.QUOTATION)]
    assert quotations == ["I rang nine times. On the tenth somebody said my name."]


def test_a_quotation_without_a_style_is_at_least_indented(files: Path) -> None:
    assert block_with(read(files / "letter-pandoc.rtf"), "I rang nine times.").indented


@pytest.mark.parametrize("name", [name for name in ALL if name != "letter-abiword.odt"])
def test_items_are_items_without_their_labels(files: Path, name: str) -> None:
    assert words_of(read(files / name), BlockKind.ITEM) == [
        "ring people back",
        "say who you are",
        "and your team",
        "first the stairs",
        "then the door",
    ]


@pytest.mark.parametrize("name", ALL)
def test_verse_keeps_its_lines(files: Path, name: str) -> None:
    text = read(files / name).text.replace("\u00a0", " ")
    assert "Under the stair\n    a box of shoes\nthe rain\n" in text


@pytest.mark.parametrize("name", ALL)
def test_cells_know_their_place(files: Path, name: str) -> None:
    source = read(files / name)
    assert source.locate(find(source, "warm")) == (Cell("table 1", 2, 2),)


@pytest.mark.parametrize("name", ALL)
def test_links_lie_on_their_words(files: Path, name: str) -> None:
    source = read(files / name)
    links = {}
    for link in source.links:
        links.setdefault(link.url, []).append(link.span.of(source.text))
    assert {url: " ".join(words) for url, words in links.items()} == {
        "https://dunnock.example/form": "on this page",
        "https://dunnock.example/help": "https://dunnock.example/help",
    }


def test_markdown_knows_the_lines_of_the_file(files: Path) -> None:
    source = read(files / "letter.md")
    assert source.locate(find(source, "somebody said my name")) == (Line(9),)
    lines = (files / "letter.md").read_text(encoding="utf-8").split("\n")
    assert "somebody said my name" in lines[8]


def test_markdown_loses_its_marks_and_nothing_else(files: Path) -> None:
    text = read(files / "letter.md").text
    assert not any(mark in text for mark in ("#", "*", "[", "](", ">", "|"))
