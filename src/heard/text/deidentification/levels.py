"""How coarse what stands in place of an identifier is: a place by its region or its country, a date by its month or its
year, an age by its band.

Two steps that never touch anything but our own words in brackets: `said_at` puts a first replacement in place of the
original's words, and `at_levels` makes the replacements of a working text coarser before it leaves.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from heard.text.deidentification.categories import Category
from heard.text.deidentification.labels import LABELS
from heard.text.deidentification.word_lists import gb_regions, plain
from heard.text.redaction import Redacted


class PlaceLevel(StrEnum):
    """How coarse a place is."""

    REGION = "region"  # [place in the North West]
    COUNTRY = "country"  # [place in England]
    NONE = "none"  # [place]


class DateLevel(StrEnum):
    """How coarse a date is."""

    MONTH = "month"  # [March 2021]
    YEAR = "year"  # [2021]
    NONE = "none"  # [date]


class AgeLevel(StrEnum):
    """How coarse an age is."""

    BAND = "band"  # [aged 16–17]
    NONE = "none"  # [age]


@dataclass(frozen=True, slots=True)
class Levels:
    """One level for each category that has some. `whose` lets “of P-0412” stand."""

    place: PlaceLevel = PlaceLevel.REGION
    date: DateLevel = DateLevel.NONE
    age: AgeLevel = AgeLevel.NONE
    whose: bool = True


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NATIONS = ("Wales", "Scotland", "Northern Ireland")
BANDS = ((13, "under 13"), (16, "13–15"), (18, "16–17"), (26, "18–25"), (200, "26 and over"))
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SHORT_YEAR = re.compile(r"^\d{1,2}[./–-]\d{1,2}[./–-](\d\d)$|['’](\d\d)\b")
FIGURES = re.compile(r"^(?:\d{1,2}[./–-](?P<month>\d{1,2})[./–-](?:\d\d)?\d\d|\d{4}[-./](?P<iso>\d\d)[-./]\d\d)$")
OUR_PLACE = re.compile(r"\[(?P<what>[^\[\]]+?) in (?P<where>(?:the )?[A-Z][^\[\]\d]*?)(?P<number> \d+)?\]")
OUR_DATE = re.compile(rf"\[(?:(?:{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d\d)\]")
OUR_AGE = re.compile(r"\[aged (?:under )?\d[^\[\]]*\]|\[aged 26 and over\]")
OUR_PERSON = re.compile(r"\[(?P<who>[^\[\]]+) of P-\d+\]")
SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = {word: number for number, word in enumerate(SMALL)} | {
    word: tens * 10 for tens, word in enumerate(TENS, start=2)
}


def said_at(words: str, category: Category, levels: Levels) -> str | None:
    """What stands in place of `words` of an original; None where the level says nothing of them."""
    if category is Category.PLACE:
        region = gb_regions().get(plain(words).removeprefix("the ").strip())
        return in_place(LABELS[category], region, levels.place) if region else None
    if category is Category.DATE:
        return at_date(words, levels.date)
    if category is Category.AGE:
        return at_age(words, levels.age)
    return None


def in_place(what: str, region: str, level: PlaceLevel) -> str:
    if level is PlaceLevel.NONE:
        return f"[{what}]"
    return f"[{what} in {region if level is PlaceLevel.REGION else country_of(region)}]"


def country_of(region: str) -> str:
    """“England” for a region of it; a nation is its own."""
    return region if region in NATIONS or region == "England" else "England"


def at_date(words: str, level: DateLevel) -> str | None:
    year = year_in(words)
    if level is DateLevel.NONE or year is None:
        return f"[{LABELS[Category.DATE]}]"
    month = month_in(words)
    return f"[{month} {year}]" if level is DateLevel.MONTH and month else f"[{year}]"


def year_in(words: str) -> str | None:
    found = YEAR.search(words)
    if found:
        return found[0]
    short = SHORT_YEAR.search(words.strip())
    return f"20{short[1] or short[2]}" if short and int(short[1] or short[2]) < 40 else None


def month_in(words: str) -> str | None:
    figures = FIGURES.match(words.strip())
    if figures:
        number = int(figures["month"] or figures["iso"])
        return MONTHS[number - 1] if 1 <= number <= 12 else None
    named = (month for month in MONTHS if re.search(rf"\b{month[:3]}", words, re.IGNORECASE))
    return next(named, None)


def at_age(words: str, level: AgeLevel) -> str | None:
    years = years_in(words)
    if level is AgeLevel.NONE or years is None:
        return f"[{LABELS[Category.AGE]}]"
    return f"[aged {next(name for most, name in BANDS if years < most)}]"


def years_in(words: str) -> int | None:
    """An age in whole years; None where months or weeks are counted, or two ages are told."""
    if re.search(r"month|week|day|wk|mth", words, re.IGNORECASE):
        return None
    figures = re.findall(r"\d+", words)
    if figures:
        return int(figures[0]) if len(figures) == 1 and int(figures[0]) < 130 else None
    told = [NUMBER_WORDS[word] for word in re.findall(r"[a-z]+", plain(words)) if word in NUMBER_WORDS]
    if len(told) == 2 and told[0] >= 20 and told[1] < 10:
        return sum(told)
    return told[0] if len(told) == 1 else None


def at_levels(working: Redacted, levels: Levels) -> Redacted:
    """The same working text with every replacement at least as coarse as `levels`. No other character changes.

    Needs no original: what was replaced is gone from both. The map to the original stays true.
    """
    made = tuple(replace(each, text=coarsened(each.text, levels)) for each in working.replacements)
    pieces, end = [], 0
    for place, coarse in zip(working.places, made, strict=True):
        pieces += [working.text[end : place.start], coarse.text]
        end = place.end
    return Redacted("".join([*pieces, working.text[end:]]), made)


def coarsened(replacement: str, levels: Levels) -> str:
    """One replacement, brackets and all, at a level; those that no level speaks of stay."""
    if not levels.whose:
        replacement = OUR_PERSON.sub(r"[\g<who>]", replacement)
    if OUR_AGE.fullmatch(replacement):
        return f"[{LABELS[Category.AGE]}]" if levels.age is AgeLevel.NONE else replacement
    date = OUR_DATE.fullmatch(replacement)
    if date:
        whole = levels.date is DateLevel.MONTH
        return replacement if whole else f"[{date['year']}]" if levels.date is DateLevel.YEAR else "[date]"
    place = OUR_PLACE.fullmatch(replacement)
    known = place and place["where"] in {*gb_regions().values(), "England"}
    if not place or not known or levels.place is PlaceLevel.REGION:
        return replacement  # with its number, which tells two places of one region apart
    return in_place(place["what"], place["where"], levels.place)
