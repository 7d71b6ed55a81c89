"""Five words are a key: long enough, forgiving of slips, and never stored."""

import math

import pytest

from heard.collect.receipts.five_words import (
    MOST_READINGS,
    FiveWords,
    five_words_said_in,
    make_five_words,
    read_five_words,
    word_list,
)

KESTREL = FiveWords(("kebab", "lantern", "pancake", "otter", "walrus"))


def test_five_of_them_carry_at_least_sixty_four_bits() -> None:
    assert 5 * math.log2(len(word_list())) >= 64


def test_every_word_is_plain_letters_and_short_enough_to_copy() -> None:
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9 for word in word_list())


# One of each sort that was taken out: rude, unkind, of illness, of being hurt, of being sent away, misheard, a brand.
NOT_FOR_A_CHILD = "latrine gigolo imbecile chubby epilepsy morbidly suffering gory prison orphan flour prozac"


def test_no_child_is_handed_an_unkind_word_as_a_key() -> None:
    assert set(NOT_FOR_A_CHILD.split()) & word_list() == set()


def test_no_two_people_are_given_the_same_words() -> None:
    assert len({make_five_words() for _ in range(1000)}) == 1000


@pytest.fixture(autouse=True)
def listed() -> None:
    assert set(KESTREL.words) <= word_list()


@pytest.mark.parametrize(
    "typed",
    [
        "kebab lantern pancake otter walrus",
        "  Kebab, LANTERN - pancake\n otter; walrus. ",
        "1. kebab\n2. lantern\n3. pancake\n4. otter\n5. walrus",
        "kebab latern pancake otter walrus",  # a letter left out
        "kebab lantren pancake otter walrus",  # two swapped
        "kebab lantern pancakke otter walruss",  # two slips
        "kébab lantern pancake otter walrus",
    ],
)
def test_however_they_are_typed_they_are_understood(typed: str) -> None:
    assert KESTREL in read_five_words(typed)


@pytest.mark.parametrize("typed", ["", "kebab lantern pancake otter", "kebab lantern pancake otter walrus otter"])
def test_more_or_fewer_than_five_are_none(typed: str) -> None:
    assert read_five_words(typed) == []


def test_words_that_are_nothing_like_ours_are_none() -> None:
    assert read_five_words("qqqqqq lantern pancake otter walrus") == []


def test_the_order_matters() -> None:
    assert KESTREL not in read_five_words("lantern kebab pancake otter walrus")


def test_one_try_is_never_more_than_a_few_guesses() -> None:
    near = [word for word in sorted(word_list()) if len(word) == 4][:5]
    assert 1 <= len(read_five_words(" ".join(near))) <= MOST_READINGS


def test_what_is_exactly_right_is_read_first() -> None:
    assert read_five_words(str(KESTREL))[0] == KESTREL


def test_the_hash_tells_nothing_without_the_installation_and_differs_with_the_order() -> None:
    turned = FiveWords(tuple(reversed(KESTREL.words)))
    assert len(KESTREL.hash) == 64
    assert KESTREL.hash != turned.hash
    assert "kebab" not in KESTREL.hash


def test_five_words_in_a_text_are_found_wherever_they_stand() -> None:
    text = f"I keep my key in my shoe.\nIt is Kebab lantern, pancake otter\nwalrus! {'and so on ' * 50}"
    assert KESTREL in list(five_words_said_in(text))


def test_an_ordinary_text_holds_none() -> None:
    assert list(five_words_said_in("My social worker said it would be a week. It was two years.")) == []
