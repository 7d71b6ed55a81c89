"""What is told of a person, as facts that can be counted: of which ages, in which regions, speaking of what.

    facts = facts_in("Im 14 and [place in Wales] is cold")   # {"age_band": {"13–15"}, "region": {"Wales"}}

Facts are found by simple rules in words that two people have read: the regions of the UK by name (also inside our own
brackets), towns that the list of places knows, and ages that somebody says they are now. What is rare in a life is
asked of people, not of these rules.
"""

import re
from collections.abc import Iterable, Mapping

from heard.inquiry.contributors.states import AgeBand, Region
from heard.protect.disclosure.states import Attribute
from heard.text.deidentification.categories import Category
from heard.text.deidentification.places import find_places
from heard.text.deidentification.word_lists import gb_regions, plain
from heard.text.deidentification.words import Passage

Facts = Mapping[str, frozenset[str]]

BANDS = ((13, AgeBand.UNDER_13), (16, AgeBand.FROM_13), (18, AgeBand.FROM_16), (26, AgeBand.FROM_18))
OLDEST = 120
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
IN_WORDS = {
    word: number
    for number, word in enumerate(
        ("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", *TEENS, "twenty"), start=5
    )
}
NUMBER = rf"(?P<age>\d{{1,3}}|{'|'.join(IN_WORDS)})"
UNIT = r"(?![\w%]|[.,:]\d|\s*(?:%|percent|minutes?|months?|weeks?|days?|hours?|o['’]?clock|times|miles|of us|pounds))"
AGES = (
    re.compile(rf"\b(?:i am|i['’]?m|aged|age|turned|just turned|turning)\s+(?:now\s+|only\s+)?{NUMBER}{UNIT}", re.I),
    re.compile(rf"\b{NUMBER}[ -]+years?[ -]+old\b", re.I),
)
THEN = re.compile(r"\b(?:when|was|were|until|since|till|before|after|from)\b[^.!?\n]{0,40}$", re.I)
SPELT_BANDS = {
    AgeBand.UNDER_13: re.compile(r"\bunder[ -](?:13|thirteen)\b", re.I),
    AgeBand.FROM_13: re.compile(r"\b13\s?(?:–|-|to)\s?15\b", re.I),
    AgeBand.FROM_16: re.compile(r"\b16\s?(?:–|-|to)\s?17\b", re.I),
    AgeBand.FROM_18: re.compile(r"\b18\s?(?:–|-|to)\s?25\b", re.I),
    AgeBand.FROM_26: re.compile(r"\b26 and over\b|\bover[ -]25\b", re.I),
}
ALSO_CALLED = {Region.YORKSHIRE: ("Yorkshire",), Region.WALES: ("Cymru",), Region.EAST: ("East Anglia",)}
REGIONS = {
    region: re.compile("|".join(rf"\b{'[ -]'.join(map(re.escape, name.split()))}\b" for name in names), re.I)
    for region in Region
    for names in [(region.value, *ALSO_CALLED.get(region, ()))]
}


def facts_in(words: str) -> Facts:
    """What the words themselves tell."""
    return _facts({Attribute.AGE_BAND: ages_in(words), Attribute.REGION: regions_in(words) | regions_of_towns(words)})


def facts_named(attribution: str) -> Facts:
    """What a line about a speaker names: regions, and ages of whatever kind."""
    return _facts({Attribute.AGE_BAND: ages_in(attribution), Attribute.REGION: regions_in(attribution)})


def together(*told: Facts) -> Facts:
    """All that is told, by somebody who holds each."""
    found: dict[str, frozenset[str]] = {}
    for facts in told:
        for name, values in facts.items():
            found[name] = found.get(name, frozenset()) | values
    return found


def ages_in(words: str) -> set[str]:
    """The bands of the ages that somebody says they are now, or that stand there as bands."""
    found: set[str] = {band.value for band, spelt in SPELT_BANDS.items() if spelt.search(words)}
    for pattern in AGES:
        for match in pattern.finditer(words):
            if not THEN.search(words, max(0, match.start() - 60), match.start()):
                found |= {band.value for band in [band_of(match["age"])] if band}
    return found


def band_of(age: str) -> AgeBand | None:
    years = IN_WORDS.get(age.lower()) or (int(age) if age.isdigit() else OLDEST)
    if not 3 < years < OLDEST:
        return None
    return next((band for below, band in BANDS if years < below), AgeBand.FROM_26)


def regions_in(words: str) -> set[str]:
    return {region.value for region, spelt in REGIONS.items() if spelt.search(words)}


def regions_of_towns(words: str) -> set[str]:
    """The regions of towns that were left in a text."""
    found = {
        gb_regions().get(plain(words[place.start : place.end]), "").removeprefix("the ")
        for place in find_places(Passage(words))
        if place.category is Category.PLACE and place.sure
    }
    return found & {region.value for region in Region}


def _facts(found: Mapping[str, Iterable[str]]) -> Facts:
    return {str(name): frozenset(values) for name, values in found.items() if values}
