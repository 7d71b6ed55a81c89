"""A file at the desk: opened for a use, for one person and an hour, and its words written down once."""

import pytest
from django.test import Client

from cast import Team, given_file, jay_gives_evidence
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.collect.evidence.raw import open_sealed
from heard.files.sealed_files import CHUNK_BYTES
from heard.protect.deidentification.actions import accept_redactions, write_down
from heard.protect.deidentification.contents import MOST_AT_ONCE
from heard.protect.deidentification.models import FileNote
from heard.protect.deidentification.queries import count_at
from heard.protect.deidentification.rules import can_write_down
from heard.protect.deidentification.states import NoteKind, Reading
from heard.text.errors import BadInput

pytestmark = pytest.mark.django_db

POEM = "Bin bags\n\n   three of them\n"
SOUND = bytes(range(256)) * (CHUNK_BYTES // 64)


def part_of(name: str, media_type: str, data: bytes) -> Part:
    """Jay's words, and the part after them, which is a file."""
    words = jay_gives_evidence(files=[given_file(name, media_type, data)])
    return words.submission.parts.get(number=2)


@pytest.fixture
def letter(team: Team) -> Part:
    return part_of("Nadia.txt", "text/plain", POEM.encode())


@pytest.fixture
def memo(team: Team) -> Part:
    return part_of("memo.m4a", "audio/mp4", SOUND)


@pytest.fixture
def cerys(team: Team, client: Client) -> Client:
    client.force_login(team.cerys)
    return client


def address(part: Part) -> str:
    return f"/desk/evidence/{part.submission.reference}/file/{part.number}/"


def open_it(client: Client, part: Part, use: str = "reading it") -> str:
    response = client.post(address(part), {"use": use})
    assert response.status_code == 200
    return response.content.decode()


def pass_in(page: str) -> str:
    return page.split('name="pass" value="')[1].split('"')[0]


def inside(client: Client, part: Part, given: str, **headers: str) -> bytes:
    response = client.get(address(part) + "contents/", {"pass": given}, headers=headers)
    assert response.status_code in (200, 206)
    return b"".join(response.streaming_content)


def test_the_register_shows_what_it_is_and_nothing_that_is_in_it(cerys: Client, letter: Part) -> None:
    page = cerys.get("/desk/evidence/").content.decode()
    assert "document" in page
    assert "File to be opened" in page
    assert "Nadia" not in page
    assert count_at(Reading.TO_OPEN) == 1


def test_looking_at_its_page_opens_nothing(cerys: Client, letter: Part) -> None:
    page = cerys.get(address(letter)).content.decode()
    assert "Open the original file" in page
    assert "Nadia" not in page
    assert lines_about("submission", letter.label).count() == 0


def test_opening_it_takes_a_use_and_leaves_one_line_however_often_it_is_played(cerys: Client, memo: Part) -> None:
    assert cerys.post(address(memo), {"use": " "}).status_code == 422
    page = open_it(cerys, memo)
    assert "memo.m4a" in page
    assert "<audio" in page
    for _ in range(3):
        assert inside(cerys, memo, pass_in(page)) == SOUND
    assert lines_about("submission", memo.label).filter(verb="open file").count() == 1


def test_whoever_did_not_open_it_gets_nothing(cerys: Client, memo: Part, team: Team) -> None:
    given = pass_in(open_it(cerys, memo))
    other = Client()
    for user, status in ((team.dev, 404), (team.ben, 302)):
        other.force_login(user)
        assert other.get(address(memo) + "contents/", {"pass": given}).status_code == status
    assert cerys.get(address(memo) + "contents/").status_code == 404


def test_a_pass_lasts_an_hour(cerys: Client, memo: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    given = pass_in(open_it(cerys, memo))
    monkeypatch.setattr("heard.protect.deidentification.contents.OPEN_FOR", -1)
    assert cerys.get(address(memo) + "contents/", {"pass": given}).status_code == 404
    late = cerys.post(address(memo) + "written-down/", {"pass": given, "kind": "words", "text": "it was a week"})
    assert late.status_code == 422
    assert "it was a week" in late.content.decode()


@pytest.mark.parametrize(
    ("asked", "stretch"),
    [
        ("bytes=0-", slice(0, None)),
        ("bytes=5-9", slice(5, 10)),
        (f"bytes={CHUNK_BYTES - 1}-{CHUNK_BYTES}", slice(CHUNK_BYTES - 1, CHUNK_BYTES + 1)),
        (f"bytes={len(SOUND) - 1}-", slice(len(SOUND) - 1, None)),
        ("bytes=9-5", slice(None)),
        ("bytes=-5", slice(None)),
        (f"bytes={len(SOUND)}-", slice(None)),
    ],
)
def test_a_player_may_ask_for_a_stretch(cerys: Client, memo: Part, asked: str, stretch: slice) -> None:
    assert len(SOUND) < MOST_AT_ONCE
    given = pass_in(open_it(cerys, memo))
    assert inside(cerys, memo, given, Range=asked) == SOUND[stretch]


@pytest.mark.parametrize(
    ("media_type", "is_saved"),
    [("image/png", False), ("audio/mp4", False), ("application/pdf", True), ("application/octet-stream", True)],
)
def test_nothing_that_a_browser_could_run_is_shown_in_it(
    cerys: Client, team: Team, media_type: str, is_saved: bool
) -> None:
    part = part_of("näme\u2019s.bin", media_type, b"<script>alert(1)</script>")
    given = pass_in(open_it(cerys, part))
    response = cerys.get(address(part) + "contents/", {"pass": given})
    assert ("attachment" in response.get("Content-Disposition", "")) is is_saved
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (response["Content-Type"] == "application/octet-stream") is is_saved


def test_software_reads_a_draft_and_nobody_else_sees_it_before_it_is_kept(cerys: Client, letter: Part) -> None:
    assert "three of them" in open_it(cerys, letter)
    letter.refresh_from_db()
    assert not letter.has_words
    assert not FileNote.objects.exists()


def test_where_software_reads_nothing_it_says_why(cerys: Client, team: Team) -> None:
    part = part_of("letter.docx", "application/docx", b"PK\x03\x04 cut short")
    assert "letter.docx" in open_it(cerys, part)
    assert "Type what is said or written" in open_it(cerys, part)


def test_words_written_down_are_the_parts_own_line_by_line(cerys: Client, letter: Part, team: Team) -> None:
    given = {"pass": pass_in(open_it(cerys, letter)), "kind": "words", "text": POEM.replace("\n", "\r\n")}
    response = cerys.post(address(letter) + "written-down/", given, follow=True)
    assert "Written down" in response.content.decode()
    letter.refresh_from_db()
    assert open_sealed(letter).text == POEM
    assert count_at(Reading.TO_OPEN) == 0
    assert accept_redactions(team.cerys, letter, []).text == POEM


def test_words_are_written_down_once(letter: Part, team: Team) -> None:
    write_down(team.cerys, letter, NoteKind.WORDS, POEM)
    letter.refresh_from_db()
    assert not can_write_down(team.dev, letter)
    assert not can_write_down(team.ben, part_of("a.txt", "text/plain", b"a"))


def test_nothing_written_is_nothing_kept(cerys: Client, letter: Part, team: Team) -> None:
    given = pass_in(open_it(cerys, letter))
    assert (
        cerys.post(address(letter) + "written-down/", {"pass": given, "kind": "words", "text": ""}).status_code == 422
    )
    with pytest.raises(BadInput):
        write_down(team.cerys, letter, NoteKind.WORDS, "  \n")


def test_a_description_is_sealed_and_is_nobodys_words(cerys: Client, team: Team) -> None:
    part = part_of("room.png", "image/png", b"a drawing")
    write_down(team.cerys, part, NoteKind.DESCRIPTION, "A bed, and a window that is crossed out.")
    note = FileNote.objects.get()
    part.refresh_from_db()
    assert b"window" not in bytes(note.sealed)
    assert not part.has_words
    assert count_at(Reading.DESCRIBED) == 1
    assert "crossed out" in cerys.post(address(part), {"use": "reading"}).content.decode()


def test_words_taken_back_leave_no_note(letter: Part, team: Team) -> None:
    write_down(team.cerys, letter, NoteKind.DESCRIPTION, "A letter.")
    withdraw(None, letter.submission)
    assert not FileNote.objects.exists()
    client = Client()
    client.force_login(team.cerys)
    assert client.get(address(letter)).status_code == 404
    assert client.get(f"/desk/evidence/{letter.submission.reference}/").status_code == 200
