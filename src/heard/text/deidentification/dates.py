"""Dates of somebody's life: in figures, in words, as they are spoken. A month or a weekday alone places nobody."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Cued, Passage

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
WEEKDAY = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b,?"
ORDINAL_WORD = (
    r"(?:twenty[ -]|thirty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|"
    r"eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|"
    r"twentieth|thirtieth"
)
DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?|{ORDINAL_WORD})"
TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
TEENS = r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
SPOKEN_YEAR = (
    rf"(?:nineteen[ -](?:{TENS}(?:[ -]{ONES})?|{TEENS}|oh[ -]{ONES})|twenty[ -](?:{TEENS}|"
    rf"{TENS}(?:[ -]{ONES})?|oh[ -]{ONES})|two thousand(?: and (?:{ONES}|{TEENS}|{TENS}(?:[ -]{ONES})?))?)"
)
YEAR = rf"(?:(?:19|20)\d\d\b|['’]\d\d\b|{SPOKEN_YEAR}\b)"
FIGURES = (
    r"(?:(?:0?[1-9]|[12]\d|3[01])([./\-–])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)?\d\d)|(?:19|"
    r"20)\d\d[-./](?:0[1-9]|1[0-2])[-./](?:0[1-9]|[12]\d|3[01]))"
)

FULL = re.compile(
    rf"(?<![\w/])(?:w/[ce] )?(?:{WEEKDAY}\s+)?(?:the )?(?:{DAY}(?: of)?[ -]+{MONTH}|"
    rf"{MONTH} ?(?:the )?{DAY}(?![\d:]| ?%))(?:[,.]?[ -]+(?:of )?{YEAR}|[,.]? ?\d\d\b(?! ?(?:am|pm|"
    rf":)))?",
    re.IGNORECASE,
)
IN_FIGURES = re.compile(rf"(?<![\d/.\-£])(?=[\dmtwfs])(?:{WEEKDAY}\s+)?{FIGURES}(?![\d/\-]|\.\d)", re.IGNORECASE)
SHORT_FIGURES = re.compile(
    rf"(?:\bon (?:the )?|\bw/[ce] |\bsince |\b(?:mtg|meeting|review|visit|visited|call|seen|spoke|session|conference|"
    rf"hv|tc) (?:on )?|(?=\b{WEEKDAY}\s+\d))(?P<date>(?:{WEEKDAY}\s+)?(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2]))"
    rf"(?!\d|[/.]\d|%)",
    re.IGNORECASE,
)
WEEKDAY_DAY = re.compile(
    rf"\b{WEEKDAY}\s+(?:the )?(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b|(?:{ORDINAL_WORD})\b)", re.IGNORECASE
)
MONTH_YEAR = re.compile(
    rf"\b(?:(?:early|late|mid|the end of|end of|beginning of)[ -])?(?:{MONTH}|spring|summer|autumn|"
    rf"winter|christmas|xmas|easter|new year|ramadan|eid|bonfire night|half term|"
    rf"boxing day|halloween|diwali|mothering sunday|"
    rf"mother'?s day|father'?s day|good friday)"
    rf"(?:,| of| time| day| eve)?[ -]+(?:of )?{YEAR}",
    re.IGNORECASE,
)
MONTH_OF_FIGURES = re.compile(r"(?<![\d/.\-£])(?:0[1-9]|1[0-2])[/.](?:19|20)\d\d(?![\d/\-]|\.\d)")
MONTH_LAST_YEAR = re.compile(
    rf"\b{MONTH},? (?:of )?(?:last|this|that) year\b|\b(?:summer|autumn|winter|spring|christmas) (?:of )?last year\b",
    re.IGNORECASE,
)
FEAST = re.compile(
    rf"\b(?:boxing day|christmas (?:day|eve)|new year'?s? (?:eve|day)|bonfire night|halloween|good friday|"
    rf"easter (?:sunday|monday)|valentine'?s day|mother'?s day|father'?s day|(?:next|last) (?!may\b|march\b){MONTH})",
    re.IGNORECASE,
)
ACADEMIC = re.compile(r"(?<![\w/-])(?:19|20)\d\d[/–-](?:(?:19|20)?\d\d)(?![\d/-])")
PLACING = (
    r"\b(?:in|since|from|until|till|til|by|around|about|during|back in|before|after|of|between|circa|"
    r"c\.|and|to|year|summer|christmas|came|come|took|taken|left|moved|arrived|started|joined|adopted|died|"
    r"closed|placed|removed|retired|qualified|married)\s+(?:late |early |mid[ -]?)?"
)
PLACED_YEAR = re.compile(
    PLACING + r"(?P<year>(?:19[3-9]\d|"
    r"20[0-2]\d)(?!\d|[-/]\d|s\b| ?(?:people|families|children|pounds|words|act\b|regulations)))",
    re.IGNORECASE,
)
PLACED_SPOKEN_YEAR = re.compile(rf"{PLACING}(?P<year>{SPOKEN_YEAR}\b)", re.IGNORECASE)
YEAR_OF_LINE = re.compile(r"^(?P<year>(?:19[3-9]\d|20[0-2]\d))(?=[ :,–-])", re.MULTILINE)
DAY_ALONE = re.compile(
    rf"\b(?:on|till|until|til|by|before|from|since) (?P<date>the (?:\d{{1,2}}(?:st|nd|rd|th)|"
    rf"{ORDINAL_WORD}))(?=\s*(?:$|[.,;!?)\n]))",
    re.IGNORECASE,
)
STATED_YEAR = re.compile(r"\b(?P<year>nineteen[ -]" + TENS + rf"(?:[ -]{ONES})?)\b", re.IGNORECASE)
SHORT_SPOKEN_YEAR = re.compile(
    rf"\b(?:in|since|from|till|until|til) (?P<year>(?:fifty|sixty|seventy|eighty|"
    rf"ninety)[ -]{ONES})\b(?!\s*(?:years|yrs|people|of|miles|pounds|percent|per|weeks|days))",
    re.IGNORECASE,
)
BARE_FIGURES = re.compile(
    r"(?<![\d/.£-])(?!24/7)(?!9/11)(?P<date>(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:0[1-9]|1[12]))(?!\d|[/.]\d|%)"
    r"|\b(?:to|from|until|till|between|by) (?P<other>(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))(?!\d|[/.]\d|%)"
)
BRACKETED_YEAR = re.compile(r"[(,–-] ?(?P<year>(?:19[3-9]\d|20[0-2]\d))(?=\)|,|;)")
BORN = re.compile(
    rf"\b(?:born(?: on| in)?|d\.?o\.?b\.?|date of birth|birth ?date|birthday|b-?day|"
    rf"bday)\b[\s:=,(–-]*(?:(?:is|was|on|it's|its|in|will be)\s+)*"
    rf"(?P<date>(?:{WEEKDAY}\s+)?(?:the )?(?:{DAY}(?: of)?[ -]+{MONTH}(?:,?[ -]+(?:{YEAR}|\d\d\b))?|"
    rf"{MONTH} ?(?:the )?{DAY}(?:,? ?{YEAR})?|(?:{MONTH} )?{YEAR}|"
    rf"{FIGURES.replace(chr(92) + '1', chr(92) + '2')}|\d{{1,2}}[./ -]\d{{1,2}}(?:[./ -]\d{{2,4}})?|"
    rf"\d{{6,8}}\b))",
    re.IGNORECASE,
)
LAW = re.compile(
    r"\b(?:Act|Regulations|Order|Bill|Rules|Convention|Report|Review|Strategy|Guidance|Inquiry|"
    r"Census)(?: of)?,? ?(?:\()?$"
)

MONTHS = vocabulary("months_written")
WEEKDAYS = vocabulary("weekdays")
SEASONS = vocabulary("seasons")
FEASTS = vocabulary("feasts")
SPOKEN = frozenset(["nineteen", "nineteenth", "twenty", "thousand"])
TENS_SPOKEN = frozenset(["fifty", "sixty", "seventy", "eighty", "ninety"])
BIRTH = vocabulary("birth")
DATED = (
    MONTHS
    | WEEKDAYS
    | FEASTS
    | SPOKEN
    | TENS_SPOKEN
    | frozenset({"year", "years", "christmas", "bonfire", "boxing", "day"})
)

WHOLE = (
    Cued(FULL, MONTHS),
    Cued(IN_FIGURES, digits=4, signs="./-–"),
    Cued(WEEKDAY_DAY, WEEKDAYS),
    Cued(MONTH_YEAR, MONTHS | SEASONS | FEASTS),
    Cued(MONTH_OF_FIGURES, digits=6, signs="/."),
    Cued(MONTH_LAST_YEAR, frozenset({"year"})),
    Cued(FEAST, MONTHS | frozenset({"day", "eve", "halloween", "night", "friday", "sunday", "monday"})),
    Cued(ACADEMIC, digits=6, signs="/–-"),
)
YEARS = (
    Cued(PLACED_YEAR, digits=4),
    Cued(PLACED_SPOKEN_YEAR, SPOKEN),
    Cued(BRACKETED_YEAR, digits=4),
    Cued(STATED_YEAR, frozenset({"nineteen"})),
    Cued(SHORT_SPOKEN_YEAR, TENS_SPOKEN),
    Cued(YEAR_OF_LINE, digits=4),
)
BIRTHS = Cued(BORN, BIRTH)
SHORTER = (Cued(SHORT_FIGURES, digits=2, signs="/."), Cued(DAY_ALONE, frozenset({"the"})))
BARE = Cued(BARE_FIGURES, digits=2, signs="/")


def find_dates(passage: Passage) -> Iterator[Finding]:
    if not passage.digits and passage.runs.isdisjoint(DATED):
        return
    for match in BIRTHS.finditer(passage):
        yield Finding(match.start("date"), match.end("date"), Category.DATE_OF_BIRTH, "date", 0.95, sure=True)
    for pattern in WHOLE:
        for match in pattern.finditer(passage):
            if not is_half_a_thought(passage.text, match):
                yield date(*match.span(), 0.9)
    for pattern in SHORTER:
        for match in pattern.finditer(passage):
            yield date(*match.span("date"), 0.8)
    for match in BARE.finditer(passage):
        yield date(*match.span("date" if match["date"] else "other"), 0.7)
    yield from years(passage)


def years(passage: Passage) -> Iterator[Finding]:
    for pattern in YEARS:
        for match in pattern.finditer(passage):
            if not LAW.search(passage.text, max(match.start() - 40, 0), match.start("year")):
                yield date(*match.span("year"), 0.7)


def date(start: int, end: int, score: float) -> Finding:
    return Finding(start, end, Category.DATE, "date", score, sure=True)


MERE_MONTH, VERB = re.compile(r"(?:may|mar|march|sun|sat|dec|jan) \d{1,2}"), re.compile(r"\d{1,2} (?:may|march)")


def is_half_a_thought(text: str, match: re.Match[str]) -> bool:
    """“in may 2 of us left”: may or march in small letters before or after a bare number is likely a verb or a mere
    month.
    """
    found = match[0]
    if MERE_MONTH.fullmatch(found):
        return True
    return bool(VERB.fullmatch(found)) and text[match.end() : match.end() + 4].strip()[:2] in (
        "be",
        "no",
        "ha",
    )
