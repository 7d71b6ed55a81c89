"""How long a line is: in characters, or in the breadth of its letters.

Lines are cut where the next word would not fit. In a fixed-width text that is a number of characters; in text copied
from a page it is a breadth, and a line of i's holds twice the characters of a line of m's. The breadths are those of a
plain sans-serif face, rounded (an average letter is 1); other faces are near enough in proportion.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from heard.text.segments.lines import VisualLine

BREADTHS = {
    **dict.fromkeys("ijl|'‘’", 0.4),
    **dict.fromkeys("ft.,;:!/\\[]I ()-", 0.5),
    **dict.fromkeys('r“”"*', 0.6),
    **dict.fromkeys("cksvxyzJ", 0.9),
    **dict.fromkeys("ABEKPSVXY", 1.2),
    **dict.fromkeys("wCDHNRUGOQ–", 1.3),
    **dict.fromkeys("mM", 1.5),
    **dict.fromkeys("W—…", 1.7),
}

Measure = Callable[[str], float]


def characters(text: str) -> float:
    return len(text)


def breadth(text: str) -> float:
    return _breadth(text)


@lru_cache(maxsize=10_000)  # a line is measured many times while its text is laid out
def _breadth(text: str) -> float:
    return sum(BREADTHS.get(character, 1.0) for character in text)


def length(measure: Measure, line: VisualLine) -> float:
    """A line's length, with its indentation."""
    return measure(" " * line.indent + line.text)


def length_with_next_word(measure: Measure, line: VisualLine, following: VisualLine) -> float:
    """How long a line would be if the next line's first word stood on it."""
    return length(measure, line) + measure(" " + following.text.split(maxsplit=1)[0])


def better_measure(running: Sequence[tuple[VisualLine, VisualLine]]) -> Measure:
    """The measure by which lines that run on come nearest to having been cut at one width.

    At the width they were cut to, every line fits and none does with the next word; the measure that least breaks that
    wins.
    """
    return min((characters, breadth), key=lambda measure: _disorder(measure, running))


def _disorder(measure: Measure, running: Sequence[tuple[VisualLine, VisualLine]]) -> float:
    fitted = sorted(length(measure, above) for above, _ in running)
    overfull = sorted(length_with_next_word(measure, above, below) for above, below in running)
    return fitted[int(0.95 * (len(fitted) - 1))] / max(overfull[int(0.05 * len(overfull))], 1.0)
