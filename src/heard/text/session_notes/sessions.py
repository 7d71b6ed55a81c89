"""Whether a file holds the notes of several sessions."""

import re
from collections.abc import Sequence

from heard.text.session_notes.dates import dates_in
from heard.text.session_notes.numbers import NUMBER, number_from
from heard.text.session_notes.passages import Passage
from heard.text.session_notes.times import times_in
from heard.text.session_notes.when import is_when

LONGEST_LINE = 120
SESSION = re.compile(
    rf"(?:[\w’' ]{{0,30}}\s)?(?:session|meeting|hearing|workshop|round ?table)\s+(?P<which>{NUMBER})\b", re.IGNORECASE
)
ANOTHER_TIME = re.compile(
    r"\b(?:next|future|upcoming|forthcoming|deadline|published|updated|previous)\b", re.IGNORECASE
)


def sessions_in(passages: Sequence[Passage], headings: set[int]) -> list[str]:
    """The lines with which several sessions begin, each with a day or a number of its own; empty for one session."""
    lines = [
        passage.text
        for index, passage in enumerate(passages)
        if len(passage.text) <= LONGEST_LINE and not passage.is_item and not ANOTHER_TIME.search(passage.text)
        if index in headings or is_when(passage.text) or SESSION.match(passage.text)
    ]
    for sign in (_day_of, _number_of):
        signs = {sign(line): line for line in reversed(lines) if sign(line)}
        if len(signs) > 1:
            return [line for line in lines if line in signs.values()]
    return []


def _day_of(line: str) -> str | None:
    days = [written for written in dates_in(line) if written.day]
    counts = len(days) == 1 and (is_when(line) or SESSION.search(line) or times_in(line))
    return str(days[0].day) if counts else None


def _number_of(line: str) -> str | None:
    match = SESSION.match(line)
    number = number_from(match.group("which")) if match else None
    return str(number) if number else None
