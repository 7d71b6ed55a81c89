"""What may give somebody away in an original: found by software or by whoever reads it, and decided by people."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import wait_for_other_writers
from heard.collect.evidence.models import Part
from heard.collect.evidence.raw import open_sealed
from heard.protect.deidentification.actions import SuggestedRedaction, suggest_redactions
from heard.protect.deidentification.models import Redaction
from heard.protect.deidentification.pseudonyms import keep_pseudonyms, pseudonyms_for
from heard.protect.deidentification.queries import redactions_of
from heard.protect.deidentification.rules import check_open_original
from heard.protect.deidentification.second_looks import is_short_enough_for_the_model, own_names_of
from heard.protect.deidentification.states import IdentifierKind
from heard.protect.deidentification.steps import note_step
from heard.protect.roster.queries import roster_for
from heard.text.deidentification.pseudonyms import Pseudonyms
from heard.text.errors import BadInput
from heard.text.spans import Span

if TYPE_CHECKING:
    from heard.text.deidentification.deidentify import RedactedSpan


def suggest_by_software(actor: User, part: Part) -> list[Redaction]:
    """What the engine and the roster find, save where somebody has suggested or rejected something before.

    Whoever goes by a pseudonym already has it here too. Long texts are looked through by rules and lists alone, which
    find fewer names.
    """
    check_open_original(actor)
    # Loaded the first time somebody asks: the engine takes a second and some memory that reading pages never needs.
    from heard.text.deidentification import deidentify

    text = open_sealed(part).text
    contributor = part.submission.contributor
    roster, given = roster_for(contributor, *own_names_of(part.submission)), pseudonyms_for(contributor)
    fast = not is_short_enough_for_the_model(text)
    (found,) = deidentify([text], roster, fast=fast, replacements=given)
    return keep_found(part, found.spans, given)


@transaction.atomic
def keep_found(part: Part, found: Iterable["RedactedSpan"], given: Pseudonyms) -> list[Redaction]:
    wait_for_other_writers()
    known = [redaction.span for redaction in redactions_of(part)]
    spans = ((made, Span(made.start, made.end)) for made in found)
    keep_pseudonyms(part.submission, given)
    return suggest_redactions(
        None,
        part,
        [
            SuggestedRedaction(span, named(made.category), IdentifierKind(made.identifier), made.replacement)
            for made, span in spans
            if not any(span.overlaps(other) for other in known)
        ],
    )


def named(category: str) -> str:
    return category.replace("_", " ")


@transaction.atomic
def suggest_words(actor: User, part: Part, words: str, instead: str, kind: IdentifierKind, at: int | None) -> int:
    """Suggest `instead` for `words`, wherever they stand in the original; how many places that is.

    `at` is the code point where somebody marked them: there alone. Raises `BadInput` where they are not found, or
    where each place is suggested already.
    """
    check_open_original(actor)
    places = places_of(words, open_sealed(part).text, at)
    if not places:
        raise BadInput(_("These words are not in the original. Write them exactly as they stand there."))
    before = list(redactions_of(part))
    standing = [redaction.span for redaction in before if not redaction.is_rejected]
    new = [place for place in places if not any(place.overlaps(other) for other in standing)]
    if not new:
        raise BadInput(_("This is suggested already, or a part of it is. Decide about that one first."))
    rejected = [redaction for redaction in before if redaction.is_rejected and redaction.span in new]
    note_step(actor, part, rejected)
    for redaction in rejected:
        redaction.delete()  # it is suggested afresh
    made = suggest_redactions(
        actor, part, [SuggestedRedaction(span, "words", kind, bracketed(instead)) for span in new]
    )
    return len(made)


def places_of(words: str, text: str, at: int | None) -> list[Span]:
    """Where `words` stand as whole words; or the place at `at`, if they do stand there."""
    sought = words.replace("\r\n", "\n").strip()
    if not sought:
        return []
    if at is not None:
        return [Span(at, at + len(sought))] if text.startswith(sought, at) else []
    pattern = rf"(?<!\w){re.escape(sought)}(?!\w)"
    return [Span(*found.span()) for found in re.finditer(pattern, text)]


def bracketed(words: str) -> str:
    """What is ours stands in square brackets, so that nobody takes it for the person's words."""
    return f"[{words.strip().strip('[]').strip()}]"
