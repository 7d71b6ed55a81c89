"""Words in pictures: recognised here, and put back into the lines, stanzas and columns they stood in."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import InPicture
from heard.text.readers import drafting, pictures
from heard.text.readers.drafting import Piece, assembled, pieces_of
from heard.text.readers.ocr_layout import Seen, lay_out
from heard.text.readers.transcribing import Engine

POEM = """\
Bin bags

    three of them
under the stairs,

nobody asked
        which one was mine.
Kettle on, kettle off.

We moved on a Tuesday.
It rained.
"""
COLUMNS = """\
What the children told us

The house was cold in
the morning and nobody
had lit the stove yet.

I counted the doors on
the landing, fourteen,
and none was mine.

My worker came twice in
the spring. She brought
a form and a biscuit.

Then she left, and the
new one did not know
what my name was.

At the foot of the page there is one line more, all across.
"""


def draft_of(files: Path, name: str) -> Piece:
    return assembled(list(pieces_of(name, (files / name).read_bytes(), Engine())))


@pytest.mark.parametrize("name", ["poem-photo.jpg", "poem-on-its-side.png", "poem.heic"])
def test_a_poem_keeps_its_lines_stanzas_and_indents(files: Path, name: str) -> None:
    draft = draft_of(files, name)
    assert [line.strip() for line in draft.text.split("\n")] == [line.strip() for line in POEM.split("\n")]
    indents = [len(line) - len(line.lstrip()) for line in draft.text.split("\n")]
    assert indents[2] > 1
    assert indents[6] > indents[2]
    assert indents.count(0) == len(indents) - 2


def test_columns_are_read_one_after_the_other_and_every_line_knows_its_page(files: Path) -> None:
    draft = draft_of(files, "scan-pillow.pdf")
    # In what was compressed as a photograph, the recogniser now and then sees no gap between two words.
    assert [line.replace(" ", "") for line in draft.text.split("\n")] == [
        line.replace(" ", "") for line in COLUMNS.split("\n")
    ]
    assert {str(each.locator) for each in draft.located} == {"page 1"}
    assert draft.by.startswith("rapidocr")
    assert "A machine recognised these words" in draft.warnings[0]


def test_a_file_of_several_pictures_is_read_page_by_page(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "recognise", lambda page: [seen(str(page.width), 10, 10, 20)])
    draft = draft_of(files, "fax.tiff")
    assert draft.text == "1100\n760\n"


def test_of_very_many_scanned_pages_the_first_are_read_and_that_is_told(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "recognise", lambda _: [seen("words", 10, 10, 20)])
    monkeypatch.setattr(drafting, "MOST_PAGES", 0)
    pieces = pieces_of("half.pdf", (files / "half-scan-typst.pdf").read_bytes(), Engine())
    assert "page one" in next(pieces).text
    with pytest.raises(UnreadableFile, match="only the first 0 were read"):
        next(pieces)


@pytest.mark.parametrize("name", ["drawing.png", "drawing.svg"])
def test_a_drawing_needs_somebody_who_says_what_it_shows(files: Path, name: str) -> None:
    data = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>'
    data = data if name.endswith("svg") else (files / name).read_bytes()
    with pytest.raises(UnreadableFile, match=name) as refused:
        list(pieces_of(name, data, Engine()))
    assert refused.value.kind is Unreadable.NEEDS_DESCRIPTION


@pytest.mark.parametrize("side", [7200, 20_000])
def test_a_picture_of_too_many_points_is_left_closed(side: int) -> None:
    stream = io.BytesIO()
    Image.new("1", (side, side)).save(stream, "PNG")
    with pytest.raises(UnreadableFile, match="million points") as refused:
        list(pieces_of("bomb.png", stream.getvalue(), Engine()))
    assert refused.value.kind is Unreadable.BOMB


def test_a_picture_cut_short_is_damaged(files: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        list(pieces_of("poem.png", (files / "poem.png").read_bytes()[:200], Engine()))
    assert refused.value.kind is Unreadable.DAMAGED


def test_black_words_on_nothing_are_words_on_paper() -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(stream, "PNG")
    [page] = pictures.pages_of("clear.png", stream.getvalue())
    assert np.asarray(page).min() == 255


# Where things stand: no recogniser needed.


def seen(text: str, left: float, top: float, high: float = 20, lean: float = 0.0) -> Seen:
    """Words on a page of 1000 by 1000 points, 10 points a letter, that may run downhill."""
    right, falls = left + 10 * len(text), lean * 10 * len(text)
    corners = [(left, top), (right, top + falls), (right, top + falls + high), (left, top + high)]
    return Seen(text, 0.99, tuple((x / 1000, y / 1000) for x, y in corners))


def laid_out(boxes: list[Seen]) -> str:
    return "\n".join("\n" * line.blanks + line.text for line in lay_out(boxes))


def test_boxes_in_any_order_become_lines_from_top_to_bottom() -> None:
    assert laid_out([seen("third", 50, 160), seen("first", 50, 100), seen("second", 50, 130)]) == "first\nsecond\nthird"


def test_two_boxes_of_one_line_keep_the_room_between_them() -> None:
    assert (
        laid_out([seen("right", 200, 102), seen("left", 50, 100), seen("below", 50, 130)])
        == "left           right\nbelow"
    )


def test_a_gap_is_a_blank_line_and_a_step_to_the_right_an_indent() -> None:
    boxes = [seen("one", 50, 100), seen("two", 80, 130), seen("three", 50, 190), seen("four", 50, 220)]
    assert laid_out(boxes) == "one\n   two\n\nthree\nfour"


def test_a_page_that_leans_is_put_upright_first() -> None:
    boxes = [seen("a line that is long", 50, 100 + 30 * number, lean=0.06) for number in range(3)]
    far = [seen("its end", 700, 100 + 30 * number + 0.06 * 650, lean=0.06) for number in range(3)]
    assert [line.split()[-1] for line in laid_out([*far, *boxes]).split("\n")] == ["end"] * 3


def test_labels_beside_their_values_are_no_columns() -> None:
    labels = ("Name", "Town", "Age", "Date")
    boxes = [seen(label, 50, 100 + 30 * number) for number, label in enumerate(labels)]
    boxes += [seen(f"value {number}", 300, 100 + 30 * number) for number in range(4)]
    assert [line.split()[0] for line in laid_out(boxes).split("\n")] == list(labels)


def test_a_place_in_a_picture_is_told_in_shares_of_it() -> None:
    source = pictures.source_of("a.png", b"", [seen("words", 100, 200, 50)])
    assert source.located[0].locator == InPicture(((0.1, 0.2, 0.15, 0.25),))
