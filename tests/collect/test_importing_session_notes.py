"""Session notes are brought in with their own text, and every quotation on the page leads to its place in it."""

import hashlib

import pytest
from django.test import Client

from cast import Team
from heard.accounts.rules import NotAllowed
from heard.collect.evidence_sessions.actions import NotesFile, import_session_notes
from heard.collect.evidence_sessions.models import EvidenceSession
from heard.collect.evidence_sessions.reading import read_notes
from heard.publish.publications.actions import publish_session_notes
from heard.text.errors import UnreadableFile

pytestmark = pytest.mark.django_db

TEXT = """Evidence session notes: the North

Thursday 5 March 2026, 5 – 6.30pm

1. Welcome

About 20 people came. One young person said, “It was like being posted to somebody,” and nobody laughed.

2. What was said

Some spoke about bags.

“I had a suitcase with a broken wheel.
It made a noise all the way down the path.”

“They sent my things on in bin bags.”
"""
FILE = NotesFile("north.txt", TEXT.replace("\n", "\r\n").encode())


def imported(team: Team, file: NotesFile = FILE) -> EvidenceSession:
    return import_session_notes(team.asha, "north", "The North", file)


def test_the_file_its_hash_and_its_text_are_kept(team: Team) -> None:
    notes = imported(team).notes
    assert bytes(notes.original) == FILE.data
    assert notes.sha256 == hashlib.sha256(FILE.data).hexdigest()
    assert notes.text == TEXT


def test_every_quotation_read_stands_at_its_place_in_the_text(team: Team) -> None:
    session = imported(team)
    quotations = [quotation for section in session.notes.record["sections"] for quotation in section["quotations"]]
    assert "It was like being posted to somebody," in [quotation["text"] for quotation in quotations]
    for quotation in quotations:
        source = session.notes.text[quotation["start"] : quotation["end"]]
        assert " ".join(source.split()) == quotation["text"]


def test_the_pieces_of_the_page_are_the_whole_text(team: Team) -> None:
    page = read_notes(imported(team).notes)
    assert "".join(piece.text for piece in page.pieces()) == TEXT


def test_notes_are_public_only_once_somebody_publishes_them(team: Team) -> None:
    session = imported(team)
    assert Client().get("/sessions/north/").status_code == 404
    publish_session_notes(team.frank, session)
    assert Client().get("/sessions/north/").status_code == 200
    assert "bin bags" in Client().get("/sessions/north/text/").content.decode()


def test_a_quotation_inside_a_sentence_leads_to_its_place_too(team: Team) -> None:
    publish_session_notes(team.frank, imported(team))
    at = TEXT.index("It was like being posted")
    assert f"/sessions/north/text/#c{at}" in Client().get("/sessions/north/").content.decode()
    assert f'id="c{at}"' in Client().get("/sessions/north/text/").content.decode()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut short", b"PK\x03\x04 not a document"])
def test_a_file_that_cannot_be_read_changes_nothing(team: Team, data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        imported(team, NotesFile("north.docx", data))
    assert not EvidenceSession.objects.exists()


@pytest.mark.parametrize("name", ["cerys", "efua", "frank", "greta"])
def test_only_the_secretariat_and_analysts_bring_notes_in(team: Team, name: str) -> None:
    with pytest.raises(NotAllowed):
        import_session_notes(getattr(team, name), "north", "The North", FILE)


def a_page_with_a_table(cell: str) -> NotesFile:
    rows = "<tr><td>Who came</td><td>How many</td></tr><tr><td>Foster carers</td><td>8</td></tr>"
    table = f"<table>{rows}<tr><td>{cell}</td></tr></table>"
    page = f"<h1>The North</h1><h2>Who came</h2><p>Many came.</p>{table}<p>Then we began.</p>"
    return NotesFile("north.html", page.encode())


def test_a_table_of_the_notes_is_a_table_on_the_page(team: Team) -> None:
    notes = imported(team, a_page_with_a_table("Teachers")).notes
    shown = [passage for section in read_notes(notes).sections for passage in section.passages]
    assert [passage.rows for passage in shown if passage.rows] == [
        (("Who came", "How many"), ("Foster carers", "8"), ("Teachers", ""))
    ]
    assert [passage.text for passage in shown if not passage.rows] == ["Many came.", "Then we began."]


def test_a_table_somebody_is_quoted_in_keeps_each_quotation_walkable(team: Team) -> None:
    notes = imported(team, a_page_with_a_table("“My things came on in bin bags and nobody said sorry.”")).notes
    shown = [passage for section in read_notes(notes).sections for passage in section.passages]
    assert not any(passage.rows for passage in shown)
    assert [passage.text for passage in shown if passage.is_quotation or passage.pieces[0].says]
