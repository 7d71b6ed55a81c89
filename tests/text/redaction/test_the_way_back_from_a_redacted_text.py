"""Redaction: other words stand in the place of some, and every place can be walked back to the original and forth."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.text.errors import BadInput
from heard.text.redaction import Redacted, Replacement, longest_first, redact
from heard.text.spans import Span

ALPHABET = "ab c\n\r👩‍👧é\u0301[]…\u202e"
TEXTS = st.text(ALPHABET, max_size=60)


@st.composite
def redactions(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    """A text and replacements in it that do not overlap but may touch; some are empty, so that words just go."""
    text = draw(st.text(ALPHABET, min_size=1, max_size=60))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    spans = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    if draw(st.booleans()):
        spans = [Span(start, end) for start, end in pairwise(edges)]
    return text, [Replacement(span, draw(st.sampled_from(["", "[x]", "[a town]", "[…]"]))) for span in spans]


@st.composite
def redactions_and_a_span(draw: st.DrawFn) -> tuple[str, list[Replacement], Span]:
    """The span is of the redacted text."""
    text, made = draw(redactions())
    length = len(redact(text, made).text)
    start = draw(st.integers(0, length))
    return text, made, Span(start, draw(st.integers(start, length)))


def touched(span: Span, redacted: Redacted) -> list[int]:
    return [number for number, place in enumerate(redacted.places) if len(span) and place.overlaps(span)]


@given(redactions())
def test_each_replacement_stands_at_its_place_and_the_rest_is_untouched(given_: tuple[str, list[Replacement]]) -> None:
    text, made = given_
    redacted = redact(text, made)
    assert [place.of(redacted.text) for place in redacted.places] == [one.text for one in redacted.replacements]
    rebuilt, end, shown = "", 0, 0
    for replacement, place in zip(redacted.replacements, redacted.places, strict=True):
        assert redacted.text[shown : place.start] == text[end : replacement.span.start]
        rebuilt += redacted.text[shown : place.start] + replacement.span.of(text)
        end, shown = replacement.span.end, place.end
    assert rebuilt + redacted.text[shown:] == text


@given(redactions(), st.randoms())
def test_the_order_they_come_in_does_not_matter(given_: tuple[str, list[Replacement]], random: Random) -> None:
    text, made = given_
    shuffled = list(made)
    random.shuffle(shuffled)
    assert redact(text, shuffled) == redact(text, made)


@given(redactions_and_a_span())
def test_a_span_of_untouched_words_leads_to_the_same_words(given_: tuple[str, list[Replacement], Span]) -> None:
    text, made, span = given_
    redacted = redact(text, made)
    crosses_gone_words = any(span.start < place.start == place.end < span.end for place in redacted.places)
    if len(span) and not touched(span, redacted) and not crosses_gone_words:
        assert redacted.to_original(span).of(text) == span.of(redacted.text)


@given(redactions_and_a_span())
def test_a_span_leads_back_to_all_that_its_words_stand_for(given_: tuple[str, list[Replacement], Span]) -> None:
    text, made, span = given_
    redacted = redact(text, made)
    back = redacted.to_original(span)
    assert back.end <= len(text)
    for number in touched(span, redacted):
        assert back.covers(redacted.replacements[number].span)


@given(redactions_and_a_span())
def test_there_and_back_loses_nothing(given_: tuple[str, list[Replacement], Span]) -> None:
    text, made, span = given_
    redacted = redact(text, made)
    assert redacted.to_redacted(redacted.to_original(span)).covers(span) or not len(span)


@given(redactions())
def test_the_whole_leads_to_the_whole(given_: tuple[str, list[Replacement]]) -> None:
    text, made = given_
    redacted = redact(text, made)
    if redacted.text and not any(one.span.start == 0 or one.span.end == len(text) for one in redacted.replacements):
        assert redacted.to_original(Span(0, len(redacted.text))) == Span(0, len(text))
    assert redacted.to_redacted(Span(0, len(text))) == Span(0, len(redacted.text))


@given(redactions())
def test_the_map_needs_only_the_places_and_the_words_put_there(given_: tuple[str, list[Replacement]]) -> None:
    text, made = given_
    redacted = redact(text, made)
    assert Redacted(redacted.text, redacted.replacements).places == redacted.places


def test_words_taken_out_just_beside_a_span_stay_outside_it() -> None:
    redacted = redact("before Nadia after", [Replacement(Span(6, 12), "")])
    assert redacted.text == "before after"
    assert redacted.to_original(Span(0, 6)) == Span(0, 6)
    assert redacted.to_original(Span(6, 12)) == Span(12, 18)
    assert redacted.to_original(Span(0, 12)) == Span(0, 18)


def test_one_character_of_a_replacement_leads_to_the_whole_identifier() -> None:
    redacted = redact("It was Kettlesham.", [Replacement(Span(7, 17), "[town]")])
    assert redacted.to_original(Span(9, 10)) == Span(7, 17)


@pytest.mark.parametrize(
    ("spans", "says"),
    [
        ([Span(0, 3), Span(2, 5)], "overlap at character 2"),
        ([Span(1, 1)], "covers none"),
        ([Span(0, 9)], "the text has only 8"),
    ],
)
def test_redactions_that_make_no_sense_are_refused(spans: list[Span], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        redact("12345678", [Replacement(span, "[x]") for span in spans])


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=12))
def test_of_overlapping_places_the_longest_stay_and_none_of_the_rest_would_fit(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    kept = longest_first(spans)
    assert list(kept) == sorted(kept)
    assert not any(one.overlaps(other) for one in kept for other in kept if one is not other)
    for span in spans:
        if len(span) and span not in kept:
            assert any(span.overlaps(other) and len(other) >= len(span) for other in kept)


@given(TEXTS)
def test_with_nothing_to_replace_the_text_is_itself(text: str) -> None:
    redacted = redact(text, [])
    assert redacted.text == text
    assert redacted.to_original(Span(0, len(text))) == Span(0, len(text))
