"""Saying where a quotation and its source part, in a sentence that shows both."""

from collections.abc import Sequence

from heard.text.segments import View
from heard.text.spans import Span

FEWEST_SHARED = 8  # characters: less than this in common is chance
SHOWN = 40  # characters of each side
ADVICE = "Show what was left out with […] and what was replaced in [brackets]."


def explain_difference(view: View, literals: Sequence[str], span: Span | None = None) -> str:
    """A sentence about the first words of a quotation that the source does not have where they should be.

    `literals` are the quotation's words between its declared edits, folded like `view`.
    """
    at, end = (view.position_of(span.start), view.position_of(span.end)) if span else (0, len(view))
    for literal in filter(None, map(str.strip, literals)):
        found = view.text.find(literal, at, end)
        if found < 0:
            return _parting(view.text[at:end], literal)
        at = found + len(literal)
    return "The source has these words, but not together: they lie too far apart, or begin or end inside a word."


def _parting(text: str, wanted: str) -> str:
    shared = _longest_shared_beginning(text, wanted)
    if shared < min(FEWEST_SHARED, len(wanted)):
        return f"The source does not say “{_shown(wanted)}” there."
    if shared == len(wanted):
        return f"The source says “{_shown(wanted)}” only before what the quotation puts in front of it."
    begins = text.find(wanted[:shared])
    shared = wanted.rfind(" ", 0, shared) + 1 or shared  # no word is shown in two halves
    at = begins + shared
    before = wanted[max(shared - SHOWN, 0) : shared].rstrip()
    return (
        f"After “{'…' if shared > SHOWN else ''}{before}” the source goes on “{_onwards(text, at)}”, "
        f"but the quotation “{_onwards(wanted, shared)}”. {ADVICE}"
    )


def _longest_shared_beginning(text: str, wanted: str) -> int:
    """How many of the first characters of `wanted` stand together in `text`."""
    low, high = 0, len(wanted)  # what is found stays found when shortened, so halving is enough
    while low < high:
        middle = (low + high + 1) // 2
        if wanted[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low


def _shown(text: str) -> str:
    return text if len(text) <= 2 * SHOWN else text[: 2 * SHOWN].rstrip() + "…"


def _onwards(text: str, at: int) -> str:
    return text[at : at + SHOWN] + ("…" if at + SHOWN < len(text) else "")
