import pytest
from tests.text.deidentification.finding import found_by

from heard.text.deidentification.fields import find_fields


@pytest.mark.parametrize(
    ("text", "answer", "category"),
    [
        ("Name: T. Rowe\nEthnicity: Black British – Ghanaian", "Black British – Ghanaian", "ethnicity"),
        ("School: Christ Church CofE\nYear: 4", "Christ Church CofE", "school"),
        ("Name of child: Ellis Thorne\n", "Ellis Thorne", "name"),
        ("Religion: Plymouth Brethren; Diet: none", "Plymouth Brethren", "ethnicity"),
        ("GP: Dr Pilling, Acre Surgery", "Dr Pilling, Acre Surgery", "name"),
    ],
)
def test_an_answer_on_a_form_is_what_its_label_says(text: str, answer: str, category: str) -> None:
    assert (answer, category) in found_by(find_fields, text)


@pytest.mark.parametrize(
    "text",
    [
        "Religion: none",
        "School: not known",
        "my school: it was bad",
        "Agreed: carers to ring",
        "Placement: foster",
        "School: I hated it. Nobody spoke to me.",
    ],
)
def test_an_empty_answer_or_a_sentence_names_nothing(text: str) -> None:
    assert not found_by(find_fields, text)
