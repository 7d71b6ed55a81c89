"""Where answers and codes have groups, an answer meets only the codes of its own."""

from dataclasses import replace

from library_consultation import ANSWERS, CODES

from heard.text.matching import Outcome, match_answers

HERE = [replace(code, group="here") for code in CODES[:2]]
THERE = [replace(code, group="there") for code in CODES[2:]]


def test_an_answer_meets_the_codes_of_its_own_group_and_no_other() -> None:
    answers = [replace(answer, group="here" if number % 2 else "there") for number, answer in enumerate(ANSWERS)]
    matching = match_answers(answers, [*HERE, *THERE])
    assert matching.matches
    assert all(match.answer.group == match.code.group for match in matching.matches)


def test_the_same_code_in_two_groups_is_two_codes() -> None:
    answers = [replace(answer, group=group) for answer in ANSWERS[:4] for group in ("here", "there")]
    codes = [replace(code, group=group) for code in CODES for group in ("here", "there")]
    matching = match_answers(answers, codes)
    assert len(matching.matches) == 4 * 4 * 2
    assert all(match.answer.group == match.code.group for match in matching.matches)


def test_an_answer_whose_group_has_no_codes_has_none() -> None:
    (coded,) = match_answers([replace(ANSWERS[0], group="elsewhere")], HERE).coded
    assert coded.outcome is Outcome.NONE
