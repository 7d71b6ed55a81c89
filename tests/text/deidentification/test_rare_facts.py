"""Hints of what somebody could be recognised by, each with its reason."""

import pytest

from heard.text.deidentification.rare_facts import Rare, find_rare_facts
from heard.text.spans import Span


def reasons(text: str) -> set[Rare]:
    return {hint.why for hint in find_rare_facts(text)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("I have Rett syndrome.", Rare.ILLNESS),
        ("We are a family of nine.", Rare.FAMILY),
        ("There were seven of us kids.", Rare.FAMILY),
        ("My dad is the mayor.", Rare.OFFICE),
        ("I was the only deaf girl in the school.", Rare.ONLY_ONE),
        ("They moved me on 12 March 2019.", Rare.DATE),
        ("I swam for Wales.", Rare.EVENT),
        ("We went to Ludlow on the bus.", Rare.PLACE),
    ],
)
def test_what_is_rare_is_told_with_its_reason(text: str, why: Rare) -> None:
    assert why in reasons(text)


@pytest.mark.parametrize("text", ["", "Nobody asked us.", "I had three bin bags and a cold.", "The walls were black."])
def test_of_what_many_could_say_nothing_is_told(text: str) -> None:
    assert reasons(text) == set()


def test_several_facts_about_one_person_count_together() -> None:
    text = "I was 14, I am Somali, my dad is an MP and I have epilepsy. We lived in Ludlow."
    whole = [hint for hint in find_rare_facts(text) if hint.why is Rare.TOGETHER]
    assert [hint.span for hint in whole] == [Span(0, len(text))]


def test_of_our_own_words_nothing_is_told() -> None:
    text = "We went to [Ludlow] on the bus."
    assert not find_rare_facts(text, [Span(11, 19)])


@pytest.mark.parametrize(("others", "is_rare"), [(0, True), (2, True), (3, False)])
def test_a_word_is_rare_where_few_other_submissions_have_it(others: int, is_rare: bool) -> None:
    hints = find_rare_facts("I kept axolotls.", (), lambda _word: others)
    assert (Rare.WORD in {hint.why for hint in hints}) is is_rare


def test_words_are_not_counted_where_there_is_nothing_to_compare_with() -> None:
    assert reasons("I kept axolotls.") == set()
