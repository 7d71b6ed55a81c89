"""Which answers count as one, and which do not although they look alike."""

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

from heard.text.similarity import group_near_duplicates

LETTER = (
    "I am writing to ask the inquiry to recommend that every child in care keeps the right to stay put until they are "
    "twenty five, with the same carers and the same support that any family would give. Nobody else is sent away on a "
    "birthday. My council promised this in writing three years ago and has not done it, and the young people whom I "
    "know have lost their homes because of it. Please say so in your report."
)
OWN_SENTENCES = (
    " I lived with carers in Thornwick for nine years myself, and they were never paid for the last two of those."
)
OWN_PARAGRAPH = (
    " When my foster brother turned eighteen in March, two workers came with a van and black bags while he was at "
    "college. He slept on the floor at a friend's flat for five weeks and failed the exam that he had worked for since "
    "he was fourteen, and nobody has rung him since that day."
)


def groups_of(texts: Sequence[str], **options: float) -> list[set[int]]:
    by_first: dict[int, set[int]] = defaultdict(set)
    for index, first in enumerate(group_near_duplicates(texts, **options)):  # type: ignore[arg-type]
        by_first[first].add(index)
    return [group for group in by_first.values() if len(group) > 1]


def swapped(text: str, words: int, chance: random.Random) -> str:
    own = text.split()
    for place in chance.sample(range(len(own)), words):
        own[place] = chance.choice(("however", "clearly", "often", "indeed", "perhaps"))
    return " ".join(own)


@pytest.mark.parametrize(
    "sent",
    [
        LETTER.upper(),
        LETTER.replace(". ", ".\n\n").replace(",", " –"),
        LETTER + "\n\nYours faithfully,\nEfua Marsh",
        LETTER + OWN_SENTENCES,
        LETTER.replace("Nobody else is sent away on a birthday. ", ""),
        swapped(LETTER, 7, random.Random(1)),
    ],
)
def test_a_letter_that_somebody_changed_a_little_is_the_same_letter(sent: str) -> None:
    other = "The bus to the contact centre was cut, so my sister and I have met once since Easter, in a car park."
    assert group_near_duplicates([other, LETTER, sent]) == [0, 1, 1]


def test_a_letter_with_a_paragraph_of_somebody_s_own_stands_alone() -> None:
    assert groups_of([LETTER, LETTER, LETTER + OWN_PARAGRAPH]) == [{0, 1}]
    assert groups_of([LETTER, LETTER + OWN_PARAGRAPH]) == []


def test_people_who_send_the_same_addition_are_a_group_of_their_own() -> None:
    assert groups_of([LETTER, LETTER + OWN_PARAGRAPH, LETTER, LETTER + OWN_PARAGRAPH]) == [{0, 2}, {1, 3}]


@pytest.mark.parametrize(
    ("word", "turned"),
    [
        ("the council should close the library", "the council should not close the library"),
        ("we all agree with what the council says", "we all disagree with what the council says"),
    ],
)
def test_what_differs_only_by_a_word_that_turns_it_round_is_kept_apart(word: str, turned: str) -> None:
    assert groups_of([f"{LETTER} For {word} this year.", f"{LETTER} For {turned} this year."]) == []
    assert groups_of([f"{LETTER} For {word} this year.", f"{LETTER} For {word} this month."]) == [{0, 1}]


def test_answers_under_eight_words_must_be_the_same_but_for_case_and_marks() -> None:
    texts = ["The bus is late.", "the bus is LATE", "The bus is late again", "Don’t know it", "don't know it"]
    assert group_near_duplicates(texts) == [0, 0, 2, 3, 3]


def test_short_answers_on_two_subjects_are_two_answers() -> None:
    start = "I think the government should provide more support for"
    assert groups_of([f"{start} young people", f"{start} foster carers"]) == []


def test_texts_without_words_are_like_nothing() -> None:
    assert group_near_duplicates(["", "...", "", "\ud800"]) == [0, 1, 2, 3]
    assert group_near_duplicates([]) == []


def test_pictures_and_other_scripts_are_words() -> None:
    assert group_near_duplicates(["👍", "👎", "👍", "Да", "да!", "नमस्ते", "नमस्कार"]) == [0, 1, 0, 3, 3, 5, 6]


def test_groups_do_not_grow_together_through_answers_in_between() -> None:
    """Each text nearly repeats the one before, and the last shares nothing with the first."""
    chance = random.Random(3)
    words = [f"word{number}" for number in range(80)]
    texts = []
    for _ in range(60):
        texts.append(" ".join(words))
        for place in chance.sample(range(80), 4):
            words[place] = f"word{chance.randrange(10**6)}"
    for group in groups_of(texts):
        letter = list(map(shingles_of, (texts[index] for index in group)))
        held = defaultdict(int)
        for own in letter:
            for shingle in own:
                held[shingle] += 1
        common = {shingle for shingle, holders in held.items() if 2 * holders > len(group)}
        assert all(len(own & common) >= 0.45 * len(own | common) for own in letter)
    assert not any({0, 59} <= group for group in groups_of(texts))


def shingles_of(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[place : place + 3]) for place in range(len(words) - 2)}


def test_campaigns_are_told_apart_however_their_copies_were_changed() -> None:
    chance = random.Random(11)
    words = [f"w{number}" for number in range(3000)]
    letters = [" ".join(chance.choices(words, k=chance.randint(60, 160))) for _ in range(30)]
    sent = [(number, swapped(letter, chance.randint(0, 6), chance)) for number, letter in enumerate(letters * 12)]
    chance.shuffle(sent)
    expected = defaultdict(set)
    for index, (number, _) in enumerate(sent):
        expected[number % 30].add(index)
    found = groups_of([text for _, text in sent])
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected.values()))


def test_every_text_points_at_the_first_of_its_group() -> None:
    texts = [LETTER, "Nothing like it at all, this one here.", LETTER.lower(), LETTER + " Thank you."]
    assert group_near_duplicates(texts) == [0, 1, 0, 0]


@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_seed_gives_the_same_groups_wherever_the_text_stands(seed: int) -> None:
    chance = random.Random(5)
    many = [swapped(LETTER, chance.randint(0, 30), chance) for _ in range(400)]
    found = group_near_duplicates(many, seed=seed)
    assert found == group_near_duplicates(many, seed=seed)
    # Long texts before them move them to other places in the blocks in which texts are read.
    shifted = group_near_duplicates([" ".join(f"x{n}" for n in range(30_000)), *many], seed=seed)
    assert [place - 1 for place in shifted[1:]] == found
