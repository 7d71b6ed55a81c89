"""Reading what was coded. Every function asks for a use and leaves out words whose givers do not allow it now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from heard.inquiry.consent.queries import consents_allowing
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.carrying import place_now
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.queries import counts, texts_that_count, working_text_of, working_texts
from heard.text.spans import Span
from heard.understand.codebook.models import Theme
from heard.understand.coding.models import CodeApplication, Excerpt


def may_be_used(use: Use, path: str = "") -> Q:
    """Excerpts that `use` is allowed for, of texts that were accepted as evidence and count now.

    Notes are published already, so that their words may be read by everybody.

    `path` leads from the filtered model to the excerpt, with its double underscore.
    """
    agreed = Q(**{f"{path}working_text__in": texts_that_count(use).order_by().values("pk")})
    return agreed | Q(**{f"{path}notes__isnull": False})


def excerpts_for(use: Use) -> QuerySet[Excerpt]:
    return Excerpt.objects.filter(may_be_used(use)).select_related(
        "working_text__part__submission__contributor", "working_text__part__question", "notes__session", "marked_by"
    )


def excerpts_under(theme: Theme, use: Use) -> QuerySet[Excerpt]:
    """The excerpts in which somebody sees `theme`."""
    return excerpts_for(use).filter(codes__theme=theme).distinct()


@dataclass(frozen=True, slots=True)
class Heard:
    """How many people said something under a theme, each counted once however often they said it."""

    people: int
    excerpts: int
    sessions: int


def count_heard(theme: Theme, use: Use = Use.ANALYSE) -> Heard:
    excerpts = excerpts_under(theme, use).order_by()
    return Heard(
        people=excerpts.values("working_text__part__submission__contributor")
        .exclude(working_text=None)
        .distinct()
        .count(),
        excerpts=excerpts.count(),
        sessions=excerpts.exclude(notes=None).values("notes").distinct().count(),
    )


def codes_on(excerpts: Sequence[Excerpt]) -> QuerySet[CodeApplication]:
    return CodeApplication.objects.filter(excerpt__in=excerpts).select_related("theme", "by")


def themes_on(excerpt: Excerpt) -> QuerySet[Theme]:
    """The themes that somebody sees in it."""
    return Theme.objects.filter(pk__in=excerpt.codes.values("theme"))


def left_behind(use: Use) -> QuerySet[Excerpt]:
    """Excerpts whose words the newest text of their part does not have, and about which nobody has decided.

    Their own text may say what was taken out since, so that nobody is shown its words.
    """
    agreed = consents_allowing(use)
    return (
        Excerpt.objects.filter(letting_go__isnull=True, working_text__part__submission__consent__in=agreed)
        .exclude(working_text__in=working_texts().order_by().values("pk"))
        .select_related("working_text__part__submission__consent", "marked_by")
    )


@dataclass(frozen=True, slots=True)
class Instead:
    """What stands in the newest text where an excerpt's words stood; it may be marked in their place."""

    text: WorkingText
    span: Span

    @property
    def words(self) -> str:
        return self.span.of(self.text.text)


def instead_of(excerpt: Excerpt, use: Use) -> Instead | None:
    """None while the newest text does not count, so that nobody reads it for `use`."""
    if excerpt.working_text is None:
        return None
    newest = working_text_of(excerpt.working_text.part)
    if newest is None or not counts(newest, use):
        return None
    return Instead(newest, place_now(excerpt.working_text.redacted, newest.redacted, excerpt.span))
