"""The public pages that rest on records. Nothing is copied into them: each visit asks what may be shown now."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from heard.accounts.access import open_to_everybody
from heard.collect.evidence_sessions.reading import read_notes
from heard.inquiry.inquiries import queries as inquiries
from heard.publish.pages.made_again import made_again_where_taken_back
from heard.publish.pages.queries import home_page
from heard.publish.pages.words import marked_whole
from heard.publish.publications import queries as publications
from heard.publish.publications.beside import as_printed
from heard.publish.publications.public_numbers import PublicNumbers, as_csv, as_json, public_numbers
from heard.text.marked import Mark, cut_at_marks


@open_to_everybody
def questions(request: HttpRequest) -> HttpResponse:
    """Every question the inquiry asks.

    Context: `questions` (each with `number`, `text`, `plain_text`) and `home` (the first page; it names the ways to
    take part).
    """
    return render(request, "pages/questions.html", {"questions": inquiries.questions(), "home": home_page()})


@open_to_everybody
@made_again_where_taken_back
def themes(request: HttpRequest) -> HttpResponse:
    """What we are hearing.

    Context: `themes` (see `ListedTheme`) and `most_people`, the greatest of their counts.
    """
    themes = publications.listed_themes()
    most_people = max((listed.count.people or 0 for listed in themes), default=0)
    return render(request, "pages/themes.html", {"themes": themes, "most_people": most_people})


@open_to_everybody
@made_again_where_taken_back
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme.

    Context: `theme`, `count` (as in `themes`), `quotations` (each with `pk`, `text`, `attribution`: see `Printed`).
    """
    found = get_object_or_404(publications.published_themes(), slug=slug)
    context = {
        "theme": found,
        "count": publications.public_count(found),
        "quotations": publications.printed_under(found),
    }
    return render(request, "pages/theme.html", context)


@open_to_everybody
def numbers(request: HttpRequest) -> HttpResponse:
    """How many people spoke of each theme, as last published. Context: `numbers` (see `PublicNumbers`; or None)."""
    return render(request, "pages/numbers.html", {"numbers": public_numbers()})


@open_to_everybody
def numbers_csv(_request: HttpRequest) -> HttpResponse:
    """The same as a table for spreadsheets."""
    return HttpResponse(as_csv(published_numbers()), content_type="text/csv; charset=utf-8")


@open_to_everybody
def numbers_json(_request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    return JsonResponse(as_json(published_numbers()))


def published_numbers() -> PublicNumbers:
    found = public_numbers()
    if found is None:
        raise Http404
    return found


@open_to_everybody
@made_again_where_taken_back
def quotation(request: HttpRequest, number: int) -> HttpResponse:
    """One quotation, and where it leads back to.

    Context: `quotation` (`text`, `attribution`: see `Printed`), `themes` (published ones it is in), `question` (or
    None), `session` (or None) with `place` (`start` and `end` in the notes' text), `whole` (None, or the pieces of the
    whole working text: `text`, `span`, and `says`, which may hold "quoted" and "replaced"). Nothing says when words
    came: somebody may know when a person wrote.
    """
    found = get_object_or_404(publications.published_quotations(), pk=number)
    text, notes = found.excerpt.working_text, found.excerpt.notes
    context = {
        "quotation": as_printed([found])[0],
        "themes": publications.themes_of(found),
        "question": text.part.question if text else None,
        "session": notes.session if notes else None,
        "place": found.excerpt.span,
        "whole": marked_whole(text, found.excerpt.span) if text and publications.whole_may_be_shown(found) else None,
    }
    return render(request, "pages/quotation.html", context)


@open_to_everybody
def sessions(request: HttpRequest) -> HttpResponse:
    """The evidence sessions whose notes are public.

    Context: `sessions`, a list of `session` (`title`, `slug`, `held_on`) and `notes` (see `session`).
    """
    listed = [{"session": session, "notes": read_notes(session.notes)} for session in publications.published_sessions()]
    return render(request, "pages/sessions.html", {"sessions": listed})


@open_to_everybody
def session(request: HttpRequest, slug: str) -> HttpResponse:
    """One session's notes as a page.

    Context: `session`, `notes` with `facts` (each with `name`, `value`), `questions` and `sections` (each with
    `heading` and `passages`: `text`, `start`, `end`, `is_quotation`; for a paragraph `pieces`, in which a quotation
    says where it starts; for a table `rows` of cells). Each quotation's place is in `session_text` at `#c{start}`.
    """
    found = get_object_or_404(publications.published_sessions(), slug=slug)
    return render(request, "pages/session.html", {"session": found, "notes": read_notes(found.notes)})


@open_to_everybody
def session_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The notes' own text. Marked are the quotations read in it, and those of ours that lead back to it.

    Context: `session`, `pieces` (`text`, `span`, `says`: empty or "quoted") that together are the whole text.
    """
    found = get_object_or_404(publications.published_sessions(), slug=slug)
    notes = read_notes(found.notes)
    marks = [Mark(span, "quoted") for span in dict.fromkeys((*notes.quoted, *publications.places_quoted(found)))]
    return render(request, "pages/session_text.html", {"session": found, "pieces": cut_at_marks(notes.text, marks)})
