"""Shops, charities and bodies that many places have, told apart by theirs: “the Greggs on Station Road”, “a refuge in
Gloucester”.
"""

from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.word_lists import places, vocabulary
from heard.text.deidentification.words import Passage

OUTLETS = vocabulary("outlets")
OUTLET_WORDS = vocabulary("outlet_words")
STREETS = vocabulary("sure_streets")
ARTICLES = frozenset(["the", "a", "an"])
FURTHEST = 4  # words before the kind of outlet that can belong to its name


def find_branches(passage: Passage) -> Iterator[Finding]:
    for index, word in enumerate(passage.words):
        if (word.plain in OUTLETS or word.base in OUTLETS) and index + 2 < len(passage):
            end = end_of_place(passage, index)
            if end:
                first = start_of_outlet(passage, index)
                yield Finding(
                    passage.words[first].start,
                    passage.words[end - 1].stop,
                    Category.ORGANISATION,
                    "branch",
                    0.7,
                    sure=True,
                )


def end_of_place(passage: Passage, index: int) -> int:
    """The index after the place that follows “in”, “at” or “on” after word `index`, or a comma; 0 for none."""
    words, gap = passage.words, passage.gap(index)
    linked = gap == " " and words[index + 1].plain in ("in", "at", "on", "near", "up")
    if not linked and gap not in (", ", " "):
        return 0
    first = index + 2 if linked else index + 1
    if first < len(words) and words[first].plain == "the" and linked:
        first += 1
    if first >= len(words):
        return 0
    end = passage.phrase_end(first, places())
    if end > first and (words[first].capital or not words[first].listed.everyday):
        return end if linked or words[first].capital == words[index].capital else 0
    for place in range(first + 1, min(first + 4, len(words))):
        if linked and words[place].plain in STREETS and words[first].text[0].isalpha():
            return place + 1
    return 0


def start_of_outlet(passage: Passage, index: int) -> int:
    """“the Salvation Army”, “Sainsbury's depot”: the brand before the word at `index`, and an article."""
    words, first = passage.words, index
    while first and index - first < FURTHEST and passage.gap(first - 1) in (" ", "-", "’", "'"):
        before = words[first - 1]
        if before.plain in ARTICLES:
            return first - 1
        belongs = (
            before.plain in OUTLET_WORDS
            or before.plain in OUTLETS
            or before.base in OUTLETS
            or passage.proper(first - 1)
        )
        if not belongs:
            break
        first -= 1
    return first
