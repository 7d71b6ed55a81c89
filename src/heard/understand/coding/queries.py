"""Reading what was coded. Every function asks for a use and leaves out words whose givers do not allow it now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from heard.inquiry.consent.states import Use
from heard.protect.deidentification.queries import texts_that_count
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
