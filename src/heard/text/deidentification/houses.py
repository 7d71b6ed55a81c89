"""Schools and homes whose names are everyday words: saints, trees and fields, numbers, a word after “school”."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import DETERMINERS, FUNCTION_WORDS
from heard.text.deidentification.institutions import GENERIC, HEADS, SAINTS, TREES_AND_FIELDS, after_heads, body
from heard.text.deidentification.spelling import is_a_slip
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Passage, Word

C = Category
HOME_VERBS = vocabulary("home_verbs")
SCHOOL_WORDS = frozenset(["school", "schools", "college", "academy"])
LONE_HOUSES = vocabulary("lone_houses")
GOING = frozenset({"go", "goes", "went"})  # “i go the grange”: chat leaves the “to” out
NAMED_AFTER = SAINTS | TREES_AND_FIELDS
LEADING_THERE = SCHOOL_WORDS | GOING
HOUSE_PLURALS = vocabulary("house_plurals") | vocabulary("house_plurals_2")
HOUSE_PLURALS_WITH_S = vocabulary("house_plurals")
PLAIN_PLACES = vocabulary("plain_places")


def find_houses(passage: Passage) -> Iterator[Finding]:
    for index, word in enumerate(passage.words):
        if word.base not in NAMED_AFTER and word.plain not in LEADING_THERE:
            continue
        if word.base in SAINTS:
            yield from saint(passage, index)
        if word.base in TREES_AND_FIELDS:
            yield from house_name(passage, index)
        if word.plain in SCHOOL_WORDS:
            yield from school_named_after(passage, index)
        if word.plain in GOING:
            yield from school_gone_to(passage, index)
    yield from numbered_homes(passage)


def saint(passage: Passage, index: int) -> Iterator[Finding]:
    """“st cuthberts”, “St. Mary's RC High”, “Our Lady of Lourdes”."""
    after, words = index + 1, passage.words
    if words[index].base == "our":
        lady = after < len(words) and words[after].plain == "lady" and passage.gap(index) == " "
        after += 1
        if not lady:
            return
        if passage.text.startswith((" and St ", " and Saint "), words[after - 1].end):
            yield body(passage, index, min(after + 3, len(words)), C.SCHOOL, 0.8)
    elif after >= len(words) or passage.gap(index) not in (" ", ". ", "."):
        return
    if (
        after < len(words) + 1
        and words[index].base != "our"
        and (not words[after].text[0].isalpha() or words[after].plain in FUNCTION_WORDS or len(words[after].base) < 3)
    ):
        return
    end = after + (1 if words[index].base != "our" else 0)
    while (
        end < len(words)
        and passage.gap(end - 1) in (" ", "-", ". ")
        and (
            words[end].base in GENERIC - {"in", "the", "and", "plus"}
            or words[end].base in HEADS
            or (words[end].listed.named and words[end].capital)
            or (words[end].plain in ("of", "lourdes") and words[index].base == "our")
        )
    ):
        end += 1
    previous = words[index - 1].plain if index else ""
    category = HEADS.get(words[end - 1].base, C.SCHOOL if previous in ("at", "to", "leave", "left") else C.ORGANISATION)
    yield body(passage, index, end, category, 0.8)


def is_house(passage: Passage, article: int, index: int) -> bool:
    """Whether “the elms” or “the Larches” is a house: by its capital, or by “at” or “called” before it, or by its
    kind of tree.
    """
    word, before = passage.words[index], passage.words[article - 1].plain
    if word.capital:
        return not passage.opens_sentence(index)
    alone = index + 1 == len(passage) or passage.gap(index) != " " or passage.words[index + 1].plain in FUNCTION_WORDS
    named_at = before in ("at", "called")
    if word.plain in LONE_HOUSES:
        return alone and before in HOME_VERBS | GOING
    if word.base in HOUSE_PLURALS:
        return word.plain.endswith("s") and (alone or named_at)
    return word.plain.endswith("s") and alone and named_at and word.base not in PLAIN_PLACES


def house_name(passage: Passage, index: int) -> Iterator[Finding]:
    """“at the beeches”, “in oak view”, “at the Larches”: names of homes made of everyday words."""
    words = passage.words
    first = index
    while (
        first
        and first > index - 2
        and passage.gap(first - 1) in (" ", "-")
        and words[first - 1].base in TREES_AND_FIELDS
    ):
        first -= 1
    if index + 1 < len(words) and words[index + 1].base in TREES_AND_FIELDS and passage.gap(index) in (" ", "-"):
        return  # the last word of the name will come
    article = first > 0 and words[first - 1].plain == "the"
    before = first - 1 if article else first
    placed = before > 0 and words[before - 1].plain in HOME_VERBS | GOING and passage.before(before) == " "
    if first < index and all(word.capital for word in words[first : index + 1]) and not passage.shouts:
        yield body(passage, first, index + 1, C.HOME, 0.6)  # “Oak Tree closed last year”
    if article and words[index].plain in HOUSE_PLURALS_WITH_S and not placed and is_house(passage, before, index):
        yield body(passage, before, index + 1, C.HOME, 0.5)
    if placed and (is_house(passage, before, index) if article else index > first):
        start = before if article else first
        yield body(passage, start, index + 1, C.HOME, 0.6)


NUMBERED_HOME = re.compile(
    r"\b(?:in|at|from|to|into|left|leave|near|of|over) "
    r"(?P<home>(?:number|no\.?|nr) ?\d{1,3}\b(?! (?:on|of|in the|times|per|out)\b)"
    r"(?! ?%)|\d{1,3} (?P<name>[A-Za-z]{4,}))",
    re.IGNORECASE,
)


def numbered_homes(passage: Passage) -> Iterator[Finding]:
    """“shes in number 12”, “nights at no 9”, “in 77 ashgrove”: homes called by their number."""
    if not passage.digits:
        return
    for match in NUMBERED_HOME.finditer(passage.text):
        named = next(passage.between(*match.span("name")), None) if match["name"] else None
        if named is None or (named.unknown and not is_a_slip(named.base)) or is_tree(named):
            yield Finding(*match.span("home"), C.HOME, "institution", 0.6, sure=True)


def is_tree(word: Word) -> bool:
    return word.base in TREES_AND_FIELDS and word.plain.endswith("s") and word.base not in PLAIN_PLACES


def school_gone_to(passage: Passage, index: int) -> Iterator[Finding]:
    """“i go highfields”, “my mates go the tlc”: a word no list has, where only a school or a home can stand."""
    first = index + 1
    if first < len(passage) and passage.words[first].plain in ("to", "the") and passage.gap(index) == " ":
        first += 1
    if first >= len(passage) or passage.gap(first - 1) != " ":
        return
    word = passage.words[first]
    if word.unknown and not word.listed.named and len(word.base) > 2 and not is_a_slip(word.base):
        start = first - 1 if passage.words[first - 1].plain == "the" else first
        yield body(passage, start, after_heads(passage, first), C.SCHOOL, 0.5)


SAID_TO_BE = frozenset(["is", "was", "called", "named"])


def school_named_after(passage: Passage, index: int) -> Iterator[Finding]:
    """“my school brookside”, “school: Mount Carmel”, “her school was high down”: the name right after the word."""
    words, first = passage.words, index + 1
    told = passage.gap(index) in (": ", " = ", " - ") and words[index].capital
    if first < len(passage) and words[first].plain in SAID_TO_BE and passage.gap(index) == " ":
        first, told = first + 1, words[first].plain in ("called", "named")
    if first >= len(passage) or passage.gap(first - 1) not in (" ", ", ", " (", ": ", " = ", " - "):
        return
    owned = index > 0 and words[index - 1].plain in DETERMINERS
    word = words[first]
    unlisted = word.unknown and len(word.base) > 4 and not is_a_slip(word.base)
    if (owned and (unlisted or passage.proper(first))) or (told and (unlisted or word.capital)):
        end = first + 1
        while end < len(passage) and passage.gap(end - 1) == " " and words[end].capital and words[first].capital:
            end += 1
        yield body(passage, first, max(end, after_heads(passage, first)), C.SCHOOL, 0.6)
