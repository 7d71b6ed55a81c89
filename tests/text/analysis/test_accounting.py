"""Every answer is in the result exactly once, and the sum says so."""

import csv
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moving_answers import ANSWERS, LETTER, NOTHING

from heard.text.analysis import Request, analyse
from heard.text.analysis.accounting import Accounting, tell_accounting
from heard.text.analysis.output_files import analysis_as_json
from heard.text.analysis.result import Analysis

answers = st.lists(
    st.one_of(
        st.sampled_from([*ANSWERS, *NOTHING, LETTER, LETTER.replace("twenty five", "25")]),
        st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60),
    ),
    min_size=1,
    max_size=40,
)


def analyse_texts(texts: list[str]) -> Analysis:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("ref", "answer"), *((f"r{n}", text) for n, text in enumerate(texts))])
        return analyse(Request(paths=(path,), column="answer", id_column="ref"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=answers)
def test_every_answer_is_themed_unplaced_empty_or_a_repeat(texts: list[str]) -> None:
    result = analysis_as_json(analyse_texts(texts))
    accounting = result["accounting"]
    assert accounting["segments"] == len(texts) == len(result["segments"])
    assert accounting["segments"] == sum(accounting[name] for name in ("themed", "none", "empty", "duplicates"))
    assert [segment["text"] for segment in result["segments"]] == texts
    assert sum(theme["size"] for theme in result["themes"]) == accounting["themed"]
    assert accounting["unreadable"] == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=answers)
def test_the_words_of_every_quotation_stand_in_its_answer(texts: list[str]) -> None:
    result = analysis_as_json(analyse_texts(texts))
    segments = {segment["id"]: segment for segment in result["segments"]}
    for theme in result["themes"]:
        for quotation in [*theme["quotations"], *theme["dissenting"]]:
            segment = segments[quotation["segment"]]
            assert segment["theme"] == theme["id"]
            assert quotation["text"] == segment["text"][quotation["start"] : quotation["end"]] != ""


def test_a_sum_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(AssertionError, match="add up"):
        Accounting(segments=10, themed=5, none=2, empty=1, duplicates=1, unreadable=0)


def test_what_says_nothing_is_set_aside_and_counted(analyse_answers: Callable[..., Analysis]) -> None:
    analysis = analyse_answers([*ANSWERS, *NOTHING])
    assert analysis.accounting.empty == len(NOTHING)
    assert [placing.theme for placing in analysis.placings[len(ANSWERS) :]] == [None] * len(NOTHING)


def test_the_sum_is_told_in_one_sentence() -> None:
    accounting = Accounting(segments=1204, themed=1062, none=61, empty=43, duplicates=38, unreadable=0)
    assert tell_accounting(accounting, 14) == (
        "Of 1,204 answers, 1,062 are in 14 themes, 61 fit no theme, 43 say nothing "
        "and 38 repeat others almost word for word."
    )


def test_answers_of_single_words_are_counted_and_the_reader_is_told_that_they_make_no_theme(
    analyse_answers: Callable[..., Analysis],
) -> None:
    words = ["Money", "money", "Time", "Housing", "rent", "My phone", "Money", "Friends"]
    analysis = analyse_answers(words)
    assert any(
        warning.startswith("8 of 8 answers that say something are of one or two words") for warning in analysis.warnings
    )
    assert sum(letter.count for letter in analysis.letters) == 3


def test_a_few_short_answers_among_sentences_are_no_cause_for_a_warning(
    analyse_answers: Callable[..., Analysis],
) -> None:
    analysis = analyse_answers([*ANSWERS, "Money", "Housing"])
    assert not any("one or two words" in warning for warning in analysis.warnings)
