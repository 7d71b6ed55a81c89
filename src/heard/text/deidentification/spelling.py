"""Whether an unknown word is an everyday word with one slip in it."""

from collections.abc import Iterator
from functools import lru_cache

from heard.text.deidentification.word_lists import UNLISTED, listings

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=20_000)
def nearest_everyday_word(word: str) -> str | None:
    """The first everyday word one edit away (a letter left out, added, changed, or two swapped), for words of five letters up."""
    if len(word) < 5:
        return None
    lookup = listings()
    return next(
        (
            candidate
            for candidate in one_edit_away(word)
            if len(candidate) > 4 and lookup.get(candidate, UNLISTED).everyday
        ),
        None,
    )


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
