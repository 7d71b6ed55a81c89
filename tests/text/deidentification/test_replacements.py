import pytest

from heard.text.deidentification import Replacements, deidentify


def redacted(*texts: str) -> list[str]:
    return [redaction.redacted for redaction in deidentify(texts, fast=True)]


def test_the_same_person_has_the_same_replacement_in_every_text() -> None:
    first, second = redacted("my sister kayleigh cried", "Kayleigh's bag was lost")
    assert first == "my sister [sister] cried"
    assert second == "[sister]'s bag was lost"


def test_a_second_sister_has_a_number() -> None:
    assert redacted("my sister kayleigh left", "my sister shanice stayed")[1] == "my sister [sister 2] stayed"


def test_a_longer_form_of_a_name_is_the_same_person() -> None:
    first, second = redacted("my social worker Tunde rang", "Tunde Adewale rang again")
    assert first == "my social worker [social worker] rang"
    assert second == "[social worker] rang again"


def test_two_people_of_one_given_name_are_kept_apart() -> None:
    first, second, third = redacted("Tunde Adewale rang", "Tunde Okafor rang", "Tunde rang")
    assert first != second
    assert third not in (first, second)


def test_a_place_is_replaced_by_its_region() -> None:
    assert redacted("i live in accrington now") == ["i live in [place in the North West] now"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("im 15 and alone", "im [age] and alone"),
        ("in year 9 at school", "in [school year] at school"),
        ("at thornley primary", "at [primary school]"),
        ("then the bridge pru", "then [pupil referral unit]"),
        ("staff at the beeches shout", "staff at [children's home] shout"),
        ("ring 07700 900314 ok", "ring [phone number] ok"),
        ("he died in HMP Durham", "he died in [organisation]"),
        ("to St Bartholomew's Hospital", "to [hospital]"),
    ],
)
def test_a_replacement_says_what_was_there(text: str, expected: str) -> None:
    assert redacted(text) == [expected]


def test_later_texts_go_on_from_earlier_replacements() -> None:
    known = Replacements()
    list(deidentify(["my sister kayleigh left"], fast=True, replacements=known))
    (again,) = deidentify(["my sister shanice met kayleigh"], fast=True, replacements=known)
    assert again.redacted == "my sister [sister 2] met [sister]"
