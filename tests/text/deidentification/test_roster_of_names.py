from pathlib import Path

import pytest

from heard.text.deidentification import Roster, RosterEntry, deidentify, read_roster
from heard.text.errors import BadInput

ROSTER = Roster(
    (
        RosterEntry("Kayleigh Moss", "sister", ("Kayz",)),
        RosterEntry("Hope Adeyemi", "social worker"),
        RosterEntry("Thornbury Lodge", "home"),
        RosterEntry("Fernwick High", "school"),
        RosterEntry("Mr Swift", "teacher"),
    )
)


def redacted(text: str) -> str:
    (redaction,) = deidentify([text], ROSTER, fast=True)
    return redaction.redacted


@pytest.mark.parametrize(
    "mention", ["Kayleigh Moss", "kayleigh", "kayliegh", "kayleihg", "Moss", "kayz", "K.M.", "kayleigh m", "KAYLEIGH"]
)
def test_a_person_is_known_by_every_form_of_the_name(mention: str) -> None:
    assert redacted(f"they moved {mention} at night") == "they moved [sister] at night"


def test_a_possessive_stays() -> None:
    assert redacted("kayleigh's room") == "[sister]'s room"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hope said no", "[social worker] said no"),
        ("i hope so", "i hope so"),
        ("we asked Hope twice", "we asked [social worker] twice"),
    ],
)
def test_a_name_that_is_a_word_is_replaced_only_where_the_person_is_meant(text: str, expected: str) -> None:
    assert redacted(text) == expected


@pytest.mark.parametrize("text", ["at thornbury", "at Thornbury Lodge", "at thornbery"])
def test_a_home_is_known_without_its_head_word_and_with_a_slip(text: str) -> None:
    assert redacted(f"i lived {text}.") == "i lived at [home]."


def test_everyday_words_near_a_name_are_let_stand() -> None:
    assert redacted("a swift reply and the most of it") == "a swift reply and the most of it"


def test_a_roster_is_read_from_a_table(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("Name,Kind,Aliases,Alias 2\nKayleigh Moss,Sister,Kayz; Kay,K-Mo\nFernwick,school,,\n,,,\n", "utf-8")
    assert read_roster(path).entries == (
        RosterEntry("Kayleigh Moss", "sister", ("Kayz", "Kay", "K-Mo")),
        RosterEntry("Fernwick", "school", ()),
    )


def test_a_roster_without_names_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("who,what\nKayleigh,sister\n", "utf-8")
    with pytest.raises(BadInput, match="no column called “name”"):
        read_roster(path)
