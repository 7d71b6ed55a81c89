"""The shape of plain text: whether lines are cut to a width, how wide, and whether a blank line follows every line."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from heard.text.segments.lines import BULLET, VisualLine
from heard.text.segments.measures import Measure, better_measure, characters, length, length_with_next_word

ENDS_A_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$|[”»]$")
# A line is full when the next line's first word would take it past this share of the width.
FILLED = 0.85
# Within one paragraph, whose lines were cut to one width, the measure is surer.
FILLED_BESIDE = 0.97


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text was laid out.

    `is_wrapped`: sentences run over line ends. `usual_gap`: the blank lines between two lines of one sentence (1 in
    text copied from some PDFs). `width`: the length of a full line, by `measure`. `margin`: the usual indentation.
    """

    is_wrapped: bool
    usual_gap: int
    width: float
    measure: Measure = characters
    margin: int = 0

    def has_room_for(self, line: VisualLine, following: VisualLine, beside: Sequence[VisualLine] = ()) -> bool:
        """Whether the next line's first word would have fitted on `line`, so that the line ended there on purpose.

        `beside` are lines of the same paragraph that run on: what fitted there would have fitted here.
        """
        needed = length_with_next_word(self.measure, line, following)
        fitted = max((length(self.measure, other) for other in beside), default=0.0)
        return needed < FILLED * self.width or needed <= FILLED_BESIDE * fitted


def ends_a_sentence(text: str) -> bool:
    """Whether `text` ends with a stop, a colon or a closing mark."""
    return bool(ENDS_A_SENTENCE.search(text))


def runs_on(line: str, following: str) -> bool:
    """Whether a sentence plainly continues from one line to the next: no stop, then a small letter."""
    return not ends_a_sentence(line) and following[:1].islower() and not BULLET.match(following)


def shape_of(lines: Sequence[VisualLine]) -> Shape:
    """Reads the shape from how sentences run over line ends."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.block is b.block]
    running = [(a, b) for a, b in pairs if runs_on(a.text, b.text)]
    measure = better_measure(running) if running else characters
    longest = max((length(measure, line) for line in lines), default=0)
    margin = Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0
    if not running:
        return Shape(False, 0, longest, margin=margin)
    width = _full_width([length(measure, a) for a, _ in running])
    full = sum(length_with_next_word(measure, a, b) >= FILLED * width for a, b in running)
    is_common = len(running) >= 0.15 * len(pairs) or longest <= 1.2 * width
    is_wrapped = is_common and full >= 0.6 * len(running)
    gap = Counter(b.gap for _, b in running if not b.turns_page).most_common(1) if is_wrapped else []
    return Shape(is_wrapped, gap[0][0] if gap else 0, width if is_wrapped else longest, measure, margin)


def _full_width(lengths: Iterable[float]) -> float:
    """The length nine in ten do not pass: one stray long line must not make every other line look short."""
    ordered = sorted(lengths)
    return ordered[int(0.9 * (len(ordered) - 1))]
