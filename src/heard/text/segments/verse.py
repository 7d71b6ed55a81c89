"""Verse: lines that end where the writer wanted them to end."""

from collections.abc import Sequence
from itertools import pairwise

from heard.text.segments.lines import VisualLine
from heard.text.segments.shape import ends_a_sentence

LONGEST_VERSE_LINE = 70
NARROWER_THAN_ANY_PAGE = 36  # nobody sets prose to so few characters a line
FEWEST_LINES = 3


def is_verse(lines: Sequence[VisualLine]) -> bool:
    """Whether these lines, which follow each other without a gap, are a stanza.

    They are short, mostly without full stops, and end on purpose: there was room for the next word, or a new line takes
    a capital though no sentence ended, or no page is that narrow. Prose cut to a width does none of these; a list of
    sentences stops at every line.
    """
    texts = [line.text for line in lines]
    if len(texts) < FEWEST_LINES or max(map(len, texts)) > LONGEST_VERSE_LINE:
        return False
    if 2 * sum(text.endswith((".", "!", "?", ":")) for text in texts) > len(texts):
        return False
    width = max(map(len, texts))
    on_purpose = [_ends_on_purpose(above, below, width) for above, below in pairwise(texts)]
    return width < NARROWER_THAN_ANY_PAGE or 2 * sum(on_purpose) >= len(on_purpose)


def _ends_on_purpose(above: str, below: str, width: int) -> bool:
    had_room = len(above) + 1 + len(below.split(maxsplit=1)[0]) <= width
    return had_room or (below[:1].isupper() and not ends_a_sentence(above))
