"""What the public may see, worked out anew each time: consent, two readers, clearing and publishing must still hold."""

from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Length

from heard.collect.evidence_sessions.models import EvidenceSession
from heard.inquiry.consent.queries import allows
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.queries import texts_fit_for_print
from heard.protect.disclosure.queries import current_policy
from heard.publish.publications.beside import (
    Printed,
    as_printed,
    held_back,
    quotations_with_givers,
    whole_holds,
)
from heard.publish.publications.models import (
    NumbersEdition,
    Quotation,
    QuotationPublishing,
    SessionPublishing,
    ThemePublishing,
)
from heard.publish.publications.stopping import stopped
from heard.text.spans import Span
from heard.text.suppression import THRESHOLD, show_count
from heard.understand.codebook.models import Theme
from heard.understand.codebook.queries import accepted_themes
from heard.understand.coding.queries import count_heard, may_be_used

SHORTEST_OPENING = 40  # characters


def quotations() -> QuerySet[Quotation]:
    """Every quotation that was cleared, published or not. Where it is not `may_be_read`, its words are not shown.

    They are while their giver agrees to be quoted, and while their text is the newest and counts: an older one may
    still say what was hidden since.
    """
    agreed = When(may_be_used(Use.QUOTE_UNNAMED, "excerpt__"), then=Value(True))
    return quotations_with_givers().annotate(may_be_read=Case(agreed, default=Value(False)))


def is_published(quotation: Quotation) -> bool:
    return published_quotations().filter(pk=quotation.pk).exists()


def published_quotations() -> QuerySet[Quotation]:
    """The quotations on the public pages. What was stopped is not among them until somebody decides."""
    standing = QuotationPublishing.objects.filter(taken_down__isnull=True).values("quotation")
    safe = Q(excerpt__working_text__in=texts_fit_for_print()) | Q(excerpt__notes__session__in=published_sessions())
    public = quotations_with_givers().filter(may_be_used(Use.QUOTE_UNNAMED, "excerpt__"), safe, pk__in=standing)
    return public.exclude(pk__in=held_back()).exclude(pk__in=stopped())


def published_under(theme: Theme) -> QuerySet[Quotation]:
    return published_quotations().filter(excerpt__codes__theme=theme).distinct()


def printed_under(theme: Theme) -> list[Printed]:
    """The quotations under a theme as they are printed."""
    return as_printed(published_under(theme))


def opening_quotation() -> Printed | None:
    """The words the first page opens with: the shortest published ones that are still a thought of their own."""
    lengths = published_quotations().annotate(length=Length("text"))
    shortest = lengths.filter(length__gte=SHORTEST_OPENING).order_by("length", "pk")[:1]
    return next(iter(as_printed(shortest)), None)


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
    """Whether the person agreed that everything they sent is published, and it tells no more of them than may be."""
    text = quotation.excerpt.working_text
    agreed = text is not None and allows(text.part.submission.consent, Use.PUBLISH_WHOLE)
    return agreed and whole_holds(quotation)


def numbers_editions() -> QuerySet[NumbersEdition]:
    """Every edition of the numbers, the newest first."""
    return NumbersEdition.objects.select_related("by")


@dataclass(frozen=True, slots=True)
class PublicCount:
    """How many people were heard on a theme, as in the newest edition of the numbers.

    `people` is None when they are too `few` to be counted out in public, when a smaller number could be worked out from
    it, or while no edition holds the theme (`is_counted`). `about` says that it is rounded.
    """

    people: int | None
    sessions: int
    smallest_shown: int = THRESHOLD
    is_counted: bool = True
    few: bool = True
    about: bool = False


class NewestNumbers:
    """The newest edition, to look up themes in. While there is none, no theme is counted."""

    def __init__(self) -> None:
        self.edition = NumbersEdition.objects.first()
        rows = self.edition.rows if self.edition else []
        self.shown: dict[int, int | None] = {row["theme"]: row["shown"] for row in rows}

    def of(self, theme: Theme) -> PublicCount:
        sessions = count_heard(theme).sessions
        if self.edition is None or theme.pk not in self.shown:
            return PublicCount(None, sessions, current_policy().threshold, is_counted=False)
        people, to = self.shown[theme.pk], self.edition.round_to
        printed = show_count(people, to=to).replace(",", "")
        rounded = int(printed) if printed.isdigit() else None
        # In a table, which of the hidden numbers are small is itself hidden.
        few = people is None and not self.edition.columns
        return PublicCount(rounded, sessions, self.edition.threshold, few=few, about=to > 1)


def public_count(theme: Theme) -> PublicCount:
    return NewestNumbers().of(theme)


@dataclass(frozen=True, slots=True)
class ListedTheme:
    """A published theme as lists show it: how many were heard on it, and one quotation where there is one."""

    theme: Theme
    count: PublicCount
    quotation: Printed | None


def listed_themes() -> list[ListedTheme]:
    """Every published theme, those most people spoke of first; those with hidden counts last, by name."""
    numbers = NewestNumbers()
    first = {theme: published_under(theme).first() for theme in published_themes()}
    printed = {each.pk: each for each in as_printed(filter(None, first.values()))}
    listed = [ListedTheme(theme, numbers.of(theme), printed.get(of.pk) if of else None) for theme, of in first.items()]
    return sorted(listed, key=lambda each: (-(each.count.people or 0), each.theme.label))
