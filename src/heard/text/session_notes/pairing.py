"""Pairing quotation marks within a passage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from heard.text.segments.marks import DOUBLE_MARK, Side, side_of

# An apostrophe at the head of a word, which no typesetter can be trusted to turn the right way.
CLIPPED = re.compile(
    r"[‘’'](?:em|til|till|tis|twas|cause|cos|coz|n|ere|bout|round|ave|ome|im|er|e|s|d|\d0s)\b", re.IGNORECASE
)
FARTHEST = 4_000  # characters between two marks of a pair
SINGLE_MARK = re.compile(r"[‘’']")


class MarkStyle(Enum):
    """Which marks set somebody's words apart in a text."""

    DOUBLE = "double"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of marks: `text[opens]` and `text[closes]`, with what is said between them."""

    opens: int
    closes: int


@dataclass(slots=True)
class Pairing:
    """The outermost pairs of a text, and marks that have no partner in it."""

    pairs: list[Pair] = field(default_factory=list)
    unclosed: int | None = None
    unopened: list[int] = field(default_factory=list)


def pair_marks(text: str, style: MarkStyle) -> Pairing:
    """Pairs the marks of one passage. Marks within marks are words of the outer pair."""
    return _pair_doubles(text) if style is MarkStyle.DOUBLE else _pair_singles(text)


def _pair_doubles(text: str) -> Pairing:
    pairing, open_at = Pairing(), list[int]()
    marks = [match.start() for match in DOUBLE_MARK.finditer(text)]
    sides = [side_of(text, at) for at in marks]
    most_closed = _most_closed_after(sides)
    for number, (at, side) in enumerate(zip(marks, sides, strict=True)):
        if _is_inches(text, at) and not open_at:
            continue
        opens = side is Side.OPENS or (side is Side.EITHER and not open_at)
        if opens and open_at and most_closed[number] < len(open_at):
            pairing.unopened.append(at)  # a second opening that nothing closes: most likely typed for the first's end
        elif opens:
            open_at.append(at)
        elif not open_at:
            pairing.unopened.append(at)
        else:
            start = open_at.pop()
            if not open_at:
                pairing.pairs.append(Pair(start, at))
    pairing.unclosed = open_at[0] if open_at else None
    return pairing


def _most_closed_after(sides: Sequence[Side]) -> list[int]:
    """For every mark, how many levels at most the marks from it on close beyond those they open."""
    closed = [0]
    for side in reversed(sides):
        closed.append(max(closed[-1], 0) + (-1 if side is Side.OPENS else 1))
    return closed[:0:-1]


def _is_inches(text: str, at: int) -> bool:
    return text[at] == '"' and bool(re.search(r"\d\s?$", text[max(at - 3, 0) : at])) and text[at + 1 : at + 2] != ""


def _pair_singles(text: str) -> Pairing:
    pairing, done = Pairing(), 0
    openings = [m.start() for m in SINGLE_MARK.finditer(text) if _opens(text, m.start())]
    for index, opening in enumerate(openings):
        if opening < done:
            continue
        following = openings[index + 1] if index + 1 < len(openings) else len(text)
        closing = _closing_for(text, opening, following)
        if closing is None:
            pairing.unclosed = (
                opening if pairing.unclosed is None and _begins_words(text, opening) else pairing.unclosed
            )
        else:
            pairing.pairs.append(Pair(opening, closing))
            done = closing + 1
    last = max((pair.closes for pair in pairing.pairs), default=-1)
    if pairing.unclosed is not None and pairing.unclosed < last:
        pairing.unclosed = None
    return pairing


def _begins_words(text: str, opening: int) -> bool:
    return opening == 0 or text[opening - 1].isspace()


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2]
    faces_a_word = bool(after) and not after.isspace() and after not in ".,;:!?)"
    return (
        faces_a_word and (before.isspace() or before in '([{—–-/“"') and text[at] != "’" and not CLIPPED.match(text, at)
    )


def _closing_for(text: str, opening: int, following: int) -> int | None:
    """The mark that closes a single pair: one beside a stop if there is one, before the next opening."""
    strong: list[int] = []
    weak: list[int] = []
    possessive: list[int] = []
    for match in re.finditer(r"[’']", text[opening + 1 : min(following + 1, opening + FARTHEST)]):
        at = opening + 1 + match.start()
        before, after = text[at - 1], text[at + 1 : at + 2] or " "
        if before.isspace() or after.isalnum():
            continue
        if before in ".!?…,;:—–)" or after in ".,;:!?)]—–" or at + 1 == len(text):
            strong.append(at)
        elif before in "sS" and re.match(r"\s[a-z]", text[at + 1 : at + 3]):
            possessive.append(at)
        else:
            weak.append(at)
    for at in (*strong, *weak, *possessive):
        if at <= following:
            return at
    return None
