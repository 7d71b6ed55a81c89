"""Reading ages are what the published formulas give, and the sentences that raise them are named with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.text.reading_age import flesch_kincaid, measure_reading_age, smog, syllables_in
from heard.text.reading_age.passive import passive_in


def test_flesch_kincaid_as_published() -> None:
    """The least grade there can be, and a sentence much used to explain the formula, of grade 11.3."""
    assert flesch_kincaid(words=1, sentences=1, syllables=1) == pytest.approx(-3.40)
    # “The Australian platypus is seemingly a hybrid of a mammal and reptilian creature”: 13 words, 24 syllables.
    assert flesch_kincaid(words=13, sentences=1, syllables=24) == pytest.approx(11.3, abs=0.05)


# The conversion table that goes with McLaughlin's paper: long words in thirty sentences, and the grade they stand for.
@pytest.mark.parametrize(
    ("least", "most", "grade"),
    [(3, 6, 5), (7, 12, 6), (13, 20, 7), (21, 30, 8), (31, 42, 9), (43, 56, 10), (57, 72, 11)],
)
def test_smog_is_never_a_grade_from_the_conversion_table(least: int, most: int, grade: int) -> None:
    """The table adds 3 to the root of the nearest square; the formula was fitted."""
    assert abs(smog(least, 30) - grade) < 1
    assert abs(smog(most, 30) - grade) < 1


def test_an_age_is_a_grade_and_five_years() -> None:
    text = "The cat sat on the mat. " * 30
    measured = measure_reading_age(text)
    assert (measured.sentences, measured.words) == (30, 180)
    assert measured.flesch_kincaid == round(flesch_kincaid(180, 30, 180) + 5, 1)
    assert measured.smog == round(3.1291 + 5, 1)


def test_smog_is_not_given_for_a_few_sentences() -> None:
    assert measure_reading_age("The cat sat on the mat. " * 9).smog is None


EASY = "We listened to you. You told us what it is like. Some of you had to move a lot. "
HARD = "Notwithstanding considerable organisational difficulties, multiple placement disruptions were experienced. "


def test_the_sentence_that_raises_it_most_comes_first_with_its_reasons() -> None:
    text = EASY * 3 + HARD + EASY * 3
    [hardest, *_] = measure_reading_age(text).hardest
    assert hardest.span.of(text) == HARD.strip()
    assert hardest.reasons == (
        "It has 7 long words: “Notwithstanding”, “considerable”, “organisational”, “difficulties”, “multiple”, "
        "“disruptions” and 1 more.",
        "It tells what was done and not who did it: “were experienced”.",
    )
    without = measure_reading_age(EASY * 6).flesch_kincaid
    with_it = measure_reading_age(text).flesch_kincaid
    assert without is not None
    assert with_it is not None
    assert hardest.raises == pytest.approx(with_it - without, abs=0.11)


def test_a_long_sentence_of_short_words_is_told_of() -> None:
    text = EASY + "I went to the shop and then I saw my friend and we had a talk and then he said that he had to go."
    [hardest] = measure_reading_age(text).hardest
    assert hardest.reasons == ("It is long: 25 words.",)


def test_easy_words_have_no_hard_sentences() -> None:
    assert measure_reading_age(EASY * 4).hardest == ()


def test_headings_and_points_of_a_list_end_sentences() -> None:
    text = "What you told us\n\nYou said:\n- you want to stay near your school\n- you want to see your friends\n- a say"
    assert measure_reading_age(text).sentences == 5


def test_an_address_is_not_a_word() -> None:
    with_it = measure_reading_age(
        "Tell us at https://www.example.org/tell-us-what-you-think or words@example.org today."
    )
    assert with_it.words == 5


def test_lines_wrapped_in_a_paragraph_do_not() -> None:
    assert measure_reading_age("We listened to what\nyou told us last\nsummer.").sentences == 1


@pytest.mark.parametrize("text", ["", "  \n ", "…", "---"])
def test_without_words_there_is_no_age(text: str) -> None:
    measured = measure_reading_age(text)
    assert (measured.words, measured.flesch_kincaid, measured.smog, measured.hardest) == (0, None, None, ())


@given(st.text(max_size=200))
def test_any_text_is_measured_and_spans_lie_in_it(text: str) -> None:
    measured = measure_reading_age(text)
    assert all(hard.span.of(text).strip() and hard.raises >= 0 for hard in measured.hardest)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("care", 1), ("moved", 1), ("wanted", 2), ("table", 2), ("tables", 2), ("social", 2), ("worker", 2),
        ("children", 2), ("placement", 2), ("organisation", 5), ("safeguarding", 3), ("inquiry", 3), ("family", 3),
        ("recommendation", 5), ("going", 2), ("easier", 3), ("theatre", 3), ("don’t", 1), ("care-experienced", 5),
        ("12", 2), ("qualities", 3), ("friend", 1), ("patient", 2),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables_in(word) == count


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("I was moved to Leeds.", "was moved"),
        ("They weren’t told about it.", "weren’t told"),
        ("She had been badly treated.", "been badly treated"),
        ("I was tired and scared.", ""),
        ("I was moved by my social worker.", ""),
        ("They moved me.", ""),
    ],
)
def test_who_did_it_is_missing(sentence: str, passive: str) -> None:
    assert passive_in(sentence) == passive


def test_letters_without_a_space_are_one_word_and_looked_at_once() -> None:
    """A pattern that begins anew at each of them would take minutes."""
    assert measure_reading_age("x" * 200_000).words == 1
