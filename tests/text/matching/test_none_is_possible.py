"""“None” is an answer: what no code is about gets no code, and what says nothing is not asked."""

from library_consultation import ANSWERS, CODES

from heard.text.matching import Code, Outcome, match_answers

MATCHING = match_answers(ANSWERS, CODES)
OUTCOMES = {coded.answer.id: coded for coded in MATCHING.coded}


def test_an_answer_about_something_else_has_no_code() -> None:
    assert OUTCOMES["a9"].outcome is Outcome.NONE
    assert OUTCOMES["a9"].none > 0.5


def test_an_answer_that_says_what_a_code_says_has_it() -> None:
    accepted = {(match.answer.id, match.code.id) for match in MATCHING.matches if match.accepted}
    assert {("a5", "hours"), ("a2", "books"), ("a3", "warm"), ("a4", "bus")} <= accepted


def test_an_answer_that_says_nothing_meets_no_code() -> None:
    assert OUTCOMES["a10"].outcome is Outcome.EMPTY
    assert not [match for match in MATCHING.matches if match.answer.id == "a10"]


def test_a_code_for_whatever_fits_no_other_takes_exactly_those() -> None:
    other, silent = Code("x", "None of the above"), Code("y", "No reason given")
    matching = match_answers(ANSWERS, (*CODES, other, silent))
    accepted = {
        match.answer.id: match.code.id for match in matching.matches if match.accepted and match.code in (other, silent)
    }
    without = {coded.answer.id for coded in matching.coded if coded.outcome is Outcome.NONE}
    assert "a9" in without
    assert accepted == dict.fromkeys(without, "x") | {"a10": "y"}


def test_lost_letters_are_unreadable_and_not_none() -> None:
    from heard.text.matching import Answer

    (coded,) = match_answers([Answer("1", "\ufffd\ufffd\ufffdt \ufffd\ufffd", 2)], CODES).coded
    assert coded.outcome is Outcome.UNREADABLE
