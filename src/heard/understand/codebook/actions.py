"""Suggesting and accepting themes."""

from django.db import transaction
from django.utils.text import slugify

from heard.accounts.models import User
from heard.audit.actions import record
from heard.understand.codebook.models import Theme, ThemeAcceptance
from heard.understand.codebook.rules import check_accept_theme


@transaction.atomic
def suggest_theme(actor: User | None, label: str, definition: str, plain_label: str = "") -> Theme:
    """Put a theme forward. `actor` is None when the software does."""
    if actor is not None:
        check_accept_theme(actor)
    theme = Theme.objects.create(
        slug=_free_slug(label), label=label, plain_label=plain_label, definition=definition, suggested_by=actor
    )
    record(actor, "suggest", "theme", theme.slug)
    return theme


@transaction.atomic
def accept_theme(actor: User, theme: Theme) -> ThemeAcceptance:
    """Take a theme into the codebook."""
    check_accept_theme(actor)
    acceptance, is_new = ThemeAcceptance.objects.get_or_create(theme=theme, defaults={"by": actor})
    if is_new:
        record(actor, "accept", "theme", theme.slug)
    return acceptance


def _free_slug(label: str) -> str:
    wanted = slugify(label)[:70] or "theme"
    taken = set(Theme.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
