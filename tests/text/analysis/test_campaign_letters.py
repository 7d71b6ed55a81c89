"""Near-identical answers are counted once in a theme, and told of."""

from collections.abc import Callable

from moving_answers import ANSWERS, LETTER

from heard.text.analysis.accounting import Outcome
from heard.text.analysis.output_files import analysis_as_json
from heard.text.analysis.report import render_report
from heard.text.analysis.result import Analysis

SENT = [LETTER, LETTER + " Thank you.", LETTER.upper(), LETTER.replace("twenty five", "twenty-five")]


def test_a_letter_sent_by_many_is_one_answer_and_its_repeats(analyse_answers: Callable[..., Analysis]) -> None:
    analysis = analyse_answers([*ANSWERS, *SENT])
    assert analysis.accounting.duplicates == len(SENT) - 1
    [letter] = analysis.letters
    assert letter.first == f"r{len(ANSWERS)}"
    assert letter.count == len(SENT)


def test_a_repeat_has_the_theme_of_the_answer_it_repeats(analyse_answers: Callable[..., Analysis]) -> None:
    analysis = analyse_answers([*SENT, *ANSWERS])
    first, *repeats = analysis.placings[: len(SENT)]
    assert {placing.theme for placing in repeats} == {first.theme}
    assert {placing.outcome for placing in repeats} == {Outcome.DUPLICATE}
    assert {placing.repeats for placing in repeats} == {"r0"}


def test_a_theme_counts_a_letter_once_and_says_how_many_sent_it(analyse_answers: Callable[..., Analysis]) -> None:
    analysis = analyse_answers([*ANSWERS, *[ANSWERS[0]] * 30], themes=1)
    [theme] = [theme for theme in analysis.themes if theme.id == analysis.placings[0].theme]
    assert theme.size <= len(ANSWERS)
    assert theme.answers == theme.size + 30


def test_the_report_shows_the_shared_text_and_its_number(analyse_answers: Callable[..., Analysis]) -> None:
    report = render_report(analyse_answers([*ANSWERS, *SENT]))
    assert "Answers that repeat one another" in report
    assert "4 times, in" in report


def test_repeats_are_listed_in_the_result(analyse_answers: Callable[..., Analysis]) -> None:
    result = analysis_as_json(analyse_answers([*SENT, *ANSWERS]))
    assert result["letters"] == [
        {"first": "r0", "repeats": ["r1", "r2", "r3"], "theme": result["segments"][0]["theme"]}
    ]


OWN = "My own brother was sent away on his birthday and slept in a car."


def test_what_people_added_to_a_letter_is_shown_with_its_place(analyse_answers: Callable[..., Analysis]) -> None:
    analysis = analyse_answers([*ANSWERS, LETTER, LETTER, f"{OWN} {LETTER}", f"{LETTER}\nEfua Marsh"])
    report = render_report(analysis)
    assert "Of the 3 others 1 put in words of their own, which no theme holds. Some of them:" in report
    assert f">{OWN}</p></blockquote>" in report
    assert f"<mark>{OWN}</mark>" in report


def test_where_nobody_added_anything_nothing_is_said_of_it(analyse_answers: Callable[..., Analysis]) -> None:
    assert "words of their own" not in render_report(analyse_answers([*ANSWERS, *SENT]))
