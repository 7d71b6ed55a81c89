"""Headings that only look like headings, because the file has no styles to say so."""

import re
from collections.abc import Sequence
from itertools import groupby

from heard.text.segments import Segment, SegmentKind
from heard.text.spans import Source

MOST_WORDS = 10
MOST_IN_A_ROW = 2  # a title and a heading; more short lines are a list or a poem
FEWEST_WORDS_HEADED = 15
_ENDS_A_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_BEGINS_A_TITLE = re.compile(r"[^\W_a-z]")
_LEADS_ON = (",", ";", ":", "”", "’", '"', "'")


def find_headings(source: Source, segments: Sequence[Segment]) -> set[int]:
    """Which segments are headings, by their index: those the file marks or, where it marks none, those that look it.

    Cautious, because words that are taken for a heading are in no answer: only one or two short lines that end without
    a stop, with a paragraph of whole sentences after them.
    """
    marked = {index for index, part in enumerate(segments) if part.kind is SegmentKind.HEADING}
    return marked or set(_lines_before_prose(source, segments))


def _lines_before_prose(source: Source, segments: Sequence[Segment]) -> list[int]:
    found: list[int] = []
    shaped = groupby(range(len(segments)), key=lambda index: _is_shaped_like_heading(source, segments[index]))
    for is_shaped, run in shaped:
        indexes = list(run)
        following = indexes[-1] + 1
        if is_shaped and len(indexes) <= MOST_IN_A_ROW and following < len(segments):
            found += indexes if _is_prose(source, segments[following]) else []
    return found


def _is_shaped_like_heading(source: Source, part: Segment) -> bool:
    text = " ".join(part.span.of(source.text).split()).strip("#* ")
    return (
        part.kind is SegmentKind.PARAGRAPH
        and part.speaker is None
        and len(text.split()) <= MOST_WORDS
        and bool(_BEGINS_A_TITLE.match(text))
        and not text.endswith(_LEADS_ON)
        and not _ENDS_A_SENTENCE.search(text)
    )


def _is_prose(source: Source, part: Segment) -> bool:
    text = part.span.of(source.text).strip()
    is_long = len(text.split()) >= FEWEST_WORDS_HEADED
    return part.kind is SegmentKind.PARAGRAPH and is_long and bool(_ENDS_A_SENTENCE.search(text))
