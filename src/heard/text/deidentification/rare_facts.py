"""Hints for one question that no program answers: could somebody who knows this person recognise them in this text?

Every hint is a place in the text with a reason. What is rare in a life is told by lists and patterns; what is rare in
this inquiry by how few other texts have a word. The person who reads decides.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from heard.text.deidentification.ages import find_ages
from heard.text.deidentification.categories import Category
from heard.text.deidentification.dates import find_dates
from heard.text.deidentification.events import find_events
from heard.text.deidentification.facts import find_facts
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.institutions import find_institutions
from heard.text.deidentification.offices import find_offices
from heard.text.deidentification.places import find_places
from heard.text.deidentification.word_lists import read_list
from heard.text.deidentification.words import Passage
from heard.text.spans import Span


class Rare(StrEnum):
    """Why somebody could be recognised by it."""

    ILLNESS = "illness"
    FAMILY = "family"
    OFFICE = "office"
    EVENT = "event"
    ORIGIN = "origin"
    ONLY_ONE = "only one"
    DATE = "date"
    PLACE = "place"
    WORD = "word"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True, order=True)
class RareHint:
    """`text[span]` may be known to whoever knows the person. For facts that count together it is the whole text."""

    span: Span
    why: Rare


FAMILY = re.compile(
    r"\bfamily of (?:six|seven|eight|nine|ten|eleven|twelve|[6-9]|1\d)\b"
    r"|\b(?:six|seven|eight|nine|ten|eleven|twelve|[6-9]|1\d) of us (?:kids|children|siblings|brothers|sisters)\b",
    re.IGNORECASE,
)
BY_SOURCE = {
    "health": Rare.ILLNESS,
    "family": Rare.FAMILY,
    "singled out": Rare.ONLY_ONE,
    "ethnicity": Rare.ORIGIN,
    "office": Rare.OFFICE,
    "event": Rare.EVENT,
}
BY_CATEGORY = {Category.DATE: Rare.DATE, Category.DATE_OF_BIRTH: Rare.DATE, Category.PLACE: Rare.PLACE}
FACTS = (find_facts, find_offices, find_events, find_dates, find_places, find_institutions)
FEW = 2  # other submissions; a word in at most so many is rare in this inquiry
MANY_KINDS = 4  # of facts about one person; together they may fit nobody else
MOST_WORDS = 40  # asked about in one text, the longest first
SHORTEST_WORD = 5  # letters


def find_rare_facts(
    text: str, ours: Sequence[Span] = (), others_with: Callable[[str], int] | None = None
) -> list[RareHint]:
    """Hints in the order of the text. `ours` are our own words in it, of which nothing is said.

    `others_with` tells in how many other submissions of the inquiry a word is; leave it out where they are too few for
    that to mean anything.
    """
    passage = Passage(text)
    found = [found for rule in FACTS for found in rule(passage) if not touches(found.start, found.end, ours)]
    hints = {RareHint(Span(each.start, each.end), why) for each in found if (why := reason_of(each))}
    hints |= {RareHint(Span(*match.span()), Rare.FAMILY) for match in FAMILY.finditer(text)}
    if others_with:
        taken = [hint.span for hint in hints]
        words = unusual_words(passage, [*ours, *taken])
        hints |= {RareHint(span, Rare.WORD) for word, span in words if others_with(word) <= FEW}
    if len(kinds_of_fact(passage, found, text, ours)) >= MANY_KINDS:
        hints.add(RareHint(Span(0, len(text)), Rare.TOGETHER))
    return sorted(hint for hint in hints if not any(says_more(other, hint) for other in hints))


def says_more(other: RareHint, hint: RareHint) -> bool:
    return other != hint and other.why == hint.why and other.span.covers(hint.span)


def reason_of(found: Finding) -> Rare | None:
    by_source = (BY_SOURCE[source] for source in found.source.split("+") if source in BY_SOURCE)
    return next(by_source, None) or BY_CATEGORY.get(found.category)


def touches(start: int, end: int, places: Sequence[Span]) -> bool:
    return any(start < place.end and place.start < end for place in places)


def unusual_words(passage: Passage, taken: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """The words that are not among the commonest, each once, the longest first."""
    seen: dict[str, Span] = {}
    for word in passage.words:
        is_long = len(word.base) >= SHORTEST_WORD and word.base.isalpha()
        if is_long and word.base not in everyday_words() and not touches(word.start, word.end, taken):
            seen.setdefault(word.base, Span(word.start, word.stop))
    yield from sorted(seen.items(), key=lambda pair: (-len(pair[0]), pair[1]))[:MOST_WORDS]


def everyday_words() -> frozenset[str]:
    return read_list("common_words") | read_list("chat_words")


def kinds_of_fact(passage: Passage, found: Sequence[Finding], text: str, ours: Sequence[Span]) -> set[str]:
    """What kinds of fact are told of somebody, in their words or in ours."""
    kinds = {str(reason_of(each) or each.category) for each in (*found, *find_ages(passage))}
    for place in ours:
        words = place.of(text).strip("[]")
        kinds.add("place" if " in " in words else "age" if words.startswith("age") else words.split(" ")[0])
    return kinds - {"date", "person", "name"}
