"""Reading sessions and their notes."""

from django.db.models import QuerySet

from heard.collect.evidence_sessions.models import EvidenceSession, SessionNotes


def sessions() -> QuerySet[EvidenceSession]:
    """Every session, newest first, with its notes where it has some."""
    return EvidenceSession.objects.select_related("notes", "notes__imported_by").defer("notes__original")


def has_notes(session: EvidenceSession) -> bool:
    return SessionNotes.objects.filter(session=session).exists()
