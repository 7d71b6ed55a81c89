"""What exports of the usual programs are guessed to hold: shown to somebody, never acted on by itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.collect.channels.form_imports.guessing import (
    guess_age,
    guess_columns,
    guess_order,
    guess_region,
    guess_speaking,
    guess_value,
    says_who,
)
from heard.collect.channels.form_imports.rows import read_day
from heard.inquiry.contributors.states import AgeBand
from heard.inquiry.inquiries.models import Question
from heard.text.readers.reading import read_table_bytes

ASKED = [Question(number=1, text="What happened when you moved?"), Question(number=2, text="Who listened?")]
LONG = "They told me on the Friday and on the Monday I was somewhere else."


def guessed(data: str, name: str = "answers.csv") -> dict[str, str]:
    table = read_table_bytes(name, data.encode())
    cells = [[row.cells[number] for row in table.rows] for number in range(len(table.columns))]
    return dict(zip(table.columns, guess_columns(table.columns, cells, ASKED), strict=True))


def test_google_forms() -> None:
    found = guessed(
        "Timestamp,Username,What happened when you moved?,How old are you?,I agree that you may quote me\n"
        f"2026/05/04 10:11:12 am GMT+1,a@example.net,{LONG},18-25,Yes\n"
        f"2026/05/05 10:11:12 am GMT+1,b@example.net,{LONG} Again.,16-17,No\n"
    )
    assert list(found.values()) == ["day first", "dropped", "question 1", "age", "consent quote_unnamed"]


def test_survey_monkey_with_its_two_rows_of_heads() -> None:
    found = guessed(
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,Who listened?,Which apply to you?,,\n"
        ",,,,,,Open-Ended Response,In care,Left care,Other (please specify)\n"
        f"114000001,440,05/13/2026 09:00:00 AM,05/13/2026 09:10:00 AM,203.0.113.9,,{LONG},In care,,\n"
        f"114000002,440,05/02/2026 09:00:00 AM,05/02/2026 09:10:00 AM,203.0.113.10,,{LONG} Really.,,Left care,\n"
    )
    assert found["Respondent ID"] == "id"
    assert (found["Start Date"], found["End Date"]) == ("", "month first")
    assert found["IP Address"] == found["Email Address"] == "dropped"
    assert found["Who listened?"] == "question 2"
    assert found["Which apply to you? – In care"] == ""


@pytest.mark.parametrize(
    "head",
    ["Name", "E-mail", "What is your e-mail address? (optional)", "Please tell us your name", "IP Address", "Postcode"],
)
def test_a_head_that_asks_who_somebody_is_is_known(head: str) -> None:
    assert says_who(head, ["anything"])


@pytest.mark.parametrize(
    "head", ["Name one thing that should change", "Who listened?", "Was the address kept from you?"]
)
def test_a_head_that_only_has_such_a_word_in_it_is_not(head: str) -> None:
    assert not says_who(head, ["anything"])


def test_a_column_of_addresses_is_dropped_whatever_its_head() -> None:
    assert says_who("Contact", ["a@example.net", "b@example.net", "none"])
    assert says_who("Source", ["203.0.113.9", "2001:db8:0:0:0:0:0:1"])
    assert not says_who("What is it like?", ["write to a@example.net", "fine"])


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ("12", "under 13"),
        ("Under 13", "under 13"),
        ("13-15", "13–15"),
        ("14", "13–15"),
        ("16 to 17", "16–17"),
        ("18–25", "18–25"),
        ("19-24 years", "18–25"),
        ("26+", "26 and over"),
        ("Over 40", "26 and over"),
        ("Under 18", ""),
        ("18-30", ""),
        ("25+", ""),
        ("prefer not to say", ""),
    ],
)
def test_an_age_is_guessed_only_where_it_fits_one_band(said: str, band: str) -> None:
    assert guess_age(said) == band


@given(st.integers(0, 120))
def test_every_age_has_its_band(age: int) -> None:
    limits = {"under 13": (0, 12), "13–15": (13, 15), "16–17": (16, 17), "18–25": (18, 25), "26 and over": (26, 150)}
    low, high = limits[AgeBand(guess_age(str(age))).value]
    assert low <= age <= high


def test_a_region_and_who_is_speaking_are_guessed_by_their_words() -> None:
    assert guess_region("the North West of England") == "North West"
    assert guess_region("Yorkshire and the Humber") == "Yorkshire and the Humber"
    assert guess_region("abroad") == ""
    assert guess_speaking("A care-experienced young person") == "own experience"
    assert guess_speaking("A professional who works with children") == "professional"
    assert guess_speaking("On behalf of my daughter") == "on behalf of someone"


@pytest.mark.parametrize("yes", ["Yes", "yes, I agree", "TRUE", "1", "I consent", "Agree", "✓"])
def test_a_yes_is_guessed(yes: str) -> None:
    assert guess_value("consent analyse", yes) == "yes"


@pytest.mark.parametrize(
    "no", ["No", "I do not agree", "FALSE", "0", "Yes, but do not quote me", "Disagree", "maybe", ""]
)
def test_what_is_not_plainly_a_yes_is_none(no: str) -> None:
    assert guess_value("consent analyse", no) == ""


def test_days_are_read_in_the_order_that_was_said() -> None:
    assert read_day("04/05/2026 10:11", day_first=True) == date(2026, 5, 4)
    assert read_day("04/05/2026 10:11 AM", day_first=False) == date(2026, 4, 5)
    assert read_day("2026-05-04T10:11:12Z", day_first=False) == date(2026, 5, 4)
    assert read_day("4.5.26", day_first=True) == date(2026, 5, 4)
    assert read_day("31/02/2026", day_first=True) is None
    assert read_day("last week", day_first=True) is None
    assert guess_order(["04/05/2026", "05/13/2026"]) == "month first"
    assert guess_order(["04/05/2026", "13/05/2026"]) == guess_order(["04/05/2026"]) == "day first"


@given(st.text(max_size=40))
def test_no_cell_makes_reading_a_day_fall_over(cell: str) -> None:
    for day_first in (True, False):
        assert read_day(cell, day_first=day_first) is None or cell.strip()[:1].isdigit()
