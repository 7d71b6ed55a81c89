"""Numbers and ordinals in words and figures."""

import re

from heard.text.session_notes.vocabulary import names, one_of

UNITS = names(
    """one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | thirteen | fourteen |
    fifteen | sixteen | seventeen | eighteen | nineteen"""
)
TENS = names("twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety")
FIRSTS = names(
    """first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | eleventh | twelfth |
    thirteenth | fourteenth | fifteenth | sixteenth | seventeenth | eighteenth | nineteenth"""
)
DOZENS = {"half a dozen": 6, "dozen": 12, "a dozen": 12, "two dozen": 24, "three dozen": 36}


def _longest_first(listed: tuple[str, ...]) -> str:
    return one_of(" | ".join(sorted(listed, key=len, reverse=True)))


WORD_NUMBER = (
    rf"(?:{_longest_first(tuple(DOZENS))}|{_longest_first(TENS)}(?:[- ]{_longest_first(UNITS[:9])})?"
    rf"|{_longest_first(UNITS)}|(?:a|one) hundred)"
)
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|{WORD_NUMBER})"
ORDINAL = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)|twenty[- ]{_longest_first(FIRSTS[:9])}|twentieth|thirtieth|{_longest_first(FIRSTS)})"
)
EVENT = one_of(
    r"""sessions? | meetings? | hearings? | round ?tables? | workshops? | gatherings? | events? | seminars? |
    listening (?:day|circle)s?"""
)
# “the third online evidence session”, “the second of the Commission’s regional evidence sessions”, “Session 3”
WHICH_SESSION = (
    re.compile(
        rf"\b(?P<which>{ORDINAL})\s+(?:of\s+(?:[\w’' -]{{1,40}}?)\s+)?(?:in\s+(?:the|our|its|a)\s+series\s+of\s+)?"
        rf"(?:[\w’'&-]+\s+){{0,6}}?{EVENT}\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:evidence |listening )?(?:session|meeting|hearing|round ?table|workshop)\s+(?:no\.?\s*|number\s+|#)?"
        rf"(?P<which>\d{{1,2}}|{WORD_NUMBER})\b",
        re.IGNORECASE,
    ),
)


def number_from(text: str) -> int | None:
    """The whole number that `text` writes in figures, or in words up to a hundred; None if it writes none."""
    written = text.casefold().replace(",", "").strip()
    if written.isdigit():
        return int(written)
    if written in DOZENS:
        return DOZENS[written]
    if written in ("a hundred", "one hundred"):
        return 100
    ten, _, unit = written.replace("-", " ").partition(" ")
    if ten in TENS:
        return (TENS.index(ten) + 2) * 10 + (UNITS.index(unit) + 1 if unit in UNITS else 0)
    return UNITS.index(written) + 1 if written in UNITS else None


def ordinal_from(text: str) -> int | None:
    """The place that `text` writes: “third”, “3rd”, “twenty-first”."""
    written = text.casefold().strip()
    if digits := re.match(r"\d+", written):
        return int(digits.group())
    if written in FIRSTS:
        return FIRSTS.index(written) + 1
    if written in ("twentieth", "thirtieth"):
        return 20 if written == "twentieth" else 30
    unit = re.split(r"[- ]", written)[-1]
    return 20 + FIRSTS.index(unit) + 1 if unit in FIRSTS else None


def ordinal_of_session(text: str) -> int | None:
    """Which session of a series a text says it tells of."""
    for which in WHICH_SESSION:
        if match := which.search(text):
            return ordinal_from(match.group("which")) or number_from(match.group("which"))
    return None
