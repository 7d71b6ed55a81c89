"""Accounting: no line of a source is lost without a line in the warnings."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from heard.text.segments import Layout
from heard.text.segments.furniture import Furniture
from heard.text.session_notes.record import Section
from heard.text.spans import Span

SHOWN = 60  # characters of a line
MOST_NAMED = 6  # lines named one by one


def furniture_warnings(layout: Layout) -> list[str]:
    """What was left out as page furniture, and where."""
    named = {
        Furniture.RUNNING_TITLE: "as a page’s running title",
        Furniture.PAGE_NUMBER: "as a page number",
        Furniture.ADDRESS: "as an address dumped at the foot of a page, which is among the links",
        Furniture.MARKED: "as page furniture, because the file marks it so",
    }
    warnings = []
    for reason, words in named.items():
        lines = [layout.lines[index] for index in sorted(layout.furniture) if layout.furniture[index] is reason]
        if lines:
            shown = "; ".join(f"line {line.number}, “{shortened(line.text)}”" for line in lines[:MOST_NAMED])
            more = f"; and {len(lines) - MOST_NAMED} more" if len(lines) > MOST_NAMED else ""
            count = "1 line was" if len(lines) == 1 else f"{len(lines)} lines were"
            warnings.append(f"{count} left out {words}: {shown}{more}.")
    return warnings


def lost_lines(layout: Layout, sections: Sequence[Section], stated: Iterable[Span]) -> list[str]:
    """A warning for every line that is in no section, in no field and no furniture. There should be none."""
    kept = sorted([section_span for section in sections for section_span in _spans(section)] + list(stated))
    reached = list(accumulate((span.end for span in kept), max))
    warnings = []
    for index, line in enumerate(layout.lines):
        if index in layout.furniture or not re.search(r"\w", line.text):
            continue
        before = bisect_left(kept, line.span.end, key=lambda span: span.start)
        if not before or reached[before - 1] <= line.span.start:
            warnings.append(f"Line {line.number} has no place in the record: “{shortened(line.text)}”.")
    return warnings


def _spans(section: Section) -> list[Span]:
    heading = []
    if section.heading is not None:
        end = min(
            [prose.span.start for prose in section.prose]
            + [q.span.start for q in section.quotations]
            + [section.span.end]
        )
        heading = [Span(section.span.start, max(end, section.span.start))]
    return heading + [prose.span for prose in section.prose] + [quotation.span for quotation in section.quotations]


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
