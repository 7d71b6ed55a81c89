"""What is particular to PDFs."""

from pathlib import Path

import pytest
from tests.text.readers.looking import block_with, check_whole, find, words_of

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import Page
from heard.text.readers import read
from heard.text.spans import BlockKind


def test_two_columns_are_read_one_after_the_other(files: Path) -> None:
    source = read(files / "notes-typst.pdf")
    left = block_with(source, "LEFTCOLUMN begins here")
    right = block_with(source, "RIGHTCOLUMN begins here")
    assert left.span.of(source.text).rstrip().endswith("more than once.")
    assert left.span.end <= right.span.start
    assert right.span.of(source.text).endswith("been read to its end.")


def test_a_second_column_is_not_an_indented_paragraph(files: Path) -> None:
    assert not block_with(read(files / "notes-typst.pdf"), "RIGHTCOLUMN begins here").indented


def test_a_paragraph_is_one_block_over_its_lines(files: Path) -> None:
    source = read(files / "notes-typst.pdf")
    block = block_with(source, "The room was full by four.")
    assert block.span.covers(find(source, "hyphenated extraordinarily characteristically."))
    assert "\n" in block.span.of(source.text)


def test_a_running_title_is_furniture_on_every_page_even_close_above_a_heading(files: Path) -> None:
    furniture = words_of(read(files / "notes-typst.pdf"), BlockKind.FURNITURE)
    assert furniture == [
        words for number in (1, 2, 3) for words in ("Dunnock House evidence notes", f"{number} / 3")
    ]  # fmt: skip


def test_verse_is_one_block_with_its_breaks(files: Path) -> None:
    source = read(files / "notes-typst.pdf")
    assert block_with(source, "The kettle").span.of(source.text).split("\n") == ["The kettle", "the quiet", "the key."]


def test_tags_give_headings_items_and_quotations(files: Path) -> None:
    source = read(files / "notes-typst.pdf")
    assert words_of(source, BlockKind.HEADING) == ["Notes of the second session", "What people told us", "Verse"]
    assert [b.level for b in source.blocks if b.kind is BlockKind.HEADING] == [1, 2, 2]
    assert words_of(source, BlockKind.ITEM) == ["lifts that work", "keys of our own"]
    [quotation] = words_of(source, BlockKind.QUOTATION)
    assert quotation == "I packed in the dark because nobody had said where the switch was."


def test_a_page_printed_from_a_browser_keeps_its_structure(files: Path) -> None:
    source = read(files / "sparrow-chromium.pdf")
    check_whole(source)
    assert words_of(source, BlockKind.HEADING) == ["Evidence from Sparrow\u00a0Lane"]
    assert words_of(source, BlockKind.ITEM) == ["open the hall", "on Sundays too", "mend the bell"]
    assert [cell.strip() for cell in words_of(source, BlockKind.CELL)] == [
        "Who",
        "What",
        "Neighbours",
        "noise\nand light",
    ]
    assert words_of(source, BlockKind.FURNITURE) == ["Running title: Sparrow Lane", "page 1"]
    assert block_with(source, "There was a list and we were not on it.").italic


@pytest.mark.parametrize("name", ["sparrow-chromium.pdf", "corridor-tagged.pdf", "corridor-untagged.pdf"])
def test_arabic_words_read_from_right_to_left(files: Path, name: str) -> None:
    find(read(files / name), "قالت البنت نعم")


def test_emoji_drawn_after_their_line_go_back_into_it(files: Path) -> None:
    text = read(files / "corridor-untagged.pdf").text
    [line] = [line for line in text.split("\n") if line.startswith("lol no one asked 😂")]
    assert line.endswith("café cafe\u0301 n\u0303")


def test_the_cells_of_a_row_are_not_one_sentence(files: Path) -> None:
    source = read(files / "corridor-untagged.pdf")
    assert block_with(source, "Wren Street").span.of(source.text).strip() == "Wren Street"
    assert block_with(source, "and so is the heating").span.of(source.text).strip() == "and so is the heating"


def test_a_raised_number_does_not_break_its_line(files: Path) -> None:
    source = read(files / "corridor-untagged.pdf")
    assert "\n" not in find(source, "A sentence with a footnote1 and a remark").of(source.text)


def test_a_page_without_text_is_named(files: Path) -> None:
    source = read(files / "half-scan-typst.pdf")
    assert any(warning.startswith("Page 2 has no text") for warning in source.warnings)
    assert source.locate(find(source, "Words on page one."))[0] == Page(1, source.located[0].locator.boxes)


def test_a_pdf_of_pictures_is_refused_with_what_to_do(files: Path) -> None:
    with pytest.raises(UnreadableFile, match="recognise text") as refused:
        read(files / "scan-typst.pdf")
    assert refused.value.kind is Unreadable.NO_TEXT


def test_a_locked_pdf_is_refused(files: Path) -> None:
    with pytest.raises(UnreadableFile, match="password") as refused:
        read(files / "locked-qpdf.pdf")
    assert refused.value.kind is Unreadable.LOCKED


def test_a_pdf_that_only_restricts_its_owner_is_read(files: Path) -> None:
    assert read(files / "owner-locked-qpdf.pdf").text == read(files / "notes-typst.pdf").text
