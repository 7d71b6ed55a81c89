"""A text cut at its marks: no character is lost, and each piece carries exactly the marks that cover it."""

from hypothesis import given
from hypothesis import strategies as st

from heard.text.marked import Mark, cut_at_marks
from heard.text.spans import Span


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark[int]]]:
    text = draw(st.text(max_size=40))
    marks = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        marks.append(Mark(Span(start, draw(st.integers(start, len(text)))), number))
    return text, marks


@given(marked_texts())
def test_the_pieces_together_are_the_text(given_: tuple[str, list[Mark[int]]]) -> None:
    text, marks = given_
    pieces = cut_at_marks(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text and piece.span.of(text) == piece.text for piece in pieces)


@given(marked_texts())
def test_each_character_is_under_exactly_its_marks(given_: tuple[str, list[Mark[int]]]) -> None:
    text, marks = given_
    for piece in cut_at_marks(text, marks):
        for at in range(piece.span.start, piece.span.end):
            assert piece.says == tuple(mark.says for mark in marks if mark.span.start <= at < mark.span.end)


@given(marked_texts())
def test_each_mark_begins_once(given_: tuple[str, list[Mark[int]]]) -> None:
    text, marks = given_
    begun = [mark.says for piece in cut_at_marks(text, marks) for mark in piece.begins]
    assert sorted(begun) == [mark.says for mark in marks if len(mark.span)]


def test_a_mark_beyond_the_text_is_left_out() -> None:
    assert cut_at_marks("abc", [Mark(Span(1, 9), "beyond")]) == cut_at_marks("abc", [])
