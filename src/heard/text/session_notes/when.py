"""Whether a line only says when."""

import re

from heard.text.session_notes.dates import dates_in
from heard.text.session_notes.times import times_in
from heard.text.session_notes.vocabulary import one_of

ZONE = re.compile(r"\b(?:BST|GMT|UTC|UK time|local time|CET|IST)\b", re.IGNORECASE)
CONNECTING = re.compile(
    r"\b"
    + one_of(
        """date | time | when | on | held | at | from | between | to | the | and | of | online | via | zoom | teams
        | morning | afternoon | evening | starting | session | meeting"""
    )
    + r"\b",
    re.IGNORECASE,
)


def is_when(text: str) -> bool:
    """Whether a line says nothing but when: a date or a time, with no other words of weight."""
    dates, rest = dates_in(text), text
    for written in reversed(dates):
        rest = rest[: written.start] + " " + rest[written.end :]
    times = times_in(rest)
    if times:
        rest = rest[: times.begins] + " " + rest[times.ends :]
    rest = CONNECTING.sub(" ", ZONE.sub(" ", rest))
    return bool(dates or times) and not re.search(r"[^\W_]", rest)
