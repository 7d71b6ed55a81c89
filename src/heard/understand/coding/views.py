"""The themes desk: the codebook, and what was said under each theme."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.inquiry.consent.states import Use
from heard.text.errors import BadInput
from heard.understand.codebook.queries import themes
from heard.understand.codebook.rules import check_read_themes
from heard.understand.coding.actions import let_go, mark_instead
from heard.understand.coding.models import Excerpt
from heard.understand.coding.queries import (
    codes_on,
    count_heard,
    excerpts_under,
    instead_of,
    left_behind,
    themes_on,
)
from heard.understand.coding.rules import check_code


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


@staff_only(check_code)
def left_behind_list(request: HttpRequest) -> HttpResponse:
    """Excerpts whose words do not stand in the newest text. The old words are not shown: they may be what was hidden.

    Context: `rows` (a page of excerpts, each with `themes` and `instead`, see `Instead`; None while that text waits).
    """
    rows = page_of(request, left_behind(Use.ANALYSE))
    for excerpt in rows:
        excerpt.themes = themes_on(excerpt)  # type: ignore[attr-defined]
        excerpt.instead = instead_of(excerpt, Use.ANALYSE)  # type: ignore[attr-defined]
    return render(request, "coding/left_behind.html", {"rows": rows})


@staff_only(check_code)
@require_POST
def decide_left_behind(request: StaffRequest, number: int) -> HttpResponse:
    """Mark what stands there now, or let the excerpt go, and say so."""
    excerpt = get_object_or_404(Excerpt, pk=number)
    try:
        if "mark" in request.POST:
            mark_instead(request.user, excerpt)
            messages.success(request, _("What stands there now is marked, under the same themes."))
        else:
            let_go(request.user, excerpt)
            messages.success(request, _("It is no excerpt any more."))
    except BadInput as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_excerpts_left_behind")
