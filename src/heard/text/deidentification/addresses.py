"""Postcodes and street addresses, capitals or not."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Passage, joins

AREAS = (
    "AB|AL|B|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|"
    "DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|"
    "HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|"
    "OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|"
    "SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|ZZ"
)
POSTCODE = re.compile(r"(?<![A-Za-z0-9])(?:GIR ?0AA|[A-Z]{1,2}\d(?:\d|[A-Z])? {0,2}\d[A-Z]{2})(?![A-Za-z0-9])")
SMALL_POSTCODE = re.compile(
    rf"(?<![A-Za-z0-9])(?=[A-Z]{{1,2}}\d)(?:{AREAS})\d(?:\d|[A-Z])?[ .-]{{0,2}}\d"
    rf"(?!st|nd|rd|th|am|pm|hr|yr|mo|wk|km|of|"
    rf"in|to|or|is|it|my|on|at|we|he|me|so|do|if|no|go)[A-Z]{{2}}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
DISTRICT = re.compile(rf"(?<![A-Za-z0-9/])(?=[A-Z]{{1,2}}\d)(?:{AREAS})(?:\d[A-Z]|\d{{1,2}})(?![A-Za-z0-9/])")
SAID_DISTRICT = re.compile(
    rf"\b(?:in|from|near|round|postcode|post code|live[sd]?)\b(?: (?:is|was|starts?|"
    rf"area))? (?P<district>(?:{AREAS})\d{{1,2}}[A-Z]?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
LETTER_AND_DIGIT = re.compile(r"[A-Za-z]\d|GIR")  # every postcode has them
ROADS_AND_BANDS = re.compile(r"[ABM]\d|(?:E|S|B|W|N)\d{1,2}|(?:CO|PO|SS|HA|SO|ST|SN|L|G)\d")

SURE_STREETS = vocabulary("sure_streets")
STREETS = SURE_STREETS | vocabulary("streets")
NO_STREET_NAME = FUNCTION_WORDS | vocabulary("no_street_name")
NUMBER = re.compile(r"\d{1,4}[A-Za-z]?")
INSIDE = vocabulary("inside")


def find_addresses(passage: Passage) -> Iterator[Finding]:
    if passage.digits and LETTER_AND_DIGIT.search(passage.text):
        yield from postcodes(passage.text)
    for index, word in enumerate(passage.words):
        if index and word.plain in STREETS and "'" not in word.text:
            yield from street_ending_at(passage, index)
        if word.plain in INSIDE:
            yield from dwelling_at(passage, index)


def postcodes(text: str) -> Iterator[Finding]:
    for pattern in (POSTCODE, SMALL_POSTCODE):
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), Category.POSTCODE, "format", 0.97, sure=True)
    for match in DISTRICT.finditer(text):
        if not ROADS_AND_BANDS.fullmatch(match[0]):
            yield Finding(match.start(), match.end(), Category.POSTCODE, "format", 0.8, sure=True)
    for match in SAID_DISTRICT.finditer(text):
        yield Finding(match.start("district"), match.end("district"), Category.POSTCODE, "introduction", 0.8, sure=True)


def street_ending_at(passage: Passage, index: int) -> Iterator[Finding]:
    """A street named by the words before `index`, with its house number; without one, only when it is plainly a
    name.
    """
    words = passage.words
    first = index
    while first and index - first < 3 and joins_street(passage, first - 1):
        first -= 1
    numbered = first > 0 and is_house_number(passage, first - 1)
    if first == index and not (numbered and words[index].capital):
        return
    named = all(word.capital for word in words[first : index + 1]) and words[first].text[0].isalpha()
    sure = words[index].plain in SURE_STREETS
    if (
        numbered
        or (named and sure)
        or (sure and index - first <= 2 and not words[first].listed.ordinary)
        or (sure and index - first == 1 and preposition_before(passage, first))
    ):
        start = with_dwelling(passage, first - 1) if numbered else first
        yield Finding(
            words[start].start, words[index].end, Category.ADDRESS, "street", 0.9 if numbered else 0.75, sure=True
        )


def joins_street(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    return passage.gap(index) in (" ", "-", "'", ". ") and word.plain not in NO_STREET_NAME and word.text[0].isalpha()


def is_house_number(passage: Passage, index: int) -> bool:
    return bool(NUMBER.fullmatch(passage.words[index].text)) and passage.gap(index) in (" ", ", ")


def with_dwelling(passage: Passage, start: int) -> int:
    """Take in “Flat 6,” before a house number."""
    if (
        start >= 2
        and passage.words[start - 2].plain in INSIDE
        and joins(passage.gap(start - 1))
        and joins(passage.gap(start - 2))
    ):
        return start - 2
    return start


def dwelling_at(passage: Passage, index: int) -> Iterator[Finding]:
    """“flat 12”, “caravan 3”: a room or floor only beside more of an address, which `street_ending_at` sees."""
    words = passage.words
    if words[index].plain in ("room", "floor", "block", "suite", "unit", "pitch") or index + 1 >= len(words):
        return
    if passage.gap(index) == " " and NUMBER.fullmatch(words[index + 1].text):
        yield Finding(words[index].start, words[index + 1].end, Category.ADDRESS, "street", 0.7)


def preposition_before(passage: Passage, index: int) -> bool:
    return index > 0 and passage.words[index - 1].plain in {
        "on",
        "at",
        "in",
        "off",
        "near",
        "from",
        "to",
        "down",
        "up",
        "of",
        "outside",
    }
