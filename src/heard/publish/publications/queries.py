"""What the public may see, worked out anew each time: consent, two readers, clearing and publishing must still hold."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from heard.collect.evidence_sessions.models import EvidenceSession
from heard.inquiry.consent.queries import allows
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.queries import texts_fit_for_print
from heard.publish.publications.models import Quotation, QuotationPublishing, SessionPublishing, ThemePublishing
from heard.text.spans import Span
from heard.understand.codebook.models import Theme
from heard.understand.codebook.queries import accepted_themes
from heard.understand.coding.queries import count_heard, may_be_used

SHORTEST_OPENING = 40  # characters
SMALLEST_NUMBER_SHOWN = 5  # fewer people than this are never counted out in public


def quotations() -> QuerySet[Quotation]:
    """Every quotation that was cleared, published or not."""
    return Quotation.objects.select_related(
        "cleared_by",
        "excerpt__notes__session",
        "excerpt__working_text__part__question",
        "excerpt__working_text__part__submission__consent",
    )


def is_published(quotation: Quotation) -> bool:
    return published_quotations().filter(pk=quotation.pk).exists()


def published_quotations() -> QuerySet[Quotation]:
    """The quotations on the public pages."""
    standing = QuotationPublishing.objects.filter(taken_down__isnull=True).values("quotation")
    safe = Q(excerpt__working_text__in=texts_fit_for_print()) | Q(excerpt__notes__session__in=published_sessions())
    return quotations().filter(may_be_used(Use.QUOTE_UNNAMED, "excerpt__"), safe, pk__in=standing)


def published_under(theme: Theme) -> QuerySet[Quotation]:
    return published_quotations().filter(excerpt__codes__theme=theme).distinct()


def opening_quotation() -> Quotation | None:
    """The words the first page opens with: the shortest published ones that are still a thought of their own."""
    lengths = published_quotations().annotate(length=Length("text"))
    return lengths.filter(length__gte=SHORTEST_OPENING).order_by("length", "pk").first()


def published_themes() -> QuerySet[Theme]:
    return accepted_themes().filter(pk__in=ThemePublishing.objects.values("theme"))


def themes_of(quotation: Quotation) -> QuerySet[Theme]:
    """The published themes that somebody sees in a quotation."""
    return published_themes().filter(pk__in=quotation.excerpt.codes.values("theme"))


def published_sessions() -> QuerySet[EvidenceSession]:
    """The sessions whose notes are public, newest first."""
    published = SessionPublishing.objects.values("session")
    return EvidenceSession.objects.filter(pk__in=published, notes__isnull=False).select_related("notes")


def places_quoted(session: EvidenceSession) -> list[Span]:
    """Where the published quotations from a session stand in its notes."""
    return [quotation.excerpt.span for quotation in published_quotations().filter(excerpt__notes__session=session)]


def whole_may_be_shown(quotation: Quotation) -> bool:
    """Whether the person agreed that everything they sent is published."""
    text = quotation.excerpt.working_text
    return text is not None and allows(text.part.submission.consent, Use.PUBLISH_WHOLE)


@dataclass(frozen=True, slots=True)
class PublicCount:
    """How many people were heard on a theme. `people` is None when they are too few to be counted out in public."""

    people: int | None
    sessions: int
    smallest_shown: int = SMALLEST_NUMBER_SHOWN


def public_count(theme: Theme) -> PublicCount:
    heard = count_heard(theme)
    return PublicCount(heard.people if heard.people >= SMALLEST_NUMBER_SHOWN else None, heard.sessions)


@dataclass(frozen=True, slots=True)
class ListedTheme:
    """A published theme as lists show it: how many were heard on it, and one quotation where there is one."""

    theme: Theme
    count: PublicCount
    quotation: Quotation | None


def listed_themes() -> list[ListedTheme]:
    """Every published theme, those most people spoke of first; those with hidden counts last, by name."""
    listed = [ListedTheme(theme, public_count(theme), published_under(theme).first()) for theme in published_themes()]
    return sorted(listed, key=lambda each: (-(each.count.people or 0), each.theme.label))
