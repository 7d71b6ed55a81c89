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
    for match in DOUBLE_MARK.finditer(text):
        at = match.start()
        if _is_inches(text, at) and not open_at:
            continue
        side = side_of(text, at)
        opens = side is Side.OPENS or (side is Side.EITHER and not open_at)
        if opens and open_at and not _has_closings(text, at, len(open_at) + 1):
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


def _has_closings(text: str, at: int, needed: int) -> bool:
    """Whether at least `needed` marks from `at` on close more than open."""
    balance = needed - 1
    for match in DOUBLE_MARK.finditer(text, at):
        balance += 1 if side_of(text, match.start()) is Side.OPENS else -1
        if balance <= 0:
            return True
    return False


def _is_inches(text: str, at: int) -> bool:
    return text[at] == '"' and bool(re.search(r"\d\s?$", text[max(at - 3, 0) : at])) and text[at + 1 : at + 2] != ""


def _pair_singles(text: str) -> Pairing:
    pairing, done = Pairing(), 0
    openings = [m.start() for m in SINGLE_MARK.finditer(text) if _opens(text, m.start())]
    for index, opening in enumerate(openings):
        if opening < done:
            continue
        closing = _closing_for(text, opening, openings[index + 1 :])
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


def _closing_for(text: str, opening: int, later: Sequence[int]) -> int | None:
    """The mark that closes a single pair: one beside a stop if there is one, before the next opening."""
    strong: list[int] = []
    weak: list[int] = []
    possessive: list[int] = []
    for match in re.finditer(r"[’']", text[opening + 1 :]):
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
        if not any(opening < other < at for other in later):
            return at
    return None
