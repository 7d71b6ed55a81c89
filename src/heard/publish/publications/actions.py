"""Clearing quotations, publishing, and taking down."""

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record
from heard.collect.evidence_sessions.models import EvidenceSession
from heard.protect.deidentification.leaving import check_coarse_enough
from heard.publish.publications.models import (
    Quotation,
    QuotationPublishing,
    QuotationTakenDown,
    SessionPublishing,
    ThemePublishing,
)
from heard.publish.publications.rules import (
    check_clear_quotation,
    check_publish,
    check_publish_quotation,
    check_take_down,
)
from heard.text.anchors import verify_quotation
from heard.text.errors import BadInput
from heard.text.spans import Source
from heard.understand.codebook.models import Theme
from heard.understand.coding.models import Excerpt


@transaction.atomic
def clear_quotation(actor: User, excerpt: Excerpt, text: str, attribution: str) -> Quotation:
    """Clear words for print. They must be the excerpt's, save declared edits; anything else raises `NotVerbatim`."""
    check_clear_quotation(actor, excerpt)
    verify_quotation(Source.from_text(excerpt.label, excerpt.source_text), text, excerpt.span)
    if excerpt.working_text is not None:
        check_coarse_enough(excerpt.working_text, excerpt.span, text)
    quotation, is_new = Quotation.objects.get_or_create(
        excerpt=excerpt, text=text, defaults={"attribution": attribution, "cleared_by": actor}
    )
    if is_new:
        record(actor, "clear", "quotation", f"{quotation.pk} ({excerpt.label})")
    return quotation


@transaction.atomic
def publish_quotation(actor: User, quotation: Quotation) -> QuotationPublishing:
    """Put a quotation on the public pages."""
    check_publish_quotation(actor, quotation)
    standing = quotation.publishings.filter(taken_down__isnull=True).first()
    if standing:
        return standing
    record(actor, "publish", "quotation", str(quotation.pk))
    return QuotationPublishing.objects.create(quotation=quotation, by=actor)


@transaction.atomic
def take_down_quotation(actor: User, quotation: Quotation, reason: str) -> None:
    """Take a quotation off the public pages at once."""
    check_take_down(actor)
    if not reason.strip():
        raise BadInput(_("Say why these words are taken down. It is kept beside your name."))
    for publishing in quotation.publishings.filter(taken_down__isnull=True):
        QuotationTakenDown.objects.create(publishing=publishing, by=actor, reason=reason.strip())
        record(actor, "take down", "quotation", str(quotation.pk))


@transaction.atomic
def publish_theme(actor: User, theme: Theme) -> ThemePublishing:
    """Put a theme on the public pages. Only an accepted theme is shown there."""
    check_publish(actor)
    publishing, is_new = ThemePublishing.objects.get_or_create(theme=theme, defaults={"by": actor})
    if is_new:
        record(actor, "publish", "theme", theme.slug)
    return publishing


@transaction.atomic
def publish_session_notes(actor: User, session: EvidenceSession) -> SessionPublishing:
    """Put the notes of a session on the public pages."""
    check_publish(actor)
    publishing, is_new = SessionPublishing.objects.get_or_create(session=session, defaults={"by": actor})
    if is_new:
        record(actor, "publish", "session notes", session.slug)
    return publishing
