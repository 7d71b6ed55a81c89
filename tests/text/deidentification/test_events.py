import pytest
from tests.text.deidentification.finding import words_found_by

from heard.text.deidentification.events import find_events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("my uncle took his own life", "took his own life"),
        ("he was trafficked into a farm", "was trafficked"),
        ("she is in a coma", "in a coma"),
        ("I was born in a convent", "born in a convent"),
        ("he is a refugee from Homs", "a refugee from Homs"),
        ("the third of eleven", "the third of eleven"),
        ("her mum was a recovering addict", "a recovering addict"),
        ("she won the national schools chess cup", "won the national schools chess cup"),
    ],
)
def test_what_few_have_been_through_is_found(text: str, event: str) -> None:
    assert event in words_found_by(find_events, text)


@pytest.mark.parametrize(
    "text", ["the first of many", "i was born here", "we won", "refugees need homes", "they found it in the office"]
)
def test_what_many_have_been_through_is_let_stand(text: str) -> None:
    assert not words_found_by(find_events, text)
