"""The inquiry's roster finds whom it lists, in any form, and nobody else."""

import pytest

from heard.text.deidentification import deidentify
from heard.text.deidentification.inquiry_roster import InquiryRoster, ListedEntry
from heard.text.deidentification.pseudonyms import Pseudonyms

ROSTER = InquiryRoster(
    (
        ListedEntry("Kayleigh Moss", "sibling", ("Kayz",), "[sibling 1]"),
        ListedEntry("Kayleigh Barr", "foster carer", (), "[foster carer 2]"),
        ListedEntry("Hope Adeyemi", "social worker", (), "[social worker 1]"),
        ListedEntry("Grace Summer", "teacher", (), "[teacher 1]"),
        ListedEntry("Anneliese Marlow", "worker", (), "[worker 1]"),
        ListedEntry("Thornbury Lodge", "home", (), "[home A]"),
        ListedEntry("The Elms", "home", (), "[home B]"),
    )
)


def found(text: str) -> set[str]:
    """The pseudonyms of the roster that stand in the text afterwards."""
    (done,) = deidentify([text], ROSTER, fast=True, replacements=Pseudonyms())
    return {entry.pseudonym for entry in ROSTER.entries if entry.pseudonym in done.redacted}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("my sister Kayleigh Moss came", "[sibling 1]"),
        ("my sister kayliegh moss came", "[sibling 1]"),
        ("kayz came", "[sibling 1]"),
        ("K. Moss came to see me", "[sibling 1]"),
        ("it was Kayleigh Barr's idea", "[foster carer 2]"),
        ("then H. Adeyemi left", "[social worker 1]"),
        ("hope said no", "[social worker 1]"),
        ("Grace Summer taught me", "[teacher 1]"),
        ("anneleise went off sick", "[worker 1]"),
        ("they moved me to thornbry", "[home A]"),
        ("I hated the Elms", "[home B]"),
    ],
)
def test_a_mention_is_known_in_every_form(text: str, who: str) -> None:
    assert who in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "i hope a lot of it gets better",
        "a moss grew on the wall",
        "by the grace of god",
        "grace summer holidays were short",
        "the elms were cut down",
        "we went in summer",
        "Kayla came",
    ],
)
def test_everyday_words_and_other_names_are_nobody_on_it(text: str) -> None:
    assert found(text) == set()


def test_a_first_name_that_two_share_is_hidden_and_said_of_neither() -> None:
    (done,) = deidentify(["then Kayleigh came"], ROSTER, fast=True, replacements=Pseudonyms())
    assert done.redacted == "then [person] came"


def test_a_slip_that_is_a_name_of_its_own_may_be_somebody_else() -> None:
    roster = InquiryRoster([ListedEntry("Hannah", "sibling", (), "[sibling 1]")])
    (done,) = deidentify(["my friend Hanna and Hannah"], roster, fast=True, replacements=Pseudonyms())
    assert done.redacted == "my friend [friend] and [sibling 1]"


def test_no_entries_find_nothing() -> None:
    (done,) = deidentify(["nobody is here"], InquiryRoster(()), fast=True)
    assert not done.spans
