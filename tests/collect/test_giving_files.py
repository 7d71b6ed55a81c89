"""Files beside the words, or instead of them: sealed while they arrive, and with the words ever after."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from cast import Team
from heard.collect.channels.web_form.models import Draft, DraftFile
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.media_types import media_type_of
from heard.collect.evidence.models import PartFile, Submission
from heard.collect.evidence.raw import open_file, open_sealed
from heard.collect.evidence.receiving import shown_name
from heard.collect.evidence.states import FileKind
from heard.files.models import KeyDestroyed, StoredFile
from heard.files.sealed_files import read_file
from telling import DRAWING, POEM, VOICE, Writer, open_call, the_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(team: Team) -> Writer:
    open_call(team)
    return Writer()


def on_the_disk() -> set[str]:
    """The names of the sealed files that lie there now, waiting or in their place."""
    return {path.name for path in Path(settings.EVIDENCE_ROOT).rglob("*") if path.is_file()}


def inside(file: PartFile) -> bytes:
    facts = open_file(file)
    return b"".join(read_file(file.stored_id, facts.key_bytes))


def test_a_poem_with_a_drawing_and_a_voice_memo_arrives_whole(writer: Writer) -> None:
    writer.tell(files=[DRAWING, VOICE]).send()
    words, drawing, voice = the_submission().parts.all()
    assert open_sealed(words).text == POEM
    assert [inside(drawing.file), inside(voice.file)] == [DRAWING[1], VOICE[1]]
    assert [open_file(part.file).name for part in (drawing, voice)] == ["my room.png", "memo.m4a"]
    assert [part.file.kind for part in (drawing, voice)] == [FileKind.PICTURE, FileKind.SOUND]
    assert not DraftFile.objects.exists()


def test_a_file_may_be_all_that_somebody_gives(writer: Writer) -> None:
    writer.tell(words="", files=[DRAWING]).send()
    assert the_submission().parts.get().file.kind == FileKind.PICTURE


def test_files_are_listed_and_looked_at_again_before_they_are_sent(writer: Writer) -> None:
    writer.tell(files=[DRAWING, VOICE])
    assert "my room.png" in writer.page("/tell-us/files/")
    assert "memo.m4a" in writer.page("/tell-us/check/")


def test_going_on_with_files_chosen_keeps_them_too(writer: Writer) -> None:
    writer.tell()
    with_file = writer.client.post("/tell-us/files/", {"added": [SimpleUploadedFile(*DRAWING)]})
    assert with_file["Location"] == "/tell-us/about/"
    assert "my room.png" in writer.page("/tell-us/check/")


def test_a_file_can_be_taken_away_again_and_is_gone_from_the_disk(
    writer: Writer, django_capture_on_commit_callbacks: object
) -> None:
    before = on_the_disk()
    writer.tell(files=[DRAWING, VOICE])
    first = StoredFile.objects.get(size=len(DRAWING[1]))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        writer.client.post(f"/tell-us/files/{first.pk}/remove/")
        writer.client.post(f"/tell-us/files/{first.pk}/remove/")
    assert "my room.png" not in writer.page("/tell-us/check/")
    assert len(on_the_disk() - before) == 1
    writer.send()
    assert [part.has_words for part in the_submission().parts.all()] == [True, False]


def test_nobody_takes_away_what_somebody_else_added(writer: Writer) -> None:
    writer.tell(files=[DRAWING])
    other = Writer()
    other.fill("who", speaking_as="own experience")
    other.client.post(f"/tell-us/files/{StoredFile.objects.get().pk}/remove/")
    assert "my room.png" in writer.page("/tell-us/check/")
    assert DraftFile.objects.count() == 1


def test_the_same_file_added_twice_is_kept_once(writer: Writer) -> None:
    before = on_the_disk()
    writer.tell(files=[DRAWING, DRAWING])
    writer.add(DRAWING)
    assert StoredFile.objects.count() == 1
    assert len(on_the_disk() - before) == 1


def test_one_bad_file_spoils_no_other_and_each_gets_a_sentence(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LARGEST_FILE", 2**20)
    before = on_the_disk()
    writer.tell()
    page = writer.add(("nothing.txt", b""), ("film.mp4", bytes(2**20 + 1)), DRAWING)
    said = page.content.decode()
    assert page.status_code == 422
    assert "“nothing.txt” is empty" in said
    assert "“film.mp4” is larger than 1 MB" in said
    assert "my room.png" in said
    assert len(on_the_disk() - before) == 1


def test_more_files_than_fit_are_not_kept_and_that_is_said(writer: Writer) -> None:
    writer.tell(files=[(f"{number}.txt", f"page {number}".encode()) for number in range(19)])
    before = on_the_disk()
    said = writer.add(("20.txt", b"page 20"), ("21.txt", b"page 21")).content.decode()
    assert "No more than 20 files" in said
    assert "20.txt" in said
    assert "21.txt" not in said
    assert len(on_the_disk() - before) == 1


def test_when_the_disk_runs_low_words_are_still_taken(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KEEP_FREE", 2**60)
    writer.tell()
    assert "We have no room for files" in writer.page("/tell-us/files/")
    assert writer.add(DRAWING).status_code == 422
    writer.send()
    assert the_submission().parts.count() == 1


def test_neither_files_nor_their_names_can_be_read_in_the_database_or_on_the_disk(writer: Writer) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Reads the SQLite database byte by byte.")
    writer.tell(files=[("kingfisher-4417.txt", b"osprey-2290 " * 10_000)])
    for moment in ("before it is sent", "after"):
        everything = connection.connection.serialize() + b"".join(
            path.read_bytes() for path in Path(settings.EVIDENCE_ROOT).rglob("*") if path.is_file()
        )
        assert b"kingfisher" not in everything, moment
        assert b"osprey" not in everything, moment
        writer.send()
    assert Submission.objects.exists()


def test_files_of_a_forgotten_draft_are_erased(writer: Writer, django_capture_on_commit_callbacks: object) -> None:
    before = on_the_disk()
    writer.tell(files=[DRAWING])
    Draft.objects.update(keep_until="2026-01-01T00:00Z")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        Writer().fill("who", speaking_as="own experience")
    assert on_the_disk() == before


def test_taking_words_back_takes_the_files(writer: Writer, django_capture_on_commit_callbacks: object) -> None:
    before = on_the_disk()
    writer.tell(files=[DRAWING]).send()
    file = PartFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        withdraw(None, the_submission())
    assert not PartFile.objects.exists()
    assert on_the_disk() == before
    file.part.submission.key.refresh_from_db()
    with pytest.raises(KeyDestroyed):
        open_file(file)


def test_a_failed_keeping_leaves_nothing_behind(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    before = on_the_disk()
    writer.tell()
    monkeypatch.setattr("heard.collect.channels.web_form.actions.note_file", fail)
    with pytest.raises(RuntimeError):
        writer.add(DRAWING)
    assert on_the_disk() == before
    assert "my room.png" not in writer.page("/tell-us/check/")


def test_words_kept_while_a_file_arrives_are_not_lost(writer: Writer) -> None:
    writer.fill("who", speaking_as="own experience")
    writer.add(DRAWING)
    writer.client.post("/tell-us/words-0/keep/", {"words": POEM})
    writer.add(VOICE)
    assert POEM.strip() in writer.page("/tell-us/words-0/")
    assert "memo.m4a" in writer.page("/tell-us/files/")


def test_a_file_is_what_is_in_it_whatever_it_is_called(writer: Writer) -> None:
    assert media_type_of("holiday.txt", DRAWING[1]) == "image/png"
    assert media_type_of("page.html", b"<script>alert(1)</script>") == "application/octet-stream"
    assert media_type_of("drawing.svg", b"<svg onload='x'/>") == "application/octet-stream"
    assert media_type_of("photo.jpg", b"not a photo") == "application/octet-stream"
    assert media_type_of("diary.txt", b"Monday") == "text/plain"
    assert "word" in media_type_of("letter.docx", b"PK\x03\x04 and so on")


def test_a_name_cannot_pretend_to_be_another() -> None:
    assert shown_name("photo\u202egpj.exe") == "photogpj.exe"
    assert shown_name("a\r\nb\x00.txt") == "ab.txt"
    assert len(shown_name("x" * 300 + ".docx")) == 120
    assert shown_name("x" * 300 + ".docx").endswith(".docx")


def test_no_file_is_taken_from_a_page_of_another_site(writer: Writer) -> None:
    before = on_the_disk()
    given = {"added": [SimpleUploadedFile(*DRAWING)]}
    assert (
        writer.client.post("/tell-us/files/", given, headers={"Origin": "https://evil.example.com"}).status_code == 403
    )
    assert on_the_disk() == before


def test_where_nobody_may_write_no_file_is_taken(team: Team) -> None:
    before = on_the_disk()
    assert Writer().add(DRAWING)["Location"] == "/tell-us/"
    assert on_the_disk() == before
