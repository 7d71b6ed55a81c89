"""What every set of themes holds to: answers counted once, levels nested, counts met, reruns alike."""

import itertools
import random

import pytest

from heard.text.errors import BadInput
from heard.text.themes import MINIMUM_ANSWERS, Theme, ThemeSet, discover_themes

SUBJECTS = {
    "bus": ["the last bus leaves at six", "no bus runs on Sunday", "the bus is late every morning"],
    "damp": ["there is damp on the bedroom wall", "black mould grows by the window", "the flat is cold and damp"],
    "school": ["the school moved him between classes", "her teacher changed three times", "the class is too large"],
    "doctor": ["I cannot see a doctor for weeks", "the surgery never answers the phone", "the nurse had no time"],
}
OPENINGS = ["Where I live,", "Since last year", "For my family", "To be honest,", "As things are,", "Most of the time"]


@pytest.fixture(scope="module")
def answers() -> list[tuple[str, str]]:
    """Fictional answers with the subject each is about, in an order of no meaning."""
    made = [
        (subject, f"{opening} {sentence}.")
        for subject, sentences in SUBJECTS.items()
        for sentence in sentences
        for opening in OPENINGS
    ]
    random.Random(5).shuffle(made)
    return made


@pytest.fixture(scope="module")
def found(answers: list[tuple[str, str]]) -> ThemeSet:
    return discover_themes([text for _, text in answers], count=4)


def test_each_answer_is_in_the_theme_it_was_assigned_to_and_in_no_other(found: ThemeSet) -> None:
    for answer, place in enumerate(found.assignment):
        holding = [index for index, theme in enumerate(found.themes) if answer in theme.members]
        assert holding == ([] if place is None else [place])


def test_the_number_asked_for_is_met(found: ThemeSet) -> None:
    assert len(found.themes) == 4


def test_answers_about_one_subject_share_a_theme(answers: list[tuple[str, str]], found: ThemeSet) -> None:
    right = sum(
        max(sum(answers[member][0] == subject for member in theme.members) for subject in SUBJECTS)
        for theme in found.themes
    )
    assert right >= 0.9 * len(answers)


def test_levels_nest_and_parents_hold_their_parts(answers: list[tuple[str, str]]) -> None:
    levels = discover_themes([text for _, text in answers], count=8).levels
    assert len(levels) > 1
    for broader, finer in itertools.pairwise(levels):
        holders: dict[str, Theme] = {theme.id: theme for theme in broader}
        for theme in finer:
            assert theme.parent is not None
            assert set(theme.members) <= set(holders[theme.parent].members)


def test_the_same_group_has_the_same_id_whatever_number_was_asked(
    answers: list[tuple[str, str]], found: ThemeSet
) -> None:
    fewer = discover_themes([text for _, text in answers], count=3)
    by_members = {frozenset(theme.members): theme.id for level in found.levels for theme in level}
    shared = [theme for level in fewer.levels for theme in level if frozenset(theme.members) in by_members]
    assert shared
    assert all(by_members[frozenset(theme.members)] == theme.id for theme in shared)


def test_labels_of_a_level_differ_and_begin_with_a_capital(found: ThemeSet) -> None:
    for level in found.levels:
        labels = [theme.label for theme in level]
        assert len(set(labels)) == len(labels)
        assert all(label == label[0].upper() + label[1:] for label in labels)


def test_words_of_the_question_stay_out_of_labels_and_terms(answers: list[tuple[str, str]]) -> None:
    asked = discover_themes([text for _, text in answers], count=4, question="What of the bus, or of a doctor?")
    for theme in asked.themes:
        words = " ".join([theme.label, *theme.terms]).lower().split()
        assert words[0] not in {"bus", "doctor"}
        assert not {"bus", "doctor"} & set(theme.terms)


def test_quotations_and_dissent_are_the_themes_own_answers(found: ThemeSet) -> None:
    for theme in found.themes:
        assert theme.quotations
        assert {*theme.quotations, *theme.dissenting} <= set(theme.members)
        assert 0 <= theme.stability <= 1
        assert theme.reasons


def test_nobody_is_quoted_twice_while_others_can_be(answers: list[tuple[str, str]], found: ThemeSet) -> None:
    one_persons = set(found.themes[0].quotations[:3])
    assert len(one_persons) == 3
    speakers = ["one" if index in one_persons else str(index) for index in range(len(answers))]
    again = discover_themes([text for _, text in answers], count=4, speakers=speakers)
    assert again.themes[0].members == found.themes[0].members
    assert len(one_persons & set(again.themes[0].quotations)) == 1


def test_a_rerun_gives_the_same(answers: list[tuple[str, str]], found: ThemeSet) -> None:
    assert discover_themes([text for _, text in answers], count=4) == found


@pytest.mark.parametrize("texts", [[], ["Buses"], ["Buses", "Damp"]])
def test_fewer_answers_than_a_theme_holds_make_none(texts: list[str]) -> None:
    assert len(texts) < MINIMUM_ANSWERS
    nothing = discover_themes(texts)
    assert nothing.themes == ()
    assert nothing.assignment == (None,) * len(texts)


def test_answers_of_nothing_but_small_words_are_still_answered() -> None:
    found = discover_themes(["Yes", "No", "It is", "To be", "And so", "Why not", "So it is", "No, no"])
    assert len(found.assignment) == 8


def test_a_count_below_one_is_refused() -> None:
    with pytest.raises(BadInput, match="at least 1; 0 was asked"):
        discover_themes(["Buses", "Damp", "Noise"], count=0)


def test_an_answer_unlike_every_other_is_in_no_theme(answers: list[tuple[str, str]]) -> None:
    texts = [text for _, text in answers]
    found = discover_themes([*texts, "Please publish the minutes of the 1994 fisheries treaty"])
    assert found.assignment[-1] is None
    assert all(len(texts) not in theme.members for level in found.levels for theme in level)


def test_of_many_answers_one_of_no_known_word_is_in_no_theme(answers: list[tuple[str, str]]) -> None:
    """More than the encoder reads every one of, and more than are joined with their neighbours."""
    texts = [f"{text} {number}" for number in range(8_100 // len(answers) + 1) for _, text in answers]
    found = discover_themes([*texts, "🦄🦄🦄"], count=4)
    assert found.assignment[-1] is None
    assert None not in found.assignment[:-1]
