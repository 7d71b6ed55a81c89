"""A second look sees what is left, outside what was replaced, and whom the giver's own details name."""

from heard.text.deidentification.inquiry_roster import InquiryRoster
from heard.text.deidentification.second_look import look_again, own_entries
from heard.text.redaction import Redacted, Replacement, redact
from heard.text.spans import Span

TEXT = "My name is Keziah. Nadia said that Tamsin Oyelaran went to Ludlow."


def hidden(*words: str) -> Redacted:
    return redact(TEXT, [Replacement(Span(TEXT.index(word), TEXT.index(word) + len(word)), "[x y]") for word in words])


def left(working: Redacted, roster: InquiryRoster | None = None) -> list[str]:
    return [each.span.of(TEXT) for each in look_again(working, roster or InquiryRoster(()), fast=True)]


def test_what_is_left_is_told_by_its_place_in_the_original() -> None:
    assert "Nadia" in left(hidden("Keziah", "Ludlow"))


def test_what_was_replaced_is_never_told_again() -> None:
    assert left(hidden("Keziah", "Nadia", "Tamsin Oyelaran", "Ludlow")) == []


def test_half_a_name_is_told() -> None:
    assert "Oyelaran" in left(hidden("Keziah", "Nadia", "Tamsin", "Ludlow"))


def test_the_givers_own_names_are_looked_for() -> None:
    text = "they called me brandt and kezzer at school"
    roster = InquiryRoster(own_entries(["Keziah Brandt"], ["kezzer99@example.org"], ["Letter_from_Oyelaran.docx"]))
    assert {entry.name for entry in roster.entries} == {"Keziah Brandt", "kezzer", "Oyelaran"}
    found = [each.span.of(text) for each in look_again(Redacted(text), roster, fast=True)]
    assert {"brandt", "kezzer"} <= set(found)


def test_everyday_words_in_the_names_of_files_are_nobodys() -> None:
    assert own_entries([], ["hello.there@example.org"], ["my letter.docx", "IMG_2041.jpg"]) == []


def test_a_long_code_is_told() -> None:
    text = "they wrote 88213377 on it"
    assert [each.span.of(text) for each in look_again(Redacted(text), InquiryRoster(()), fast=True)] == ["88213377"]
