from tests.text.deidentification.finding import found

from heard.text.deidentification.deidentify import deidentify


def test_a_name_found_once_is_found_wherever_the_text_says_it_again() -> None:
    text = "Here were Dmitri, Biscuit, Anneka and Jo. Then Biscuit cried."
    assert found(text)["Biscuit"] == "name"
    (redaction,) = deidentify([text], fast=True)
    assert "Biscuit" not in redaction.redacted


def test_an_everyday_word_is_not_hidden_for_having_been_a_name() -> None:
    (redaction,) = deidentify(["my mate hope ran off and i hope she rings"], fast=True)
    assert redaction.redacted.count("hope") == 1
