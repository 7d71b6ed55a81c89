"""Marking excerpts and coding them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record
from heard.collect.evidence_sessions.models import SessionNotes
from heard.inquiry.consent.queries import allows
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.queries import counts
from heard.text.errors import BadInput
from heard.text.spans import Span
from heard.understand.codebook.models import Theme
from heard.understand.coding.models import CodeApplication, Excerpt, LettingGo
from heard.understand.coding.queries import instead_of, left_behind, themes_on
from heard.understand.coding.rules import check_code


@transaction.atomic
def mark_excerpt(actor: User, source: WorkingText | SessionNotes, span: Span) -> Excerpt:
    """Mark a stretch of a text as saying something. Marking it again gives the same excerpt."""
    check_code(actor)
    _check_source(source, span)
    place: dict[str, Any] = {"working_text": source} if isinstance(source, WorkingText) else {"notes": source}
    excerpt, is_new = Excerpt.objects.get_or_create(
        start=span.start, end=span.end, **place, defaults={"marked_by": actor}
    )
    if is_new:
        record(actor, "mark", "excerpt", excerpt.place)
    return excerpt


def _check_source(source: WorkingText | SessionNotes, span: Span) -> None:
    if not len(span) or span.end > len(source.text):
        raise BadInput(
            _("An excerpt must lie within the %(length)d characters of its text.") % {"length": len(source.text)}
        )
    if isinstance(source, WorkingText) and not allows(source.part.submission.consent, Use.ANALYSE):
        raise BadInput(_("The person did not agree that their words are read with what others said."))
    if isinstance(source, WorkingText) and not counts(source, Use.ANALYSE):
        raise BadInput(_("This text is not accepted as evidence, or there is a newer one. Nothing is marked in it."))


@transaction.atomic
def apply_theme(actor: User, excerpt: Excerpt, theme: Theme) -> CodeApplication:
    """Say that `excerpt` speaks of `theme`."""
    check_code(actor)
    code, is_new = CodeApplication.objects.get_or_create(excerpt=excerpt, theme=theme, by=actor)
    if is_new:
        record(actor, "code", "excerpt", excerpt.place, use=theme.slug)
    return code


@transaction.atomic
def mark_instead(actor: User, excerpt: Excerpt) -> Excerpt:
    """Mark what the newest text has in the place of an excerpt left behind, and put its themes on that."""
    check_left_behind(actor, excerpt)
    instead = instead_of(excerpt, Use.ANALYSE)
    if instead is None:
        raise BadInput(_("The newest text does not count yet, so that nothing is marked in it. Try again later."))
    made = mark_excerpt(actor, instead.text, instead.span)
    for theme in themes_on(excerpt):
        apply_theme(actor, made, theme)
    let_go(actor, excerpt)
    return made


@transaction.atomic
def let_go(actor: User, excerpt: Excerpt) -> None:
    """Say that an excerpt left behind is none any more. Nothing is lost: what follows from it stays off."""
    check_left_behind(actor, excerpt)
    LettingGo.objects.create(excerpt=excerpt, by=actor)
    record(actor, "let go", "excerpt", excerpt.place)


def check_left_behind(actor: User, excerpt: Excerpt) -> None:
    """Raise where `excerpt` follows its text, or somebody has decided about it already."""
    check_code(actor)
    if not left_behind(Use.ANALYSE).filter(pk=excerpt.pk).exists():
        raise BadInput(_("Somebody has decided about this excerpt already, or its words stand again."))
