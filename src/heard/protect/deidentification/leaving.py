"""What leaves `protect` for others to read is never finer than the policy says, whatever the team reads."""

from django.utils.translation import gettext as _

from heard.protect.deidentification.models import WorkingText
from heard.protect.roster.queries import levels_printed
from heard.text.deidentification.levels import at_levels
from heard.text.errors import BadInput
from heard.text.redaction import Redacted
from heard.text.spans import Span


def as_it_leaves(working_text: WorkingText) -> Redacted:
    """The whole working text as coarse as it may be printed."""
    return at_levels(working_text.redacted, levels_printed())


def place_in_what_leaves(working_text: WorkingText, span: Span) -> Span:
    """Where a stretch of the working text stands in what leaves."""
    return as_it_leaves(working_text).to_redacted(working_text.redacted.to_original(span))


def check_coarse_enough(working_text: WorkingText, span: Span, printed: str) -> None:
    """Raise BadInput where `printed`, from this stretch, has a replacement finer than may be printed."""
    finer = finer_than_printed(working_text, span, printed)
    if finer:
        raise BadInput(
            _("“%(fine)s” says more than this inquiry prints. Write “%(coarse)s” in its place.")
            % {"fine": finer[0], "coarse": finer[1]}
        )


def finer_than_printed(working_text: WorkingText, span: Span, printed: str) -> tuple[str, str] | None:
    """The first replacement in `printed` that is finer than may be printed, and what may be; None if there is none."""
    working, leaving = working_text.redacted, as_it_leaves(working_text)
    for place, fine, coarse in zip(working.places, working.replacements, leaving.replacements, strict=True):
        if place.overlaps(span) and fine.text != coarse.text and fine.text in printed:
            return fine.text, coarse.text
    return None
