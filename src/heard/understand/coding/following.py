"""A working text was made again: each excerpt follows it where its words still stand, and is left behind where not.

What is left behind is counted and read nowhere; somebody who codes decides what becomes of it. Later stages join here
to learn what was left behind.
"""

from collections.abc import Callable

from heard.accounts.models import User
from heard.audit.actions import record
from heard.protect.deidentification.carrying import place_of_same_words
from heard.protect.deidentification.models import WorkingText
from heard.text.spans import Span
from heard.understand.coding.models import Excerpt

WhenLeft = Callable[[User, Excerpt], None]
_when_left: list[WhenLeft] = []


def register_when_left(tell: WhenLeft) -> None:
    """Hear of each excerpt whose words do not stand any more. Called once, in `AppConfig.ready()`."""
    if tell not in _when_left:
        _when_left.append(tell)


def carry_excerpts(actor: User, made: WorkingText) -> None:
    """Carry the excerpts of a part to its new text, those left behind by an earlier one among them."""
    earlier = Excerpt.objects.filter(working_text__part=made.part, letting_go__isnull=True)
    for excerpt in earlier.exclude(working_text=made).select_related("working_text__part__submission"):
        place = place_in(made, excerpt)
        if place is not None:
            _carry(actor, excerpt, made, place)
        elif excerpt.working_text and excerpt.working_text.version == made.version - 1:
            _leave(actor, excerpt)


def place_in(made: WorkingText, excerpt: Excerpt) -> Span | None:
    """Where an excerpt's words stand in the new text; None where they do not, or are marked there already."""
    if excerpt.working_text is None:
        return None
    place = place_of_same_words(excerpt.working_text.redacted, made.redacted, excerpt.span)
    is_taken = place and Excerpt.objects.filter(working_text=made, start=place.start, end=place.end).exists()
    return None if is_taken else place


def _carry(actor: User, excerpt: Excerpt, made: WorkingText, place: Span) -> None:
    excerpt.working_text, excerpt.start, excerpt.end = made, place.start, place.end
    excerpt.save(update_fields=["working_text", "start", "end"])
    record(actor, "carry", "excerpt", excerpt.place, use=f"version {made.version}")


def _leave(actor: User, excerpt: Excerpt) -> None:
    record(actor, "leave behind", "excerpt", excerpt.place)
    for tell in _when_left:
        tell(actor, excerpt)
