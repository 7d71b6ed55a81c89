"""Presentations: every word of a slide, the speaker's notes told apart, hidden slides left out and told."""

from pathlib import Path

import pytest
from looking import block_with, check_whole, find, words_of
from making import zipped

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import Cell, Slide
from heard.text.readers import read, read_bytes
from heard.text.spans import BlockKind, Source


@pytest.fixture(params=["slides-python-pptx.pptx", "slides-libreoffice.pptx"])
def slides(request: pytest.FixtureRequest, files: Path) -> Source:
    return read(files / request.param)


def test_the_words_of_each_slide_in_order(slides: Source) -> None:
    check_whole(slides)
    assert slides.text == (
        "What we heard at Dunnock House\nThe lift is broken\nNobody rings back\n\n"
        "Say that the lift has been broken since May.\n\n"
        "Where\nPlace\nWhat people said\nWren Street\nit is cold\nin a box\nin a group\n"
    )


def test_titles_are_headings(slides: Source) -> None:
    assert words_of(slides, BlockKind.HEADING) == ["What we heard at Dunnock House", "Where"]


def test_what_the_speaker_noted_is_told_apart(slides: Source) -> None:
    assert block_with(slides, "broken since May").style == "speaker notes"
    assert slides.locate(find(slides, "broken since May")) == (Slide(1, is_notes=True),)
    assert str(Slide(1, is_notes=True)) == "notes of slide 1"
    assert "What the speaker noted for 1 slide stands after it." in slides.warnings


def test_words_know_their_slide_and_cell(slides: Source) -> None:
    assert slides.locate(find(slides, "rings back")) == (Slide(1),)
    assert slides.locate(find(slides, "in a group")) == (Slide(2),)
    assert slides.locate(find(slides, "it is cold")) == (Cell("slide 2", 2, 2),)


def test_what_nobody_was_shown_is_left_out_and_told(slides: Source) -> None:
    assert "Not shown" not in slides.text
    assert "1 hidden slide is not in the text." in slides.warnings
    assert "1 picture is not in the text." in slides.warnings


def test_a_presentation_that_is_none_is_damaged() -> None:
    for part in ("ppt/presentation.xml", "ppt/slides/slide1.xml"):
        with pytest.raises(UnreadableFile) as refused:
            read_bytes("slides.pptx", zipped({"[Content_Types].xml": "<Types/>", part: "<!DOCTYPE x><p/>"}))
        assert refused.value.kind is Unreadable.DAMAGED
