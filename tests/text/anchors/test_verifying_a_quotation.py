"""A quotation is accepted only if it is the source's own words, but for the edits it declares."""

import pytest

from heard.text.anchors import verify_quotation
from heard.text.errors import BadInput, NotVerbatim
from heard.text.spans import Source, Span

SOURCE = Source.from_text(
    "notes.txt",
    "I asked Karen at the desk for the form, and she said there was no form, there had never been a form. "
    "So I wrote it on the back of my hand. We [all of us] laughed.",
)


@pytest.mark.parametrize(
    "quoted",
    [
        "there had never been a form",
        "I asked […] for the form",
        "I asked [...] for the form, and [the worker] said there was no form",
        "I asked [the receptionist] at the desk",
        "[S]he said there was no form",
        "[…] there was no form […]",
        "We [all of us] laughed.",
        "We […] laughed.",
    ],
)
def test_the_source_s_own_words_are_accepted_with_declared_edits(quoted: str) -> None:
    anchor = verify_quotation(SOURCE, quoted)
    assert len(SOURCE) >= anchor.span.end > anchor.span.start
    assert all(anchor.span.covers(piece) for piece in anchor.pieces)


@pytest.mark.parametrize(
    "quoted",
    [
        "there has never been a form",  # a word changed
        "I asked for the form",  # words left out without saying so
        "there was no form […] I asked Karen",  # not in this order
        "here was no form",  # begins inside a word
        "SO I WROTE IT",  # capitals count
    ],
)
def test_anything_undeclared_is_refused_with_a_sentence(quoted: str) -> None:
    with pytest.raises(NotVerbatim) as refused:
        verify_quotation(SOURCE, quoted)
    assert str(refused.value).endswith(".")


def test_the_sentence_shows_where_the_two_part() -> None:
    with pytest.raises(NotVerbatim, match=r"After “.*there” the source goes on “had never"):
        verify_quotation(SOURCE, "no form, there has never been a form")


def test_the_pieces_are_what_is_quoted_and_not_what_is_left_out() -> None:
    anchor = verify_quotation(SOURCE, "I asked […] for the form")
    assert [piece.of(SOURCE.text) for piece in anchor.pieces] == ["I asked", "for the form"]


def test_only_the_place_that_is_given_counts() -> None:
    place = Span(SOURCE.text.index("So I"), len(SOURCE))
    assert verify_quotation(SOURCE, "the back of my hand", place).span.start > place.start
    with pytest.raises(NotVerbatim):
        verify_quotation(SOURCE, "there was no form", place)


def test_two_passages_far_apart_are_not_one_quotation() -> None:
    far = Source.from_text("long.txt", "I was there. " + "The minutes say more. " * 200 + "I saw it.")
    with pytest.raises(NotVerbatim):
        verify_quotation(far, "I was there. […] I saw it.")


def test_brackets_alone_are_no_quotation() -> None:
    with pytest.raises(BadInput):
        verify_quotation(SOURCE, "[…]")
