"""Changing a suggestion: its category, the words in its place, where it begins and ends. What changed is open again."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import Part
from heard.collect.evidence.raw import open_sealed
from heard.protect.deidentification.models import Redaction, RedactionAcceptance, RedactionRejection
from heard.protect.deidentification.queries import redactions_of
from heard.protect.deidentification.rules import check_open_original, is_made
from heard.protect.deidentification.states import IdentifierKind
from heard.protect.deidentification.steps import note_step
from heard.text.deidentification.categories import Category
from heard.text.errors import BadInput
from heard.text.spans import Span

WORD = re.compile(r"\w+(?:['’&-]\w+)*")
MARKED = "words"  # the category of what a person marked and did not name


def categories() -> list[str]:
    """Those a suggestion can have."""
    return [*(category.value.replace("_", " ") for category in Category), MARKED]


@transaction.atomic
def change_redaction(actor: User, redaction: Redaction, category: str, instead: str, *, everywhere: bool) -> int:
    """Put other words in its place, or say that it is something else; how many suggestions changed.

    `everywhere`: each suggestion for the same words in this text. Raises BadInput.
    """
    check_open_original(actor)
    wait_for_other_writers()
    words = instead.strip().strip("[]").strip()
    if category not in categories():
        raise BadInput(_("Nothing is called that. Choose what it is."))
    if not words:
        raise BadInput(_("Say what stands in their place."))
    chosen = alike(redaction) if everywhere else [redaction]
    note_step(actor, redaction.part, chosen)
    for each in chosen:
        each.category, each.replacement, each.kind = category, f"[{words}]", kind_of(category, each)
        each.save(update_fields=["category", "replacement", "kind"])
        open_again(each)
    record(actor, "change redactions", "submission", redaction.part.label)
    return len(chosen)


def kind_of(category: str, redaction: Redaction) -> str:
    return redaction.kind if category == MARKED else IdentifierKind(Category(category.replace(" ", "_")).identifier)


def alike(redaction: Redaction) -> list[Redaction]:
    """The suggestions of its text for the same words, capitals aside; itself among them."""
    text = open_sealed(redaction.part).text
    words = redaction.span.of(text).casefold()
    return [each for each in redactions_of(redaction.part) if each.span.of(text).casefold() == words]


def open_again(redaction: Redaction) -> None:
    """What is not as it was when somebody decided has to be decided again."""
    RedactionAcceptance.objects.filter(redaction=redaction).delete()
    RedactionRejection.objects.filter(redaction=redaction).delete()


@transaction.atomic
def move_edge(actor: User, redaction: Redaction, edge: str, *, outwards: bool) -> Redaction:
    """Take in one more word at the `edge` (“start” or “end”), or let one go. Raises BadInput where there is none."""
    check_open_original(actor)
    wait_for_other_writers()
    if not outwards and is_made(redaction):
        raise NotAllowed(_("The working text was made with this already. To show it again takes a second person."))
    part = redaction.part
    moved = moved_span(open_sealed(part).text, redaction.span, edge, outwards=outwards)
    standing = [each for each in redactions_of(part).exclude(pk=redaction.pk) if not each.is_rejected]
    if moved is None or any(moved.overlaps(each.span) for each in standing):
        raise BadInput(_("There is no more room on that side."))
    before = [redaction, *rejected_at(part, moved, redaction)]
    note_step(actor, part, before)
    for each in before[1:]:
        each.delete()  # nobody can want the same stretch both ways
    redaction.start, redaction.end = moved.start, moved.end
    redaction.save(update_fields=["start", "end"])
    open_again(redaction)
    record(actor, "change redactions", "submission", part.label)
    return redaction


def rejected_at(part: Part, span: Span, but: Redaction) -> list[Redaction]:
    return [each for each in redactions_of(part).exclude(pk=but.pk) if each.span == span]


def moved_span(text: str, span: Span, edge: str, *, outwards: bool) -> Span | None:
    """The span with one word more or less at an edge; None where there is no word to take or none would be left."""
    words = [Span(*found.span()) for found in WORD.finditer(text)]
    inside = [word for word in words if word.overlaps(span)]
    if outwards:
        if edge == "end":
            following = next((word for word in words if word.start >= span.end), None)
            return Span(span.start, following.end) if following else None
        before = [word for word in words if word.end <= span.start]
        return Span(before[-1].start, span.end) if before else None
    if len(inside) < 2:
        return None
    return Span(span.start, inside[-2].end) if edge == "end" else Span(inside[1].start, span.end)
