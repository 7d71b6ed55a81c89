import pytest
from tests.text.deidentification.finding import found, is_hidden, words_found_by

from heard.text.deidentification.addresses import find_addresses


@pytest.mark.parametrize(
    "postcode", ["SY8 1ZZ", "SY81ZZ", "ne8 1xx", "EC1A 1BB", "W1A 0AX", "m1 1ae", "BT1 5GS", "GIR 0AA", "SE15", "NE8"]
)
def test_a_postcode_is_found_whole_or_by_its_district(postcode: str) -> None:
    assert is_hidden(f"i live near {postcode} now", postcode)


@pytest.mark.parametrize(
    "address",
    [
        "27 alder close",
        "3 Tannery Lane",
        "41b Gasworks Row",
        "Flat 6, 118 Mortimer Street",
        "station road",
        "Cressingham Gardens",
        "9 Shear Brow Road",
        "12 Raby Gdns",
    ],
)
def test_a_street_is_found_with_and_without_a_number(address: str) -> None:
    assert is_hidden(f"we lived on {address} then", address, fast="Gdns" not in address)


@pytest.mark.parametrize(
    "text",
    [
        "walk down the street",
        "on the main road",
        "a long way home",
        "close to home",
        "im15 2nd time",
        "on the M1 and the A40",
        "year 9 at 2pm",
        "it was a dead end",
    ],
)
def test_roads_in_general_and_small_codes_are_no_addresses(text: str) -> None:
    assert not words_found_by(find_addresses, text)


def test_an_address_its_town_and_its_postcode_are_one() -> None:
    assert found("I live at 3 Tannery Lane, Ludlow SY8 1ZZ.")["3 Tannery Lane, Ludlow SY8 1ZZ"] == "address"
