"""What is flagged, and how little it takes to hide nothing: length, capitals, spelling, other languages."""

import hashlib

import pytest

from heard.text.safeguarding import flag_texts
from heard.text.safeguarding.flagging import flag_text
from heard.text.safeguarding.network import WEIGHTS, fits
from heard.text.safeguarding.passages import cut_into_passages

TOLD = [
    "my dad hits me every night when hes drunk",
    "i dont want to be alive anymore",
    "He comes into my room at night and says it is our secret.",
    "they make me carry stuff to the seaside for the olders n i owe them 300",
    "mum hasnt been home for 4 days and theres no food left for my little brother",
    "a man i met on snap wants pictures of me and says he will come to my school",
]
HARMLESS = [
    "The bus to school was late again and I would like more books in the library.",
    "Please send the minutes of the meeting to everybody who came on Tuesday.",
    "We talked about the new timetable, and everybody liked the swimming best.",
]


@pytest.mark.parametrize("text", TOLD)
def test_what_plainly_tells_of_harm_is_flagged_with_a_reason(text: str) -> None:
    flag = flag_text(text)
    assert flag.flagged
    assert flag.reasons


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_plainly_harmless_is_not(text: str) -> None:
    assert not flag_text(text).flagged


@pytest.mark.parametrize("text", TOLD)
def test_capitals_and_missing_stops_hide_nothing(text: str) -> None:
    assert flag_text(text.upper()).flagged
    assert flag_text(text.replace(",", "").replace(".", "")).flagged


def test_one_clause_in_a_long_letter_is_found_wherever_it_stands() -> None:
    around = " ".join(HARMLESS * 12)
    for letter in (f"{TOLD[2]} {around}", f"{around} {TOLD[2]} {around}", f"{around} {TOLD[2]}"):
        flag = flag_text(letter)
        assert flag.flagged
        assert any("comes into my room" in reason for reason in flag.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "mon beau-père me frappe tous les soirs quand il rentre",
        "mae fy nhad yn fy nharo bob nos ac mae ofn arna i",
        "هو يضربني كل ليلة",
    ],
)
def test_what_is_not_in_english_is_for_somebody_who_can_read_it(text: str) -> None:
    for flag in flag_texts([text, f"{HARMLESS[0]} {HARMLESS[2]} {text.capitalize()}. {HARMLESS[1]}"]):
        assert flag.flagged
        assert not flag.in_english
        assert "English" in flag.reasons[-1]


@pytest.mark.parametrize("text", ["", "   \n", "…", "12345"])
def test_what_has_no_words_is_not_flagged(text: str) -> None:
    assert flag_text(text) == flag_text("")


def test_of_many_signs_the_worst_kinds_are_named() -> None:
    flag = flag_text("i want to kill myself. " + " ".join(TOLD))
    assert "There are signs of suicide or self-harm." in flag.reasons


def test_nothing_is_cut_short_of_a_text_without_spaces() -> None:
    passages = cut_into_passages("nospacesatall" * 400)
    assert "".join(passages) == "nospacesatall" * 400
    assert all(map(fits, passages))


def test_the_models_are_those_whose_fingerprints_are_written_down() -> None:
    model = WEIGHTS.parent
    written = (model / "README.md").read_text("utf-8")
    for name in ("encoder.onnx", "words.npz", "weights.json"):
        assert f"{hashlib.sha256((model / name).read_bytes()).hexdigest()}  {name}" in written
