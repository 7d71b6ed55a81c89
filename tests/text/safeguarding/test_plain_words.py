"""Words as they are meant."""

import pytest

from heard.text.safeguarding.plain_words import plain_words
from heard.text.safeguarding.signs import all_signs, signs_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I DON’T want u 2 know", "i dont want you 2 know"),
        ("im gonna run away", "im going to run away"),
        ("plssss dnt tell any1", "please dont tell anyone"),
        ("", ""),
    ],
)
def test_text_speak_is_written_out(text: str, words: str) -> None:
    assert " ".join(plain_words(text)) == words


def test_a_sign_says_what_kind_it_is() -> None:
    assert "being hurt" in [sign.kind for sign in signs_in(plain_words("My stepdad hits me when nobody is in"))]


def test_signs_are_whole_words() -> None:
    assert not signs_in(["therapist"])


def test_every_line_of_the_list_is_a_sign_under_a_kind() -> None:
    assert len(all_signs()) > 200
    assert all(sign.kind for sign in all_signs())
