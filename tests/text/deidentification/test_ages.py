import pytest
from tests.text.deidentification.finding import found, is_hidden, words_found_by

from heard.text.deidentification.ages import find_ages


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("im 15 and ive had 9 placements", "15"),
        ("I was a 17 year old boy", "17 year old"),
        ("she's thirty-four, she", "thirty-four"),
        ("when i was six i saw", "six"),
        ("i turned eighteen and got a bin bag", "eighteen"),
        ("had a baby at fourteen.", "fourteen"),
        ("(care-experienced, 23) wants", "23"),
        ("Amina, 17, from there", "17"),
        ("my lads, fourteen and sixteen", "fourteen and sixteen"),
        ("it was when chloe was two and a half we", "two and a half"),
        ("my brother was 5 months.", "5 months"),
        ("i was 3 yrs old", "3 yrs old"),
        ("aged 9 and scared", "9"),
        ("Young person 14yo said", "14yo"),
        ("the youngest 13", "13"),
        ("i was twelve right", "twelve"),
        ("in year 9 at school", "year 9"),
        ("in yr 10.", "yr 10"),
        ("16F placed far", "16F"),
        ("I was, like, fourteen, by myself", "fourteen"),
        ("She'd be, what, seventy-two now", "seventy-two"),
        ("I saw a girl of 12, with her carer", "12"),
        ("he was 17 and 3 months", "17 and 3 months"),
        ("two at home, one 17, one gone", "17"),
        ("she had me when she wa 14", "14"),
        ("Age assessment: claims 16, from far", "16"),
        ("aged 9¾", "9¾"),
        ("pregnant at 14 n they blamed me", "14"),
        ("in her late thirties then", "late thirties"),
        ("the day Ameen turned eighteen he", "eighteen"),
    ],
)
def test_an_age_is_found_in_figures_and_words(text: str, age: str) -> None:
    assert any(age in words for words in words_found_by(find_ages, text))


@pytest.mark.parametrize(
    "text",
    [
        "i moved 6 times in 4 years its a joke",
        "We waited about six weeks and then another two months after that.",
        "can someone tell me what happens at 18",
        "when you turn 18 they forget you",
        "Children aged 16 and 17 need homes",
        "i had 12 social workers in 10 years",
        "it was one of those days",
        "i was 10 minutes late",
        "ten of us in a room",
        "always 5pm when they move u",
        "recommendations (3, 7)",
        "she used to lock the kitchen at 8",
        "i was there til 4",
        "a mother of six came",
        "there were 14 different schools",
        "the caseload is 27",
        "I would rate it 2 out of 10",
        "page 12 says so",
        "support should last until 25, not stop at 18",
    ],
)
def test_durations_counts_and_ages_of_the_law_are_nobodys_age(text: str) -> None:
    assert not words_found_by(find_ages, text)


def test_a_bare_number_beside_somebody_is_an_age() -> None:
    text = "my bro 7 my sister 4 and Alfie 3"
    assert found(text)["7"] == found(text)["4"] == found(text)["3"] == "age"


def test_bare_ages_in_a_list_are_found() -> None:
    text = "theres 4 of us 12, 9, 7 and the baby"
    assert is_hidden(text, "12, 9, 7")
