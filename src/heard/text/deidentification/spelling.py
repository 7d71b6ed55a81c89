"""Whether an unknown word is an everyday word with one slip in it, and how far apart two words are."""

from collections.abc import Iterator
from functools import lru_cache

from heard.text.deidentification.word_lists import read_list

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=20_000)
def is_a_slip(word: str) -> bool:
    """Whether an everyday word is one edit away (a letter left out, added, changed, or two swapped); for words of five
    letters up.
    """
    if len(word) < 5:
        return False
    near = [candidate for candidate in one_edit_away(word) if len(candidate) > 4]
    return not (read_list("common_words").isdisjoint(near) and read_list("chat_words").isdisjoint(near))


def edits_between(one: str, other: str) -> int:
    """The least number of letters left out, added, changed or swapped with a neighbour that make `one` into `other`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [place, *[0] * len(other)]
        for at, wanted in enumerate(other, start=1):
            row[at] = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != wanted))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == wanted:
                row[at] = min(row[at], earlier[at - 2] + 1)
    return row[-1]


def one_edit_away(word: str) -> Iterator[str]:
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for left, right in splits:
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
    for left, right in splits[1:]:  # a first letter is seldom wrong
        for letter in LETTERS:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]
