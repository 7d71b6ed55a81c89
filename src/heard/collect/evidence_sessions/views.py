"""The sessions desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from heard.accounts.access import staff_only
from heard.accounts.desk import page_of
from heard.collect.evidence_sessions.queries import sessions
from heard.collect.evidence_sessions.reading import read_notes
from heard.collect.evidence_sessions.rules import check_read_sessions


@staff_only(check_read_sessions)
def session_list(request: HttpRequest) -> HttpResponse:
    """Every session, newest first.

    Context: `rows` (a page of sessions, with `notes` where they have some).
    """
    return render(request, "evidence_sessions/sessions.html", {"rows": page_of(request, sessions())})


@staff_only(check_read_sessions)
def session(request: HttpRequest, slug: str) -> HttpResponse:
    """One session: what the machine read in its notes, beside the notes themselves.

    Context: `session`, and where it has notes `page` (see `NotesPage`), `pieces` and `warnings`.
    """
    found = get_object_or_404(sessions(), slug=slug)
    notes = getattr(found, "notes", None)
    context: dict[str, object] = {"session": found}
    if notes is not None:
        page = read_notes(notes)
        context |= {"page": page, "pieces": page.pieces(), "warnings": notes.record.get("warnings", [])}
    return render(request, "evidence_sessions/session.html", context)
