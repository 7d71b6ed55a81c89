"""Long answers are compared passage by passage, and nothing of them is lost on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.segments.passages import MOST_WORDS, split_passages

WRITING = st.text(alphabet=st.sampled_from("abc DEé.!?,\n\t 字“”’–"), max_size=400) | st.lists(
    st.sampled_from(["Open it on Sundays.", "no", "\n\n", "word " * 90, "x" * 900, " "]), max_size=8
).map(" ".join)


@settings(deadline=None)
@given(WRITING)
def test_every_mark_that_is_no_space_is_in_exactly_one_passage(text: str) -> None:
    passages = split_passages(text)
    covered = [place for passage in passages for place in range(passage.span.start, passage.span.end)]
    assert len(covered) == len(set(covered))
    assert {place for place, mark in enumerate(text) if not mark.isspace()} <= set(covered)


@settings(deadline=None)
@given(WRITING)
def test_no_passage_is_longer_than_the_encoder_reads(text: str) -> None:
    for passage in split_passages(text):
        assert len(passage.span.of(text).split()) <= MOST_WORDS
        assert passage.sentences[0].start == passage.span.start
        assert passage.sentences[-1].end == passage.span.end


def test_a_short_answer_is_one_passage_even_over_several_lines() -> None:
    assert len(split_passages("Open it on Sundays.\n\nAnd buy some books. Thank you.")) == 1


def test_a_blank_line_parts_passages_of_a_long_answer() -> None:
    text = "It was cold. " * 30 + "\n\n" + "The bus was late. " * 10
    starts = [passage.span.of(text)[:6] for passage in split_passages(text)]
    assert "The bu" in starts
