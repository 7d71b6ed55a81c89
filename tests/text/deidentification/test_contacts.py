import pytest
from tests.text.deidentification.finding import found, found_by, is_hidden, words_found_by

from heard.text.deidentification.contacts import find_contacts


@pytest.mark.parametrize(
    "number",
    [
        "07700900314",
        "07700 900314",
        "07700 900 314",
        "07700-900-314",
        "077 00 90 03 14",
        "0 7 7 0 0 9 0 0 3 1 4",
        "+447700900314",
        "+44 7700 900314",
        "+44 (0)7700 900 314",
        "0044 7700 900314",
        "(01632) 960417",
        "01632 960 417",
        "020 7946 0018",
        "0161 496 0345",
        "028 9649 6123",
        "01632 960999 ext 214",
        "+33 1 99 00 12 34",
        "oh7700 900 555",
    ],
)
def test_a_telephone_number_is_found_in_every_spacing(number: str) -> None:
    text = f"ring me on {number} after 4"
    assert is_hidden(text, number)
    assert "phone" in {category for _, category in found_by(find_contacts, text)}


def test_a_telephone_number_written_in_one_is_no_reference() -> None:
    assert found("ring me on 07700900123 after 4") == {"07700900123": "phone"}


def test_a_number_read_out_is_a_telephone_number() -> None:
    words = "oh seven seven double oh nine hundred one two three"
    assert (words, "phone") in found_by(find_contacts, f"They rang me on {words}, I remember")


@pytest.mark.parametrize(
    "address",
    [
        "t.adewale@greenbank.example",
        "o’shea_9@mail.example.org",
        "kai dot morgan at proton dot me",
        "bola [at] sons [dot] co [dot] uk",
    ],
)
def test_an_e_mail_address_is_found_however_it_is_written(address: str) -> None:
    assert is_hidden(f"my email is {address} thanks", address)


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("add me @not.ur.kezia pls", "@not.ur.kezia"),
        ("add me on snap lil.maz_07", "lil.maz_07"),
        ("insta = jaydendoesnotcare", "jaydendoesnotcare"),
        ("he is kdog#4471 on there", "kdog#4471"),
        ("add its_kaydee or kd.official", "kd.official"),
        ("my tiktok is popstarrxo", "popstarrxo"),
    ],
)
def test_a_handle_is_found_with_and_without_its_sign(text: str, handle: str) -> None:
    assert is_hidden(text, handle)


@pytest.mark.parametrize(
    "text",
    ["i was on insta everyone was", "they took my snap away", "it ended.then we left", "user involvement matters"],
)
def test_talk_about_networks_is_no_handle(text: str) -> None:
    assert not words_found_by(find_contacts, text)


def test_a_profile_is_found_and_an_official_site_is_not() -> None:
    assert found_by(find_contacts, "see https://www.facebook.com/huws.story.2018.") == {
        ("https://www.facebook.com/huws.story.2018", "url")
    }
    assert not words_found_by(find_contacts, "see https://www.gov.uk/children-act for that")


@pytest.mark.parametrize(
    "text", ["we got £2500000 in cuts", "in 2019 and 2020 and 2021", "from 1997 to 2004", "1 2 3 4"]
)
def test_sums_and_years_are_no_telephone_numbers(text: str) -> None:
    assert not words_found_by(find_contacts, text)
