"""Names of any kind, by their capitals: in a text with ordinary capitals, a word with one inside a sentence names
something.
"""

from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS
from heard.text.deidentification.word_lists import kept_phrases, vocabulary
from heard.text.deidentification.words import Passage

LINKS = frozenset(["of", "the", "&", "y"])


def find_proper_names(passage: Passage) -> Iterator[Finding]:
    """Runs of capitalised words with at least one that no dictionary has; runs of everyday words (“Social Worker”)
    name nothing.
    """
    index, words = 0, passage.words
    while index < len(words):
        end = run_of_capitals(passage, index) if words[index].capital else index
        if end > index and names_something(passage, index, end):
            first, last = words[index], words[end - 1]
            kind = kind_of(passage, index, end)
            body = kind is Category.ORGANISATION
            start = words[index - 1].start if body and follows_the(passage, index) else first.start
            stop = last.end if body and not owns(passage, end - 1) else last.stop
            yield Finding(start, stop, kind, "capitals", 0.5)
        index = max(end, index + 1)


def run_of_capitals(passage: Passage, index: int) -> int:
    if not starts_run(passage, index):
        return index
    end = index + 1
    while end < len(passage) and passage.gap(end - 1) in (" ", "-", "'", "’"):
        word = passage.words[end]
        if word.shouted and passage.words[end - 1].owns and not passage.words[end - 1].shouted:
            break  # “Callum's EHCP”: what is somebody's is no part of the name
        if word.capital and passage.words[end].plain not in ("i", "i'm", "i've"):
            end += 1
        elif (
            word.plain in LINKS
            and end + 1 < len(passage)
            and passage.words[end + 1].capital
            and passage.gap(end) == " "
            and end + 1 < index + 6
            and not passage.words[index].listed.only_given
        ):
            end += 2
        else:
            break
    return end


def starts_run(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    if (
        not word.capital
        or passage.shouts
        or (word.listed.ethnicity and not word.listed.given and not word.listed.place)
        or len(word.text) < 2
        or word.plain in FUNCTION_WORDS
    ):
        return False
    return (
        passage.proper(index)
        or (word.unknown and len(word.base) > 2)
        or (not word.listed.everyday and word.listed.named)
    )


def names_something(passage: Passage, first: int, end: int) -> bool:
    if passage.phrase_end(first, kept_phrases()) >= end:
        return False
    words = passage.words[first:end]
    if len(words) == 1 and words[0].shouted and len(words[0].text) < 6:
        return False  # an acronym: the sector is full of them
    if (
        len(words) > 1
        and follows_preposition(passage, first)
        and not any(word.shouted or word.base in NO_NAMES for word in words)
    ):
        return True  # “to Red Bank”: everyday words, but a name by where they stand
    if len(words) == 1 and words[0].listed.rare and not words[0].listed.common and follows_preposition(passage, first):
        return not words[0].shouted  # “at the Adelphi”
    return any(
        not word.listed.everyday
        and (not word.listed.rare or word.listed.named)
        and word.text[0].isalpha()
        and not word.shouted
        for word in words
    )


def owns(passage: Passage, index: int) -> bool:
    """Whether a noun follows, so that a possessive is one: “Tunde's bag”, but “at Queen Elizabeth's was”."""
    return (
        index + 1 < len(passage) and passage.gap(index) == " " and passage.words[index + 1].plain not in FUNCTION_WORDS
    )


def follows_the(passage: Passage, first: int) -> bool:
    """“the Adelphi”: the article is part of a body's name."""
    return first > 0 and passage.words[first - 1].plain == "the" and passage.gap(first - 1) == " "


def follows_preposition(passage: Passage, first: int) -> bool:
    back = first - 1
    if back > 0 and passage.words[back].plain == "the":
        back -= 1
    return (
        back >= 0
        and passage.words[back].plain in ("at", "to", "from", "in", "near", "called", "left", "with")
        and passage.gap(first - 1) == " "
    )


# Everyday words that people write with capitals out of respect: a run with one of them is a role or a process, not a
# name.
NO_NAMES = vocabulary("no_names")


def kind_of(passage: Passage, first: int, end: int) -> Category:
    words = passage.words[first:end]
    if any(word.listed.given for word in words) or (len(words) == 1 and words[0].listed.surname):
        return Category.NAME
    if passage.words[first].listed.place:
        return Category.PLACE
    return Category.ORGANISATION if len(words) > 1 or follows_the(passage, first) else Category.NAME
