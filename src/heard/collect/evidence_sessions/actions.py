"""Bringing in sessions and their notes."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_date

from heard.accounts.models import User
from heard.audit.actions import record
from heard.collect.evidence_sessions.models import EvidenceSession, SessionNotes
from heard.collect.evidence_sessions.rules import check_import_notes
from heard.text.locators import Cell
from heard.text.readers import read_bytes
from heard.text.session_notes import read_session_notes, record_as_json
from heard.text.spans import Source


@dataclass(frozen=True, slots=True)
class NotesFile:
    """Published notes as somebody hands them over."""

    name: str
    data: bytes


@transaction.atomic
def import_session_notes(actor: User, slug: str, title: str, file: NotesFile) -> EvidenceSession:
    """Bring in the published notes of a session. What cannot be read raises `UnreadableFile` and changes nothing."""
    check_import_notes(actor)
    source = read_bytes(file.name, file.data)
    read = record_as_json(read_session_notes(source))
    session = EvidenceSession.objects.create(slug=slug, title=title, held_on=parse_date(read["date"] or ""))
    SessionNotes.objects.create(
        session=session,
        name=file.name,
        original=file.data,
        sha256=source.sha256,
        text=source.text,
        record={name: value for name, value in read.items() if name != "source"},
        cells=cells_of(source),
        imported_by=actor,
    )
    record(actor, "import", "session notes", slug)
    return session


def cells_of(source: Source) -> list[dict[str, Any]]:
    """Where the tables of a document stand in its text, cell by cell."""
    return [
        {"start": located.span.start, "end": located.span.end, **asdict(located.locator)}
        for located in source.located
        if isinstance(located.locator, Cell)
    ]
