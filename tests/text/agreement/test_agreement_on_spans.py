"""Agreement on marked passages: unitised alpha as its authors define it, counted character by character."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.agreement import CodedSpan, ReadSource, agreement_on_spans
from heard.text.errors import BadInput
from heard.text.spans import Span

Units = list[tuple[int, int, str]]


def marks(*units: tuple[int, int, str]) -> list[CodedSpan]:
    return [CodedSpan(Span(start, end), code) for start, end, code in units]


@st.composite
def partly_marked(draw: st.DrawFn, length: int = 24) -> Units:
    """Units that do not overlap, in order, with and without gaps between them."""
    edges = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    pieces = list(pairwise(edges))
    return [(start, end, code) for start, end in pieces if (code := draw(st.sampled_from(["a", "b", ""])))]


def characters(units: Units, length: int) -> list[tuple[str, int]]:
    """For each character its code, and which unit it belongs to; an unmarked one is a unit of its own."""
    found = [("", -1 - at) for at in range(length)]
    for number, (start, end, code) in enumerate(units):
        found[start:end] = [(code, number)] * (end - start)
    return found


def alpha_by_pairs(coders: list[Units], length: int, *, codes_matter: bool) -> float | None:
    """uα and |uα by pairing characters: those at one place, against all that are not of the very same unit."""
    texts = [characters(units, length) for units in coders]
    say = (lambda code: code) if codes_matter else bool
    apart = sum(
        say(one[at][0]) != say(other[at][0])
        for one, other in product(texts, texts)
        if one is not other
        for at in range(length)
    ) / (len(texts) - 1)
    every = [(say(code), (who, unit)) for who, text in enumerate(texts) for code, unit in text]
    pairs = [(one, other) for one, other in product(every, every) if one[1] != other[1]]
    unlike = sum(one[0] != other[0] for one, other in pairs)
    return 1 - apart * len(pairs) / (unlike * len(every)) if unlike else None


@settings(max_examples=40, deadline=None)
@given(st.lists(partly_marked(), min_size=2, max_size=3))
def test_unitised_alpha_is_its_definition_counted_character_by_character(coders: list[Units]) -> None:
    source = ReadSource(24, {str(who): marks(*units) for who, units in enumerate(coders)})
    found = agreement_on_spans([source])
    for estimate, codes_matter in ((found.marking_and_coding, True), (found.marking, False)):
        wanted = alpha_by_pairs(coders, 24, codes_matter=codes_matter)
        assert estimate is not None
        assert estimate.value == (None if wanted is None else pytest.approx(wanted))


def test_the_same_marks_are_perfect_agreement() -> None:
    own = marks((0, 10, "a"), (15, 30, "b"))
    found = agreement_on_spans([ReadSource(60, {"Ana": own, "Ben": own})])
    values = [found.marking_and_coding, found.marking, found.coding, *found.codes.values()]
    assert [estimate.value for estimate in values if estimate] == pytest.approx([1] * 5)
    assert found.coverage == 1
    assert found.coding_of_each == pytest.approx({"a": 1, "b": 1})


def test_the_same_places_with_other_codes_agree_on_marking_alone() -> None:
    one, other = marks((0, 10, "a"), (15, 30, "b"), (40, 50, "a")), marks((0, 10, "b"), (15, 30, "a"), (40, 50, "b"))
    found = agreement_on_spans([ReadSource(60, {"Ana": one, "Ben": other})])
    assert found.marking.value == pytest.approx(1)
    assert found.coding is not None
    assert found.coding.value < 0


def test_boundaries_a_little_apart_cost_a_little_and_not_the_coding() -> None:
    one, other = marks((0, 100, "a"), (200, 300, "b")), marks((4, 100, "a"), (200, 309, "b"))
    found = agreement_on_spans([ReadSource(400, {"Ana": one, "Ben": other})])
    assert 0.85 < found.marking.value < 1
    assert found.coding is not None
    assert found.coding.value == pytest.approx(1)
    assert 0.9 < found.coverage < 1


def test_codes_may_overlap_but_then_there_is_no_joint_coefficient() -> None:
    both = marks((0, 20, "a"), (10, 30, "b"))
    found = agreement_on_spans([ReadSource(100, {"Ana": both, "Ben": both})])
    assert found.marking_and_coding is None
    assert {code: estimate.value for code, estimate in found.codes.items()} == pytest.approx({"a": 1, "b": 1})


def test_overlapping_marks_of_one_code_are_one_mark() -> None:
    twice, once = marks((0, 20, "a"), (10, 30, "a")), marks((0, 30, "a"))
    found = agreement_on_spans([ReadSource(100, {"Ana": twice, "Ben": once})])
    assert found.marking.value == pytest.approx(1)


def test_having_marked_nothing_is_not_the_same_as_not_having_read() -> None:
    here = ReadSource(100, {"Ana": marks((0, 30, "a")), "Ben": marks((0, 30, "a"))})
    read, not_read = (
        ReadSource(100, {"Ana": marks((0, 30, "a")), "Ben": []}),
        ReadSource(100, {"Ana": marks((0, 30, "a"))}),
    )
    assert agreement_on_spans([here, not_read]).marking.value == pytest.approx(1)
    assert agreement_on_spans([here, read]).marking.value < 1


def test_a_long_text_is_resampled_in_passages_that_cut_no_unit() -> None:
    one = marks(*((at, at + 300, "a") for at in range(0, 20_000, 700)))
    other = marks(*((at + 40, at + 300, "a") for at in range(0, 20_000, 700)))
    whole = agreement_on_spans([ReadSource(20_000, {"Ana": one, "Ben": other})])
    assert whole.marking.units > 10
    assert whole.marking.low < whole.marking.value < whole.marking.high
    assert agreement_on_spans([ReadSource(20_000, {"Ana": one, "Ben": other})]) == whole


@pytest.mark.parametrize("span", [Span(3, 3), Span(8, 12)])
def test_a_mark_of_nothing_or_outside_its_text_is_refused(span: Span) -> None:
    with pytest.raises(BadInput, match="characters"):
        agreement_on_spans([ReadSource(10, {"Ana": [CodedSpan(span, "a")], "Ben": []})])


def test_nobody_having_read_anything_twice_is_no_agreement_and_no_error() -> None:
    found = agreement_on_spans([ReadSource(10, {"Ana": marks((0, 5, "a"))})])
    assert (found.marking.value, found.codes, found.coverage) == (None, {}, None)
