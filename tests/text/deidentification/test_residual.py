from heard.text.deidentification import deidentify
from heard.text.deidentification.deidentify import Redaction
from heard.text.deidentification.residual import Reason, find_residue, name_likeness


def left(text: str) -> set[tuple[str, str]]:
    return {(text[each.start : each.end], each.reason.value) for each in find_residue([Redaction(text, text, ())])}


def test_a_name_left_in_the_text_is_reported_with_and_without_a_capital() -> None:
    assert ("Okonedo", Reason.CAPITAL.value) in left("then Okonedo came in")
    assert ("okonedo", Reason.SPELT_LIKE_NAME.value) in left("then okonedo came in")


def test_a_code_left_in_the_text_is_reported() -> None:
    assert ("LCS-448213", Reason.FIGURES.value) in left("my number LCS-448213 again")


def test_everyday_words_and_years_are_not_reported() -> None:
    assert not left("in 2019 the sister cried at home every night lol")


def test_replacements_are_not_reported_but_what_somebody_wrote_in_brackets_is() -> None:
    (redaction,) = deidentify(["my sister kayleigh from hull told [zeblon okonedo] it"], fast=True)
    assert "[place in Yorkshire and the Humber] told [zeblon okonedo]" in redaction.redacted
    reported = {redaction.redacted[each.start : each.end] for each in find_residue([redaction])}
    assert reported == {"zeblon", "okonedo"}


def test_many_facts_together_are_reported() -> None:
    text = "im 15, im somali, i have lupus, i live in rhyl and go to thornley high"
    redactions = list(deidentify([text], fast=True))
    assert Reason.MANY_FACTS in {each.reason for each in find_residue(redactions)}


def test_names_are_spelt_more_like_names_than_words_are() -> None:
    for name, word in (("okafor", "officer"), ("siobhan", "section"), ("mohammed", "moment"), ("kayleigh", "kitchen")):
        assert name_likeness(name) > name_likeness(word)
