"""A quotation is somebody's exact words: a short answer whole, whole sentences of a long one."""

from hypothesis import given
from hypothesis import strategies as st
from moving_answers import ANSWERS

from heard.text.analysis.quotations import MOST_WORDS, quote_answer, quote_for_theme
from heard.text.analysis.result import Answer
from heard.text.spans import Span

LONG = " ".join(f"{answer}." for answer in ANSWERS)


def answer(text: str, start: int = 0) -> Answer:
    return Answer("a", "1", Span(start, start + len(text)), text, "row 2", reading=text)


@given(text=st.text(min_size=1, max_size=900).filter(str.strip), start=st.integers(0, 10_000))
def test_the_words_are_exactly_those_at_its_offsets(text: str, start: int) -> None:
    quotation = quote_answer(answer(text, start), ["brother"])
    assert quotation.text == text[quotation.span.start - start : quotation.span.end - start]
    assert quotation.text.strip()
    assert quotation.text == quotation.text.rstrip()


def test_a_short_answer_is_quoted_whole() -> None:
    assert quote_answer(answer(f"  {ANSWERS[0]}\n"), []).text == ANSWERS[0]


def test_a_long_answer_is_quoted_by_the_sentences_that_say_what_the_theme_says() -> None:
    quotation = quote_answer(answer(LONG), ["brother", "sister"])
    assert "brother" in quotation.text
    assert len(quotation.text.split()) <= MOST_WORDS
    assert quotation.text.endswith(".")


def test_a_sentence_is_never_cut() -> None:
    endless = "and then they moved me " * 60
    assert quote_answer(answer(endless), []).text == endless.strip()


def test_the_first_line_of_a_poem_keeps_its_indentation() -> None:
    poem = "  I was the girl\n    with the bin bag"
    assert quote_answer(answer(f"\n{poem}\n"), []).text == poem


def test_a_theme_is_shown_by_words_that_stand_alone() -> None:
    text = "As I said above, they did. This is why I left. My brother was moved a hundred miles away from me."
    assert quote_for_theme(answer(text, 7), ["brother"]).text == "My brother was moved a hundred miles away from me."
    assert quote_for_theme(answer(text, 7), []).span == Span(7 + text.index("My"), 7 + len(text))


def test_an_answer_without_words_that_stand_alone_is_quoted_all_the_same() -> None:
    assert quote_for_theme(answer(" Yes "), ["brother"]).text == "Yes"
