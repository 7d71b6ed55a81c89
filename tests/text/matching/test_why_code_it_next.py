"""`next.csv` says of each answer what is doubtful about it, and calls nothing doubtful that is as good as sure."""

import re
from dataclasses import replace

import numpy as np
from library_consultation import ANSWERS, CODES

from heard.text.matching import match_answers
from heard.text.matching.grouping import cut_answers, word_code
from heard.text.matching.next_to_code import suggest
from heard.text.matching.scoring import Block, Scored


def scored(scores: list[float], subject: float = 0.9) -> Scored:
    """One answer of the consultation with these scores for its four codes."""
    wordings = tuple(word_code(code.label, code.description) for code in CODES)
    block = Block(ANSWERS[:1], CODES, (), (), cut_answers([ANSWERS[0].text]), cut_answers([]), wordings)
    vector = np.eye(1, 384, dtype=np.float32)
    one = np.array([subject], dtype=np.float32)
    places = np.zeros((1, 4), dtype=np.intp)
    return Scored(block, np.array([scores], dtype=np.float32), places, np.zeros(1, dtype=bool), one, vector)


def why(scores: list[float], threshold: float | None = 0.35, subject: float = 0.9) -> str:
    (suggestion,) = suggest([scored(scores, subject)], threshold)
    return suggestion.why


def test_a_code_that_is_as_good_as_sure_is_not_called_doubtful() -> None:
    said = why([0.88, 0.36, 0.01, 0.01])
    assert said == "It is doubtful whether “More books” applies, beside “Longer opening hours”, which seems to."


def test_two_doubtful_codes_may_both_apply() -> None:
    said = why([0.4, 0.36, 0.01, 0.01])
    assert said == "It is doubtful whether “Longer opening hours” applies, or “More books”, or both."


def test_where_each_answer_has_one_code_one_of_two_applies() -> None:
    assert why([0.5, 0.45, 0.03, 0.02], None) == "It is doubtful which applies: “Longer opening hours” or “More books”."


def test_where_nothing_is_near_a_stranger_is_told_from_an_answer_without_a_code() -> None:
    assert why([0.05, 0.04, 0.01, 0.01]).startswith("No code is near it")
    assert why([0.05, 0.04, 0.01, 0.01], subject=0.1).startswith("It seems to be about something else")


def test_what_is_said_to_be_doubtful_is_among_the_likely_codes() -> None:
    for suggestion in match_answers(ANSWERS, CODES).suggestions:
        named = set(re.findall(r"“(.+?)”", suggestion.why))
        assert named <= {code.label for code in suggestion.likely}


def test_an_answer_that_the_analyst_coded_is_not_suggested() -> None:
    done = replace(scored([0.5, 0.4, 0.3, 0.2]), by_analyst=np.ones(1, dtype=bool))
    assert suggest([done], 0.35) == ()
