"""Towns, boroughs, counties and countries, from lists; and unknown words where only a place can stand."""

from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, PREPOSITIONS_OF_PLACE
from heard.text.deidentification.spelling import is_a_slip
from heard.text.deidentification.word_lists import kept_phrases, places, vocabulary
from heard.text.deidentification.words import Passage

LIVING = vocabulary("living")
OF_SOMEWHERE = vocabulary("of_somewhere")
# Words that follow “in” or “to” and are places only with a capital.
VERBS = vocabulary("verbs")


def find_places(passage: Passage) -> Iterator[Finding]:
    index, words = 0, passage.words
    while index < len(words):
        end = passage.phrase_end(index, places()) if words[index].listed.place else index
        if end > index and is_place(passage, index, end):
            yield place(passage, index, end, "places", 0.85)
            index = end
            continue
        if words[index].unknown and may_be_unlisted(passage, index):
            yield place(passage, index, run_of_unknown(passage, index), "unlisted place", 0.55)
        index += 1


def place(passage: Passage, first: int, end: int, source: str, score: float) -> Finding:
    last = passage.words[end - 1]
    stop = last.stop
    return Finding(
        passage.words[first].start, stop, Category.PLACE, source, score, sure=source == "places" and (score > 0.8)
    )


def is_place(passage: Passage, first: int, end: int) -> bool:
    """A listed name is a place unless it is an everyday word or somebody's name without a place's surroundings."""
    if passage.phrase_end(first, kept_phrases()) >= end:
        return False
    word = passage.words[first]
    if end - first > 1:
        return (
            word.capital or not all(each.listed.everyday for each in passage.words[first:end]) or placed(passage, first)
        )
    if len(word.base) < 3 or word.text[0].isdigit():
        return False
    if not word.listed.everyday and not word.listed.rare:
        return (
            not word.listed.named
            or (word.capital and not passage.opens_sentence(first))
            or placed(passage, first)
            or not word.listed.given
        )
    return placed(passage, first) and (
        passage.proper(first) or (lived_in(passage, first) and not followed_by_noun(passage, end))
    )


def placed(passage: Passage, index: int) -> bool:
    """Whether a preposition of place, or another place and “and”, stands before the word."""
    if index == 0:
        return False
    previous = passage.words[index - 1]
    if previous.plain in PREPOSITIONS_OF_PLACE and passage.before(index) == " ":
        return True
    if (
        index > 1
        and previous.plain in ("the", "and", "or", "to", "n", "sunny", "central", "north", "south", "east", "west")
        and passage.words[index - 2].plain in PREPOSITIONS_OF_PLACE | {"between"}
    ):
        return True
    following = passage.words[index + 1].plain if index + 1 < len(passage) else ""
    return following in OF_SOMEWHERE and passage.gap(index) == " "


def lived_in(passage: Passage, index: int) -> bool:
    """“live in bath”, “from deal”: a verb of living before the preposition, for names that are everyday words."""
    word = passage.words[index]
    if word.base in VERBS:
        return False
    return (
        index > 1
        and (passage.words[index - 1].plain == "from" or passage.words[index - 2].plain in LIVING)
        and word.plain not in FUNCTION_WORDS
    )


def followed_by_noun(passage: Passage, end: int) -> bool:
    """“in bath time”, “from street dealers”: an ordinary word right after makes the name half of a compound."""
    if end >= len(passage) or passage.gap(end - 1) != " ":
        return False
    following = passage.words[end]
    return following.listed.everyday and following.plain not in FUNCTION_WORDS


def may_be_unlisted(passage: Passage, index: int) -> bool:
    """Of unknown words, one after “in”, “at”, “to” or “from”, with small letters: “put in fairholme”."""
    if index == 0 or passage.before(index) != " ":
        return False
    word, previous = passage.words[index], passage.words[index - 1]
    known = word.plain in FUNCTION_WORDS or len(word.base) < 4
    beside = previous.plain in ("and", "or", "n", "then") and index > 1 and passage.words[index - 2].listed.place
    return (
        not known
        and (previous.plain in BEFORE_UNLISTED or (beside and not passage.words[index - 2].listed.everyday))
        and looks_spelt(word.base)
    )


BEFORE_UNLISTED = vocabulary("before_unlisted")


def run_of_unknown(passage: Passage, index: int) -> int:
    end = index + 1
    while (
        end < len(passage)
        and end - index < 3
        and passage.gap(end - 1) in (" ", "-")
        and passage.words[end].unknown
        and len(passage.words[end].base) > 2
    ):
        end += 1
    return end


def looks_spelt(word: str) -> bool:
    """Whether the word is not one slip from an everyday word (“shcool”, “placment”)."""
    return not is_a_slip(word)
