"""Cutting a source into the pieces people read: lines, paragraphs, items, verse, turns, chat lines, sentences.

`segment()` gives the pieces; `lay_out()` gives the lines, furniture and paragraphs they rest on; `words_of()` gives the
words of any span as they are shown.
"""

from heard.text.segments.paragraphs import Layout, ParagraphLines, lay_out
from heard.text.segments.segmentation import Segment, Segmentation, SegmentKind, Unit, segment
from heard.text.segments.views import View
from heard.text.segments.words import words_of

__all__ = [
    "Layout",
    "ParagraphLines",
    "Segment",
    "SegmentKind",
    "Segmentation",
    "Unit",
    "View",
    "lay_out",
    "segment",
    "words_of",
]
