"""The themes desk: the codebook, and what was said under each theme."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from heard.accounts.access import staff_only
from heard.accounts.desk import page_of
from heard.inquiry.consent.states import Use
from heard.understand.codebook.queries import themes
from heard.understand.codebook.rules import check_read_themes
from heard.understand.coding.queries import codes_on, count_heard, excerpts_under


@staff_only(check_read_themes)
def theme_list(request: HttpRequest) -> HttpResponse:
    """The codebook.

    Context: `rows` (a page of themes, each with `heard`: `people`, `excerpts`, `sessions`).
    """
    rows = page_of(request, themes())
    for theme in rows:
        theme.heard = count_heard(theme)  # type: ignore[attr-defined]
    return render(request, "coding/themes.html", {"rows": rows})


@staff_only(check_read_themes)
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme and every excerpt in which somebody sees it.

    Context: `theme`, `heard`, `rows` (a page of excerpts, each with `coders`: who sees the theme in it).
    """
    found = get_object_or_404(themes(), slug=slug)
    rows = page_of(request, excerpts_under(found, Use.ANALYSE))
    coders: dict[int, list[str]] = {}
    for code in codes_on(list(rows)).filter(theme=found):
        coders.setdefault(code.excerpt_id, []).append(code.by.name)
    for excerpt in rows:
        excerpt.coders = coders.get(excerpt.pk, [])  # type: ignore[attr-defined]
    return render(request, "coding/theme.html", {"theme": found, "heard": count_heard(found), "rows": rows})
