"""A whole working text in pieces, so that a page can mark what was replaced and what is quoted."""

from enum import StrEnum

from heard.protect.deidentification.leaving import as_it_leaves, place_in_what_leaves
from heard.protect.deidentification.models import WorkingText
from heard.text.marked import Mark, Piece, cut_at_marks
from heard.text.spans import Span


class Shown(StrEnum):
    """What a page says about a run of somebody's words."""

    QUOTED = "quoted"
    REPLACED = "replaced"


def marked_whole(working_text: WorkingText, quoted: Span) -> list[Piece[Shown]]:
    """The pieces of the whole text as it leaves, the quotation and every replacement marked at their places."""
    leaving = as_it_leaves(working_text)
    replaced = [Mark(place, Shown.REPLACED) for place in leaving.places]
    return cut_at_marks(leaving.text, [Mark(place_in_what_leaves(working_text, quoted), Shown.QUOTED), *replaced])
