"""The corridor document, in every format LibreOffice writes, says the same."""

from pathlib import Path

import pytest
from tests.text.readers.looking import block_with, check_whole, find, words_of

from heard.text.locators import Cell, Page, Paragraph
from heard.text.readers import read
from heard.text.spans import BlockKind

IN_ORDER = [
    "What we heard at Dunnock House",
    "Arriving",
    "The corridor smelled of floor polish and somebody else’s toast; the form is on the council’s page.",
    "The first night",
    "I counted fourteen doors and none of them was mine.",
    "Young person, fifteen",
    "A whole line leaning over.",
    "This one is set in from the margin.",
    "Under the stair",
    "a box of shoes",
    "not ours",
    "the rain",
    "ask before you move us",
    "and tell us why",
    "keep the same worker",
    "first a key",
    "a bullet typed by hand",
    "What people said",
    "Wren Street",
    "the lift is broken",
    "and so is the heating",
    "in May",
    "Mae’r grisiau’n oer, ond mae’r gegin yn gynnes; dŵr, tŷ, ŵyr.",
    "قالت البنت نعم",
    "by a stranger",
    "A sentence with a footnote",
    "and a remark",
    "and shown again.",
    "The paragraph that holds a box.",
    "Leaving",
    "On the second page the words go on, and nobody is asked twice.",
    "Inside a section: the last bus went at nine.",
    "After the section, the end.",
]
DOCUMENTS = ["corridor.docx", "corridor.odt", "corridor.rtf"]
PDFS = ["corridor-untagged.pdf", "corridor-tagged.pdf"]
ALL = [*DOCUMENTS, *PDFS, "corridor.html"]


@pytest.mark.parametrize("name", ALL)
def test_every_word_is_found_once_and_in_order(files: Path, name: str) -> None:
    source = read(files / name)
    check_whole(source)
    places = [find(source, words).start for words in IN_ORDER]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ALL)
def test_what_the_page_does_not_show_stays_out(files: Path, name: str) -> None:
    text = read(files / name).text
    for words in ("HIDDENWORDS", "DELETEDWORDS", "REMARK nobody published"):
        assert words not in text


@pytest.mark.parametrize("name", ALL)
def test_a_tracked_insertion_is_text(files: Path, name: str) -> None:
    find(read(files / name), "We were told the day before and INSERTEDWORDS again that morning")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_whatever_stays_out_is_told(files: Path, name: str) -> None:
    told = " ".join(read(files / name).warnings)
    for what in ("1 comment", "1 running header", "1 running footer", "hidden character", "1 footnote or endnote"):
        assert what in told
    assert "deletion" in told or "deleted" in told


@pytest.mark.parametrize("name", ["corridor.docx", "corridor.odt", *PDFS])
def test_a_picture_is_told(files: Path, name: str) -> None:
    assert "1 picture is not in the text." in read(files / name).warnings


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_running_title_of_a_document_is_not_in_its_text(files: Path, name: str) -> None:
    assert "Running title" not in read(files / name).text


@pytest.mark.parametrize("name", [*DOCUMENTS, *PDFS])
def test_a_text_box_is_read_once(files: Path, name: str) -> None:
    find(read(files / name), "Boxed words: bring your own mug")


@pytest.mark.parametrize("name", [*DOCUMENTS, *PDFS])
def test_a_footnote_is_read(files: Path, name: str) -> None:
    find(read(files / name), "Said again in June, the note adds.")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_poem_keeps_its_breaks_and_its_indentation(files: Path, name: str) -> None:
    assert "Under the stair\n    a box of shoes\n\tnot ours\nthe rain\n" in read(files / name).text


@pytest.mark.parametrize("name", [*PDFS, "corridor.html"])
def test_a_poem_keeps_its_breaks_where_the_format_loses_its_indentation(files: Path, name: str) -> None:
    lines = [line.strip() for line in read(files / name).text.split("\n")]
    start = lines.index("Under the stair")
    assert lines[start : start + 4] == ["Under the stair", "a box of shoes", "not ours", "the rain"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_odd_characters_come_through_as_they_are(files: Path, name: str) -> None:
    text = read(files / name).text
    assert "😂 👩🏽\u200d🦽 café cafe\u0301 n\u0303" in text
    assert "Non\u2011breaking\u00a0words and a soft\u00adhyphen." in text


@pytest.mark.parametrize("name", [*DOCUMENTS, "corridor-tagged.pdf"])
def test_headings_have_their_levels(files: Path, name: str) -> None:
    source = read(files / name)
    levels = {block.span.of(source.text): block.level for block in source.blocks if block.kind is BlockKind.HEADING}
    assert levels == {"What we heard at Dunnock House": 1, "Arriving": 1, "The first night": 2, "Leaving": 1}


def test_headings_of_an_untagged_pdf_have_the_order_of_their_sizes(files: Path) -> None:
    source = read(files / "corridor-untagged.pdf")
    levels = {block.span.of(source.text): block.level for block in source.blocks if block.kind is BlockKind.HEADING}
    assert levels == {"What we heard at Dunnock House": 1, "Arriving": 2, "The first night": 3, "Leaving": 2}


@pytest.mark.parametrize("name", [*DOCUMENTS, "corridor-tagged.pdf", "corridor.html"])
def test_a_quotation_style_makes_a_quotation(files: Path, name: str) -> None:
    assert words_of(read(files / name), BlockKind.QUOTATION) == ["I counted fourteen doors and none of them was mine."]


def test_a_quotation_in_an_untagged_pdf_is_at_least_indented(files: Path) -> None:
    assert block_with(read(files / "corridor-untagged.pdf"), "I counted fourteen doors").indented


@pytest.mark.parametrize("name", ALL)
def test_a_whole_slanted_line_is_italic_and_others_are_not(files: Path, name: str) -> None:
    source = read(files / name)
    assert block_with(source, "A whole line leaning over.").italic
    assert not block_with(source, "Young person, fifteen").italic


@pytest.mark.parametrize("name", [*DOCUMENTS, *PDFS])
def test_an_indented_paragraph_is_known(files: Path, name: str) -> None:
    source = read(files / name)
    assert block_with(source, "This one is set in from the margin.").indented
    assert not block_with(source, "Young person, fifteen").indented


@pytest.mark.parametrize("name", ALL)
def test_bold_words_do_not_make_their_paragraph_bold(files: Path, name: str) -> None:
    source = read(files / name)
    assert not block_with(source, "somebody else’s toast").bold
    assert source.name.endswith(".html") or block_with(source, "Arriving").bold


@pytest.mark.parametrize("name", ALL)
def test_list_items_have_no_bullet_and_no_number(files: Path, name: str) -> None:
    items = words_of(read(files / name), BlockKind.ITEM)
    assert items == [
        "ask before you move us",
        "and tell us why",
        "keep the same worker",
        "first a key",
        "a bullet typed by hand",
    ]


@pytest.mark.parametrize("name", [*DOCUMENTS, "corridor-tagged.pdf", "corridor.html"])
def test_inner_items_are_deeper(files: Path, name: str) -> None:
    source = read(files / name)
    assert block_with(source, "and tell us why").level == block_with(source, "ask before you move us").level + 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_typed_bullet_stays_in_the_text_and_outside_its_item(files: Path, name: str) -> None:
    source = read(files / name)
    start = block_with(source, "a bullet typed by hand").span.start
    assert source.text[:start].endswith("\n• ")


@pytest.mark.parametrize("name", [*DOCUMENTS, "corridor.html"])
def test_table_cells_know_their_place(files: Path, name: str) -> None:
    source = read(files / name)
    assert source.locate(find(source, "What people said")) == (Cell("table 1", 1, 2),)
    assert source.locate(find(source, "and so is the heating")) == (Cell("table 1", 2, 2),)
    assert source.locate(find(source, "in May")) == (Cell("table 1", 2, 3),)


@pytest.mark.parametrize("name", [*DOCUMENTS, "corridor-tagged.pdf", "corridor.html"])
def test_table_cells_are_cells(files: Path, name: str) -> None:
    cells = [words.strip() for words in words_of(read(files / name), BlockKind.CELL)]
    assert cells == [
        "Place",
        "What people said",
        "When",
        "Wren Street",
        "the lift is broken",
        "and so is the heating",
        "in May",
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paragraphs_are_numbered_as_a_person_counts(files: Path, name: str) -> None:
    source = read(files / name)
    assert source.locate(find(source, "What we heard at Dunnock House")) == (Paragraph(1),)
    assert source.locate(find(source, "The first night")) == (Paragraph(4),)


@pytest.mark.parametrize("name", PDFS)
def test_words_of_a_pdf_know_their_page_and_rectangle(files: Path, name: str) -> None:
    source = read(files / name)
    [place] = source.locate(find(source, "nobody is asked twice"))
    assert isinstance(place, Page)
    assert place.page > 1
    [(left, bottom, right, top)] = place.boxes
    assert 50 < left < right < 545
    assert 0 < top - bottom < 20


@pytest.mark.parametrize("name", [*DOCUMENTS, "corridor.html"])
def test_a_link_lies_on_its_words(files: Path, name: str) -> None:
    source = read(files / name)
    [link] = source.links
    assert (link.span.of(source.text), link.url) == ("on the council’s page", "https://dunnock.example/form")


@pytest.mark.parametrize("name", PDFS)
def test_a_link_over_two_lines_of_a_pdf_lies_on_both(files: Path, name: str) -> None:
    source = read(files / name)
    assert {link.url for link in source.links} == {"https://dunnock.example/form"}
    assert " ".join(link.span.of(source.text) for link in source.links) == "on the council’s page"


@pytest.mark.parametrize("name", PDFS)
def test_running_titles_and_page_numbers_are_furniture(files: Path, name: str) -> None:
    furniture = words_of(read(files / name), BlockKind.FURNITURE)
    pages = len(furniture) // 2
    assert pages >= 2
    for number in range(1, pages + 1):
        assert f"Page {number}" in furniture
    assert furniture.count("Running title: the Dunnock House inquiry") == pages


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_type_size_is_in_points(files: Path, name: str) -> None:
    source = read(files / name)
    assert block_with(source, "What we heard at Dunnock House").size == 22
    assert block_with(source, "Young person, fifteen").size == 11
