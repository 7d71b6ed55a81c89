"""A quotation is found where the source says it: exactly, or through what typing and typesetting change."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.anchors import Exactness, find_nearest, find_quotation
from heard.text.errors import BadInput
from heard.text.spans import Source, Span

PAGED = """Riverside Tenants: evidence notes

Held on a Monday in the spring.

Rooms

The warden read the letter out.

“I kept the key for a year because nobody had asked me for it and I thought that if

Riverside Tenants | Evidence notes

4

nobody asks then it is still my door.”

“Every care-
experienced person I know has a bag they have never unpacked.”

She said it twice: nobody asks. Nobody asks.
"""


def source_of(text: str) -> Source:
    return Source.from_text("notes.txt", text)


def test_words_as_they_stand_are_found_exactly_and_everywhere() -> None:
    source = source_of("So it goes. And so it goes on, so it goes.")
    found = find_quotation(source, "so it goes")
    assert [anchor.span.of(source.text) for anchor in found] == ["so it goes", "so it goes"]
    assert {anchor.exactness for anchor in found} == {Exactness.EXACT}


@pytest.mark.parametrize(
    "quoted",
    ["I don't want it - not like that", "I don’t  want it –\nnot like that", "I don`t want it — not like that"],
)
def test_marks_dashes_and_white_space_may_differ(quoted: str) -> None:
    source = source_of("She said: I don’t want it – not like that. And left.")
    [anchor] = find_quotation(source, quoted)
    assert anchor.exactness is Exactness.TYPOGRAPHY
    assert anchor.span.of(source.text) == "I don’t want it – not like that"


def test_a_quotation_across_a_page_break_is_found_in_two_pieces() -> None:
    source = source_of(PAGED)
    [anchor] = find_quotation(source, "I thought that if nobody asks then it is still my door.")
    assert anchor.exactness is Exactness.FURNITURE
    assert [piece.of(source.text).split()[0] for piece in anchor.pieces] == ["I", "nobody"]
    assert "Riverside" in anchor.span.of(source.text)
    assert not any("Riverside" in piece.of(source.text) for piece in anchor.pieces)


@pytest.mark.parametrize("quoted", ["Every care-experienced person I know", "Every careexperienced person I know"])
def test_a_hyphen_at_a_line_end_may_be_quoted_or_not(quoted: str) -> None:
    [anchor] = find_quotation(source_of(PAGED), quoted)
    assert anchor.exactness is Exactness.TYPOGRAPHY


def test_capitals_are_the_last_difference_allowed() -> None:
    [anchor] = find_quotation(source_of("We were NEVER told."), "we were never told")
    assert anchor.exactness is Exactness.CASE


def test_accents_may_be_composed_or_not() -> None:
    source = source_of("The cafe\u0301 closed.")
    [anchor] = find_quotation(source, "caf\u00e9 closed")
    assert anchor.span.of(source.text) == "cafe\u0301 closed"


def test_the_nearest_of_several_is_given() -> None:
    source = source_of(PAGED)
    near = source.text.rindex("obody asks")
    anchor = find_nearest(source, "obody asks", near)
    assert anchor is not None
    assert anchor.span.start == near


def test_words_the_source_never_says_are_not_found() -> None:
    assert find_quotation(source_of(PAGED), "I gave the key back") == ()
    assert find_nearest(source_of(PAGED), "I gave the key back") is None


def test_no_words_are_refused() -> None:
    with pytest.raises(BadInput):
        find_quotation(source_of(PAGED), "")


@settings(deadline=None)
@given(st.text(min_size=1, max_size=120), st.data())
def test_every_stretch_of_a_text_is_found_where_it_is(text: str, data: st.DataObject) -> None:
    source = source_of(text)
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start + 1, len(source)))
    found = find_quotation(source, source.text[start:end])
    assert Span(start, end) in [anchor.span for anchor in found]
