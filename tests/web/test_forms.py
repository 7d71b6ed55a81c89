"""A form's markup: every control is named, and its hint and its error are tied to it."""

import re

import pytest
from django import forms
from django.forms.renderers import get_default_renderer


class Telling(forms.Form):
    who = forms.ChoiceField(
        label="Who is speaking?",
        widget=forms.RadioSelect,
        choices=[("own", "I am telling you about my own life"), ("work", "I work with children")],
    )
    words = forms.CharField(label="Your words", widget=forms.Textarea, help_text="Line breaks stay as you type them.")
    address = forms.EmailField(label="E-mail address", required=False)
    agree = forms.BooleanField(label="You may quote my words")
    key = forms.CharField(widget=forms.HiddenInput)


@pytest.fixture
def fresh() -> str:
    return str(Telling())


@pytest.fixture
def mistaken() -> str:
    return str(Telling({"address": "not an address", "key": ""}))


def tag_of(html: str, identity: str) -> str:
    """The tag whose id is `identity`."""
    found = re.search(rf'<[a-z]+[^>]*\bid="{identity}"[^>]*>', html)
    assert found, identity
    return found[0]


def test_our_renderer_is_the_one_in_use() -> None:
    assert type(get_default_renderer()).__name__ == "HeardFormRenderer"


@pytest.mark.parametrize("field", ["words", "address", "agree"])
def test_every_control_has_its_label(fresh: str, field: str) -> None:
    assert f'<label for="id_{field}">' in fresh


def test_choices_stand_in_a_fieldset_with_the_question_as_its_legend(fresh: str) -> None:
    assert re.search(r"<fieldset[^>]*>\s*<legend>Who is speaking\?", fresh)


def test_what_may_be_left_out_says_so(fresh: str) -> None:
    assert fresh.count("you can leave this out") == 1


def test_a_hint_is_tied_to_its_control(fresh: str) -> None:
    assert 'aria-describedby="id_words_helptext"' in tag_of(fresh, "id_words")
    assert tag_of(fresh, "id_words_helptext")


def test_a_fresh_form_complains_of_nothing(fresh: str) -> None:
    assert "error" not in fresh
    assert "aria-invalid" not in fresh


@pytest.mark.parametrize("field", ["words", "address", "agree"])
def test_an_error_is_tied_to_its_control(mistaken: str, field: str) -> None:
    control = tag_of(mistaken, f"id_{field}")
    assert 'aria-invalid="true"' in control
    assert f"id_{field}_error" in control
    assert tag_of(mistaken, f"id_{field}_error")


def test_the_summary_leads_to_every_control_that_needs_mending(mistaken: str) -> None:
    summary = mistaken[: mistaken.index("</ul>")]
    targets = re.findall(r'<a href="#([^"]+)">', summary)
    assert targets == ["id_who_0", "id_words", "id_address", "id_agree"]
    assert all(tag_of(mistaken, target) for target in targets)


def test_an_error_in_a_hidden_field_is_told_too(mistaken: str) -> None:
    assert mistaken[: mistaken.index("</ul>")].count("<li>") == 5


def test_the_summary_is_announced(mistaken: str) -> None:
    assert 'role="alert"' in mistaken


def test_what_somebody_typed_cannot_become_markup() -> None:
    html = str(Telling({"address": "<script>alert(1)</script>"}))
    assert "<script>alert" not in html
