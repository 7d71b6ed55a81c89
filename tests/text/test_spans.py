"""Spans and sources: places in immutable text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.text.locators import Line, Moment, Page, locator_as_json
from heard.text.spans import Located, Source, Span

PLACES = st.integers(0, 30)


def test_a_span_runs_forwards_from_nought() -> None:
    for start, end in ((-1, 2), (3, 2)):
        with pytest.raises(ValueError, match="forwards"):
            Span(start, end)


@given(PLACES, PLACES, PLACES, PLACES)
def test_covering_is_overlapping_with_all_of_it(a: int, b: int, c: int, d: int) -> None:
    outer, inner = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    shared = set(range(outer.start, outer.end)) & set(range(inner.start, inner.end))
    if len(inner):
        assert outer.covers(inner) == (len(shared) == len(inner))
    assert outer.overlaps(inner) == inner.overlaps(outer)
    if len(outer) and len(inner):
        assert outer.overlaps(inner) == bool(shared)


def test_offsets_count_code_points() -> None:
    assert Span(1, 3).of("👩🏽\u200d🦽 cafe\u0301") == "🏽\u200d"


@given(st.text(max_size=60))
def test_only_crlf_becomes_lf(text: str) -> None:
    source = Source.from_text("a", text)
    assert source.text == text.replace("\r\n", "\n")
    assert len(source) == len(source.text)


def test_the_hash_is_of_the_words_as_given() -> None:
    assert Source.from_text("a", "x\r\ny").sha256 != Source.from_text("a", "x\ny").sha256


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12), st.data())
def test_a_span_is_located_wherever_it_touches(lengths: list[int], data: st.DataObject) -> None:
    located, start = [], 0
    for line, length in enumerate(lengths, start=1):
        located.append(Located(Span(start, start + length), Line(line)))
        start += length + 1  # a line end between
    source = Source("a", "x" * start, "", tuple(located))
    first = data.draw(st.integers(0, start - 1))
    span = Span(first, data.draw(st.integers(first, start)))
    expected = tuple(
        place.locator
        for place in located
        if place.span.overlaps(span) or (not len(span) and place.span.start <= span.start < place.span.end)
    )
    assert source.locate(span) == expected


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        (Moment(3_723_000, 3_724_000), "1:02:03"),
        (Moment(59_999, 60_000), "0:59"),
        (Page(4), "page 4"),
        (Line(7), "line 7"),
    ],
)
def test_places_are_said_in_words(locator: Page | Line | Moment, words: str) -> None:
    assert str(locator) == words


def test_places_become_json_with_their_kind() -> None:
    assert locator_as_json(Page(2, ((1.0, 2.0, 3.0, 4.0),))) == {
        "kind": "page",
        "page": 2,
        "boxes": ((1.0, 2.0, 3.0, 4.0),),
    }
