"""Pseudonyms stay alike from one text to the next, and are never given twice."""

from heard.text.deidentification import deidentify
from heard.text.deidentification.inquiry_roster import InquiryRoster, ListedEntry
from heard.text.deidentification.pseudonyms import Pseudonyms, lettering, of_roster


def done(text: str, given: Pseudonyms) -> str:
    (redaction,) = deidentify([text], fast=True, replacements=given)
    return redaction.redacted


def test_the_same_person_is_called_the_same_in_the_next_text() -> None:
    given = Pseudonyms()
    assert done("my sister Tamsin and my sister Roisin", given) == "my sister [sister] and my sister [sister 2]"
    again = Pseudonyms(key=dict(given.key))
    assert done("Roisin left", again) == "[sister 2] left"
    assert done("my sister Perpetua came", again) == "my sister [sister 3] came"


def test_whose_they_are_can_be_said() -> None:
    assert done("my sister Tamsin", Pseudonyms(whose="P-0412")) == "my sister [sister of P-0412]"
    assert "P-0412" not in done("we lived in Ludlow", Pseudonyms(whose="P-0412"))


def test_the_rosters_words_are_nobody_elses() -> None:
    roster = InquiryRoster([ListedEntry("Beryl Quillfeather", "foster carer", (), "[foster carer]")])
    given = Pseudonyms(taken=frozenset({"[foster carer]"}))
    (redaction,) = deidentify(["my foster carer Roz and Beryl Quillfeather"], roster, fast=True, replacements=given)
    assert redaction.redacted == "my foster carer [foster carer 2] and [foster carer]"


def test_the_rosters_own_are_numbered_or_lettered() -> None:
    assert of_roster("foster carer", 3, lettered=False) == "[foster carer 3]"
    assert of_roster("sibling", 2, lettered=False, whose="P-0412") == "[sibling 2 of P-0412]"
    assert of_roster("home", 2, lettered=True) == "[home B]"
    assert [lettering(number) for number in (1, 26, 27, 52, 53)] == ["A", "Z", "AA", "AZ", "BA"]
