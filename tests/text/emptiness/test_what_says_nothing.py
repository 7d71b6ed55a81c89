"""Which answers are set aside as saying nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.text.emptiness import says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "\n\t", "-", "–", "...", "?", "??", "n/a", "N/A.", "NA", "N / A", "None", "none.", "nil",
        "No comment", "No comments", "no further comments at this time", "I have no comment to make.",
        "Nothing to add.", "I have nothing further to add", "Don't know", "I don’t know", "I do not know, sorry",
        "Dunno", "idk", "Not sure", "I'm not sure really", "see above", "Please see above", "See previous answers",
        "As above", "Same as above.", "prefer not to say", "Not applicable", "No idea", "No opinion", "nothing",
        "Nothing else.", "No suggestions at the moment", "I can’t think of anything",
    ],
)  # fmt: skip
def test_a_stand_in_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "No", "Yes", "no!", "No, ban it", "Nothing was done", "None of them listened", "I don’t know why: ban it",
        "👍", "42", "Nothing about us without us", "See my doctor more often", "I was not sure they would believe me",
        "No comment on the first part, but the second is wrong", "Money", "禁止", "لا", "Nothing has changed",
        "No idea is too small", "Please see that this stops",
    ],
)  # fmt: skip
def test_an_answer_with_content_is_kept(text: str) -> None:
    assert not says_nothing(text)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert says_nothing(text) in (True, False)


@given(
    st.sampled_from(["n/a", "no comment", "see above", "don't know"]), st.sampled_from(["", " ", ".", "!", "…", "\n"])
)
def test_case_and_marks_around_a_stand_in_do_not_matter(words: str, around: str) -> None:
    assert says_nothing(around + words.upper() + around)
