"""Whether a file holds the notes of several sessions, and where each begins."""

import re
from collections.abc import Callable, Sequence

from heard.text.session_notes.dates import dates_in
from heard.text.session_notes.numbers import EVENT, NUMBER, ORDINAL, number_from, ordinal_from
from heard.text.session_notes.passages import Passage
from heard.text.session_notes.times import times_in
from heard.text.session_notes.when import is_when

LONGEST_LINE = 120
SESSION = re.compile(
    rf"(?:[\w’' ]{{0,30}}\s)?(?:session|meeting|hearing|workshop|round ?table)\s+(?P<which>{NUMBER})\b", re.IGNORECASE
)
ORDINAL_SESSION = re.compile(
    rf"(?:the\s+)?(?P<which>{ORDINAL})\s+(?:[\w’'-]+\s+){{0,2}}?{EVENT}\b(?=\W|$)(?!\s+[a-z])", re.IGNORECASE
)
ANOTHER_TIME = re.compile(
    r"\b(?:next|future|upcoming|forthcoming|deadline|published|updated|previous)\b", re.IGNORECASE
)


def sessions_in(passages: Sequence[Passage], headings: set[int]) -> list[int]:
    """The lines with which several sessions begin, each with a day or a number of its own; empty for one session.

    Numbers alone are parts of one session where the notes begin with its day.
    """
    lines = [index for index, passage in enumerate(passages) if _can_begin_a_session(passage, index in headings)]
    by_day = _with_signs_of_their_own(passages, lines, _day_of)
    if by_day:
        return by_day
    numbered = _with_signs_of_their_own(passages, lines, _number_of)
    has_one_day = any(index < numbered[0] and _day_of(passages[index].text) for index in lines) if numbered else False
    return [] if has_one_day else numbered


def first_line_of(sessions: Sequence[int], headings: set[int]) -> int:
    """Where the first of several sessions begins: its day, or the heading right above it."""
    first = sessions[0]
    while first - 1 in headings and first > 1:
        first -= 1
    return first


def _can_begin_a_session(passage: Passage, is_heading: bool) -> bool:
    text = passage.text
    if len(text) > LONGEST_LINE or passage.is_item or ANOTHER_TIME.search(text):
        return False
    is_dated = bool(dates_in(text)) and times_in(text) is not None
    return is_heading or is_when(text) or is_dated or SESSION.match(text) is not None


def _with_signs_of_their_own(
    passages: Sequence[Passage], lines: Sequence[int], sign: Callable[[str], str | None]
) -> list[int]:
    signs = {found: index for index in reversed(lines) if (found := sign(passages[index].text))}
    return sorted(signs.values()) if len(signs) > 1 else []


def _day_of(line: str) -> str | None:
    days = [written for written in dates_in(line) if written.day]
    counts = len(days) == 1 and (is_when(line) or SESSION.search(line) or times_in(line))
    return str(days[0].day) if counts else None


def _number_of(line: str) -> str | None:
    if match := SESSION.match(line):
        return str(number_from(match.group("which")))
    ordinal = ORDINAL_SESSION.match(line)
    return str(ordinal_from(ordinal.group("which"))) if ordinal else None
