"""Dates as people write them in notes: “Monday 17th May 2021”, “17/05/2021”, “May 17, 2021”, “2021-05-17”."""

import re
from dataclasses import dataclass
from datetime import date

from heard.text.session_notes.vocabulary import one_of

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = "(?P<month>" + one_of(
    r"""jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)? | sept?(?:ember)? |
    oct(?:ober)? | nov(?:ember)? | dec(?:ember)?"""
) + r")\.?"  # fmt: skip
WEEKDAY = r"(?:\b(?P<weekday>mon|tues?|wed(?:nes|s)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+(?:the\s+)?)?"
ENDING = r"\s?(?:st|nd|rd|th)?"
SEVERAL_DAYS = rf"(?:(?P<first>[0-3]?\d){ENDING}\s*(?:[-–—&]|and|to)\s*)?"
DAY = rf"(?P<day>[0-3]?\d){ENDING}"
YEAR = r"(?P<year>(?:19|20)\d{2})"
ALONE_BEFORE, ALONE_AFTER = r"(?<![\d/.-])", r"(?![\d/-])"
WAYS = tuple(
    re.compile(WEEKDAY + way, re.IGNORECASE)
    for way in (
        rf"\b{SEVERAL_DAYS}{DAY}(?:\s+of)?[\s,]+{MONTH}(?:[\s,]+{YEAR})?\b",
        rf"\b{MONTH}\s+{DAY}(?!\d)(?:[\s,]+{YEAR})?\b",
        rf"{ALONE_BEFORE}{YEAR}(?P<iso>[-/])(?P<month>[01]\d)(?P=iso)(?P<day>[0-3]\d){ALONE_AFTER}",
        rf"{ALONE_BEFORE}(?P<day>[0-3]?\d)(?P<mark>[/.-])(?P<month>[0-3]?\d)(?P=mark)(?P<year>(?:20|19)?\d{{2}}){ALONE_AFTER}",
    )
)
NOT_THE_SESSION = re.compile(
    one_of(
        r"""published | updated | created | printed | accessed | revised | version | issued | circulated |
        draft(?:ed)? | posted | copyright"""
    )
    + r"\b[^.;]{0,30}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is written. `day` is None where the year is missing; of several days it is the first."""

    start: int
    end: int
    day: date | None
    text: str
    weekday_agrees: bool = True
    order_is_certain: bool = True
    is_one_day: bool = True


def dates_in(text: str) -> list[WrittenDate]:
    """The dates of a text in order, but for those that say when it was published or changed."""
    found: list[WrittenDate] = []
    for way in WAYS:
        for match in way.finditer(text):
            taken = any(other.start < match.end() and match.start() < other.end for other in found)
            if not taken and not NOT_THE_SESSION.search(text[: match.start()]) and (written := _written(match)):
                found.append(written)
    return sorted(found, key=lambda written: written.start)


def without_dates(text: str) -> str:
    """The text with its dates blanked out, at the same length."""
    for way in WAYS:
        text = way.sub(lambda match: " " * len(match.group()), text)
    return text


def _written(match: re.Match[str]) -> WrittenDate | None:
    groups = match.groupdict()
    first = groups.get("first")
    day, month, is_certain = int(first or groups["day"]), _month(groups["month"]), True
    if groups.get("mark"):
        day, month, is_certain = _day_and_month(day, month)
    try:
        found = date(_full_year(groups["year"]), month, day) if groups["year"] else None
    except ValueError:
        return None
    weekday = groups["weekday"]
    agrees = not (found and weekday) or weekday.casefold().startswith(WEEKDAYS[found.weekday()])
    text = match.group().strip(" ,")
    return WrittenDate(match.start(), match.end(), found, text, agrees, is_certain, first is None)


def _day_and_month(first: int, second: int) -> tuple[int, int, bool]:
    """British order, day first, unless only the other makes a date; and whether that is certain."""
    if second > 12 >= first:
        return second, first, True
    return first, second, first > 12 or first == second


def _month(written: str) -> int:
    return int(written) if written.isdigit() else MONTHS.index(written.casefold()[:3]) + 1


def _full_year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)
