import random

import pytest
from tests.text.deidentification.finding import found_by, is_hidden, words_found_by

from heard.text.deidentification.numbers import find_official_numbers, luhn_fits, nhs_check_digit_fits


@pytest.mark.parametrize(
    ("text", "words", "category"),
    [
        ("my NI is QQ 12 34 56 C ok", "QQ 12 34 56 C", "national_insurance"),
        ("it was jg103759a on the form", "jg103759a", "national_insurance"),
        ("NI: JS-44-10-92-B", "JS-44-10-92-B", "national_insurance"),
        ("nhs number 943 476 5919", "943 476 5919", "nhs_number"),
        ("the number is 9434765919.", "9434765919", "nhs_number"),
        ("passport 533104782 was lost", "533104782", "passport"),
        ("Passport GBR 925076473 seen", "GBR 925076473", "passport"),
        ("licence TRANT610210O99AB here", "TRANT610210O99AB", "driving_licence"),
        ("silver Corsa LN19 KVR at the gate", "LN19 KVR", "vehicle"),
        ("van reg yk66plo", "yk66plo", "vehicle"),
        ("an old car, P482 XGH", "P482 XGH", "vehicle"),
        ("Belfast plate JAZ 4821", "JAZ 4821", "vehicle"),
        ("UPN H801200001001", "H801200001001", "pupil_number"),
        ("ULN 1089442376", "1089442376", "pupil_number"),
        ("sort code 20-45-77 account 41883920", "20-45-77", "bank"),
        ("sort code 20-45-77 account 41883920", "41883920", "bank"),
        ("card 4929 1234 5678 9015", "4929 1234 5678 9015", "bank"),
        ("IBAN GB33 BUKB 2020 1555 5555 55", "GB33 BUKB 2020 1555 5555 55", "bank"),
        ("court case ZE21C00417", "ZE21C00417", "reference"),
        ("[2019] EWFC 12 (Fam)", "[2019] EWFC 12 (Fam)", "reference"),
        ("URN 01AB1234567", "01AB1234567", "reference"),
        ("case ref CLA/2019/0447.", "CLA/2019/0447", "reference"),
        ("my case number is LCS-448213", "LCS-448213", "reference"),
        ("complaint COM-22-01983 was closed", "COM-22-01983", "reference"),
        ("application (no. 18403/91)", "no. 18403/91", "reference"),
        ("collar number 4471", "4471", "reference"),
    ],
)
def test_a_number_is_known_by_its_form_or_its_introduction(text: str, words: str, category: str) -> None:
    assert (words, category) in found_by(find_official_numbers, text)
    assert is_hidden(text, words)


@pytest.mark.parametrize(
    "text",
    [
        "yr10 and yr11 were the worst",
        "we waited 3 months and then 12 weeks",
        "recommendations 3, 7 and 12",
        "in case 100 people come",
        "the Children Act 1989",
        "it cost 1,250,000 pounds",
        "2019-20 was a bad year",
    ],
)
def test_quantities_and_years_are_no_numbers_of_anybody(text: str) -> None:
    assert not words_found_by(find_official_numbers, text)


def test_an_nhs_number_has_a_check_digit() -> None:
    assert nhs_check_digit_fits("943 476 5919")
    assert not nhs_check_digit_fits("943 476 5918")
    assert not nhs_check_digit_fits("000 000 0000")


def test_a_card_number_has_a_check_digit() -> None:
    assert luhn_fits("4929 1234 5678 9015") is True
    assert luhn_fits("4929 1234 5678 9012") is False


def nhs_number(chance: random.Random) -> str:
    while True:
        digits = [chance.randint(0, 9) for _ in range(9)]
        check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def test_every_well_made_nhs_number_is_found_in_every_spacing() -> None:
    chance = random.Random(4)
    for _ in range(60):
        number = nhs_number(chance)
        for written in (number, f"{number[:3]} {number[3:6]} {number[6:]}", f"{number[:3]}-{number[3:6]}-{number[6:]}"):
            assert is_hidden(f"they wrote {written} on my wrist", written)
