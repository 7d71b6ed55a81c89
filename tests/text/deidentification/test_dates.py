import pytest
from tests.text.deidentification.finding import found_by, words_found_by

from heard.text.deidentification.dates import find_dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on 12/03/2023 they came", "12/03/2023"),
        ("Excluded 09.02.22 again", "09.02.22"),
        ("seen 2019-11-22.", "2019-11-22"),
        ("on the third of November.", "the third of November"),
        ("contact on 14th february then", "14th february"),
        ("It was March the second, I", "March the second"),
        ("not home since Sunday 5 May.", "Sunday 5 May"),
        ("starts Monday 4 September?", "Monday 4 September"),
        ("died on 1 August 2014", "1 August 2014"),
        ("got out in march 2021 and", "march 2021"),
        ("since Easter 2022", "Easter 2022"),
        ("w/c 6 Nov.", "w/c 6 Nov"),
        ("they moved me on boxing day", "boxing day"),
        ("i came 2017 on a lorry", "2017"),
        ("adopted 09/2012 by them", "09/2012"),
        ("In May last year I saw", "May last year"),
        ("on tues 7/2 she rang", "tues 7/2"),
        ("closed in 2016.", "2016"),
        ("since nineteen eighty-six and", "nineteen eighty-six"),
        ("in two thousand and nine we", "two thousand and nine"),
        ("you've got till the nineteenth.", "the nineteenth"),
        ("the year 2018/19 was", "2018/19"),
    ],
)
def test_a_date_of_somebodys_life_is_found(text: str, date: str) -> None:
    assert date in words_found_by(find_dates, text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("born on 4/6/08", "4/6/08"),
        ("DOB 17 October 2010", "17 October 2010"),
        ("dob: 03112011", "03112011"),
        ("my birthday is the 9th of may", "the 9th of may"),
        ("date of birth is 29.2.60", "29.2.60"),
    ],
)
def test_a_date_of_birth_identifies_by_itself(text: str, date: str) -> None:
    assert (date, "date_of_birth") in found_by(find_dates, text)


@pytest.mark.parametrize(
    "text",
    [
        "my social worker left in may and the new one started in june",
        "pizza friday was lit",
        "the Children Act 1989",
        "always 5pm on a friday",
        "may 2 of us speak",
        "i marched 3 miles",
        "on the third floor",
    ],
)
def test_a_month_a_weekday_or_an_act_is_no_date(text: str) -> None:
    assert not words_found_by(find_dates, text)
