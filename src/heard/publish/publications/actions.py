"""Clearing quotations, publishing, and taking down."""

import secrets
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.approvals.actions import use_approval
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence_sessions.models import EvidenceSession
from heard.protect.deidentification.leaving import check_coarse_enough
from heard.protect.disclosure.facts import facts_in
from heard.protect.disclosure.queries import current_policy
from heard.protect.disclosure.rules import check_tried_first
from heard.publish.publications.beside import choices_for, chosen_for
from heard.publish.publications.models import (
    ChosenBeside,
    NumbersEdition,
    Quotation,
    QuotationPublishing,
    QuotationTakenDown,
    SessionPublishing,
    ThemePublishing,
)
from heard.publish.publications.numbers import label_of, next_edition, plan_numbers
from heard.publish.publications.rules import (
    check_choose_beside,
    check_clear_quotation,
    check_publish,
    check_publish_quotation,
    check_publish_session_notes,
    check_publish_theme,
    check_take_down,
)
from heard.publish.publications.states import PUBLISH_NUMBERS
from heard.publish.publications.stopping import end_stops
from heard.text.anchors import verify_quotation
from heard.text.errors import BadInput
from heard.text.spans import Source
from heard.understand.codebook.models import Theme
from heard.understand.coding.models import Excerpt

LOWEST_KEY, KEYS = 100_000, 900_000


@transaction.atomic
def clear_quotation(actor: User, excerpt: Excerpt, text: str, attribution: str) -> Quotation:
    """Clear words for print. They must be the excerpt's, save declared edits; anything else raises `NotVerbatim`."""
    check_clear_quotation(actor, excerpt)
    verify_quotation(Source.from_text(excerpt.label, excerpt.source_text), text, excerpt.span)
    if excerpt.working_text is not None:
        check_coarse_enough(excerpt.working_text, excerpt.span, text)
    wait_for_other_writers()
    says = {name: sorted(values) for name, values in facts_in(text).items()} if excerpt.working_text else {}
    quotation, is_new = Quotation.objects.get_or_create(
        excerpt=excerpt,
        text=text,
        defaults={"pk": _free_key(), "attribution": attribution, "says": says, "cleared_by": actor},
    )
    if is_new:
        record(actor, "clear", "quotation", f"{quotation.pk} ({excerpt.label})")
    return quotation


def _free_key() -> int:
    """Drawn by lot, so that nobody reads from an address which quotations were cleared one after another."""
    while Quotation.objects.filter(pk=(key := LOWEST_KEY + secrets.randbelow(KEYS))).exists():
        continue
    return key


@transaction.atomic
def choose_beside(actor: User, quotation: Quotation, attributes: Collection[str]) -> ChosenBeside:
    """Say what of what its giver told us of themselves is to stand beside a quotation. Raises `BadInput`."""
    check_choose_beside(actor, quotation)
    choice = next((each for each in choices_for(quotation) if set(each.name.split()) == set(attributes)), None)
    if choice is None:
        raise BadInput(_("This person did not tell us that. Choose something that is on the list."))
    if not choice.holds:
        raise BadInput(
            _("Only %(people)d people share all that is told of this person then. Choose less.")
            % {"people": choice.people}
        )
    record(actor, "choose what stands beside", "quotation", str(quotation.pk), use=choice.name)
    return ChosenBeside.objects.create(quotation=quotation, attributes=choice.name.split(), by=actor)


@transaction.atomic
def publish_quotation(actor: User, quotation: Quotation) -> QuotationPublishing:
    """Put a quotation on the public pages."""
    check_publish_quotation(actor, quotation)
    was_stopped = end_stops(actor, quotation)
    standing = quotation.publishings.filter(taken_down__isnull=True).first()
    if standing and not was_stopped:
        return standing
    record(actor, "publish", "quotation", str(quotation.pk))
    if standing:
        return standing
    return QuotationPublishing.objects.create(quotation=quotation, beside=chosen_for(quotation), by=actor)


@transaction.atomic
def take_down_quotation(actor: User, quotation: Quotation, reason: str) -> None:
    """Take a quotation off the public pages at once; or leave off one that was stopped."""
    check_take_down(actor)
    if not reason.strip():
        raise BadInput(_("Say why these words are taken down. It is kept beside your name."))
    for publishing in quotation.publishings.filter(taken_down__isnull=True):
        QuotationTakenDown.objects.create(publishing=publishing, by=actor, reason=reason.strip())
        record(actor, "take down", "quotation", str(quotation.pk))
    if end_stops(actor, quotation, reason.strip()):
        record(actor, "leave off", "quotation", str(quotation.pk))


@transaction.atomic
def publish_theme(actor: User, theme: Theme) -> ThemePublishing:
    """Put a theme on the public pages, as somebody who neither put it forward nor accepted it."""
    check_publish_theme(actor, theme)
    check_tried_first()
    publishing, is_new = ThemePublishing.objects.get_or_create(theme=theme, defaults={"by": actor})
    if is_new:
        record(actor, "publish", "theme", theme.slug)
    return publishing


@transaction.atomic
def publish_numbers(actor: User) -> NumbersEdition:
    """Count today's themes and publish what may be told of it, beside every earlier edition, as the next one.

    A second person agreed to exactly what is printed. Raises `NotAllowed` otherwise, and `BadInput`, or
    `TooFewChanges`, where small numbers could be worked out; the earlier edition then stands.
    """
    check_publish(actor)
    check_tried_first()
    wait_for_other_writers()
    policy = current_policy()
    numbers = plan_numbers(policy)
    if not numbers.rows:
        raise BadInput(_("No theme is public yet, so there is nothing to count."))
    use_approval(actor, PUBLISH_NUMBERS, label_of(policy, numbers))
    edition = NumbersEdition.objects.create(
        number=next_edition(),
        threshold=policy.threshold,
        round_to=policy.round_to,
        broken_down_by=policy.broken_down_by,
        columns=list(numbers.columns),
        columns_hidden=list(numbers.columns_hidden),
        rows=[
            {
                "theme": row.theme.pk,
                "people": row.people,
                "shown": row.shown,
                "cells": list(row.cells),
                "cells_shown": list(row.cells_shown),
            }
            for row in numbers.rows
        ],
        by=actor,
    )
    record(actor, "publish", "numbers", f"edition {edition.number}")
    return edition


@transaction.atomic
def publish_session_notes(actor: User, session: EvidenceSession) -> SessionPublishing:
    """Put the notes of a session on the public pages, as somebody who did not take them in."""
    check_publish_session_notes(actor, session)
    check_tried_first()
    publishing, is_new = SessionPublishing.objects.get_or_create(session=session, defaults={"by": actor})
    if is_new:
        record(actor, "publish", "session notes", session.slug)
    return publishing
