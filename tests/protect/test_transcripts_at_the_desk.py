"""Whoever has a transcript of a recording adds it at the desk; it is a draft with its times until somebody keeps it."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from cast import Team, given_file, jay_gives_evidence
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.collect.evidence.raw import open_sealed
from heard.protect.deidentification.actions import write_down
from heard.protect.deidentification.states import NoteKind, Standing
from heard.protect.evidence_desk.queries import standing_of
from heard.protect.reading.actions import Found, keep_extraction, read_next_file
from heard.protect.reading.models import Extraction
from heard.protect.reading.opened import Opened, open_extraction, places_of
from heard.protect.reading.queries import files_due, newest_extraction_of
from heard.protect.reading.states import Outcome, Reason
from heard.protect.reading.transcripts import LARGEST, keep_transcript

pytestmark = pytest.mark.django_db

VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Nadia>They came on a Tuesday.</v>

00:01:02.000 --> 00:01:05.000
<v Nadia>Everything was in bin bags.</v>
"""
SRT = "1\n00:00:01,000 --> 00:00:04,000\nThey came on a Tuesday.\n"
SAID = "They came on a Tuesday.\nEverything was in bin bags.\n"


def recording(media_type: str = "audio/mp4") -> Part:
    words = jay_gives_evidence(files=[given_file("memo.m4a", media_type, b"\0\0\0\x18ftypM4A " + bytes(100))])
    return words.submission.parts.get(number=2)


@pytest.fixture
def memo(team: Team) -> Part:
    return recording()


@pytest.fixture
def cerys(team: Team, client: Client) -> Client:
    client.force_login(team.cerys)
    return client


def address(part: Part) -> str:
    return f"/desk/evidence/{part.submission.reference}/file/{part.number}/"


def pass_for(client: Client, part: Part) -> str:
    page = client.post(address(part), {"use": "reading it"}).content.decode()
    return page.split('name="pass" value="')[1].split('"')[0]


def add(client: Client, part: Part, name: str, said: str | bytes, **more: str) -> HttpResponse:
    data = said.encode() if isinstance(said, str) else said
    given = {"pass": pass_for(client, part), "added": SimpleUploadedFile(name, data), **more}
    return client.post(address(part) + "transcript/", given)


@pytest.mark.parametrize(
    ("name", "said", "times"),
    [("memo.vtt", VTT, ["0:01, Nadia", "1:02, Nadia"]), ("memo.srt", SRT, ["0:01"]), ("memo.txt", SAID, [])],
)
def test_captions_and_plain_text_become_a_draft_with_their_times(
    cerys: Client, memo: Part, team: Team, name: str, said: str, times: list[str]
) -> None:
    page = add(cerys, memo, name, said).content.decode()
    assert "They came on a Tuesday." in page
    assert f"This is the transcript that {team.cerys.name} added" in page
    for time in times:
        assert f"<li>{time}: <bdi>" in page
    memo.refresh_from_db()
    assert not memo.has_words
    transcript = newest_extraction_of(memo)
    assert transcript is not None
    assert (transcript.given_by, transcript.outcome) == (team.cerys, Outcome.READ)
    assert b"Tuesday" not in bytes(transcript.sealed)
    assert [place for _start, _end, place in places_of(transcript)] == (times or ["line 1", "line 2"])
    assert lines_about("submission", memo.label).filter(verb="add transcript", actor=team.cerys).count() == 1


def test_it_is_kept_like_any_other_draft(cerys: Client, memo: Part) -> None:
    page = add(cerys, memo, "memo.vtt", VTT).content.decode()
    given = {"pass": page.split('name="pass" value="')[1].split('"')[0], "kind": "words", "text": SAID}
    assert cerys.post(address(memo) + "written-down/", given).status_code == 302
    memo.refresh_from_db()
    assert open_sealed(memo).text == SAID
    assert add_again_is_refused(cerys, memo)


def add_again_is_refused(client: Client, part: Part) -> bool:
    page = client.post(address(part), {"use": "reading it"}).content.decode()
    return "Read the transcript" not in page


@pytest.mark.parametrize(
    ("name", "said", "sentence"),
    [
        ("memo.vtt", "WEBVTT\n\n0:xx --> 1\nbroken\n", "is damaged or cut short"),
        ("memo.vtt", "WEBVTT\n\n", "holds no words"),
        ("memo.mp3", b"ID3\x04" + bytes(200), "is a recording, which cannot be read here"),
        ("letter.docx", b"PK\x03\x04 cut short", "is damaged or cut short"),
        ("letter.rtf", r"{\rtf1 words}", "is an RTF document. A transcript comes as captions (.vtt or .srt)"),
        ("nothing.srt", b"", "Choose the one file that holds the transcript"),
        ("long.txt", b"a" * (LARGEST + 1), "A transcript of more than 5 MB is not read here"),
        ("long.txt", "They came on a Tuesday.\n" * 90_000, "It says more than can be kept in one piece"),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_changes_nothing(
    cerys: Client, memo: Part, name: str, said: str | bytes, sentence: str
) -> None:
    response = add(cerys, memo, name, said, kind="words", text="What I typed.\r\n")
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "What I typed.\n</textarea>" in page
    assert not Extraction.objects.exists()
    assert not lines_about("submission", memo.label).filter(verb="add transcript").exists()


def test_what_somebody_had_typed_stays_on_the_page(cerys: Client, memo: Part) -> None:
    page = add(cerys, memo, "memo.vtt", VTT, kind="words", text="They came on a").content.decode()
    assert "What you wrote" in page
    untouched = add(cerys, memo, "memo.vtt", VTT, kind="words", text=SAID.replace("\n", "\r\n")).content.decode()
    assert "What you wrote" not in untouched


def everything_stored() -> set[Path]:
    return {path for path in Path(settings.EVIDENCE_ROOT).rglob("*") if path.is_file()}


def test_nothing_of_the_file_stays_behind(cerys: Client, memo: Part) -> None:
    before = everything_stored()
    add(cerys, memo, "memo.vtt", VTT)
    add(cerys, memo, "letter.rtf", r"{\rtf1 words}")
    assert everything_stored() == before


def test_no_engine_takes_its_place(memo: Part, team: Team) -> None:
    keep_transcript(team.cerys, memo, Opened(SAID))
    assert not files_due().filter(part=memo).exists()
    while read_next_file():
        pass
    heard_late = Found(Outcome.NEEDS_A_PERSON, Reason.NEEDS_TRANSCRIPT, Opened())
    assert keep_extraction(memo, "1 none", heard_late) is None
    transcript = newest_extraction_of(memo)
    assert transcript is not None
    assert open_extraction(transcript).text == SAID


def test_a_second_transcript_is_a_further_version(cerys: Client, memo: Part) -> None:
    add(cerys, memo, "wrong.txt", "Of another recording.")
    add(cerys, memo, "memo.srt", SRT)
    newest = newest_extraction_of(memo)
    assert newest is not None
    assert newest.version == 2
    assert open_extraction(newest).text == "They came on a Tuesday.\n"


def test_the_queue_and_the_submission_know_of_it(cerys: Client, memo: Part, team: Team) -> None:
    read_next_file()
    assert standing_of(memo.submission) == Standing.NEEDS_A_PERSON
    add(cerys, memo, "memo.vtt", VTT)
    assert standing_of(memo.submission) == Standing.NEW
    page = cerys.get(f"/desk/evidence/{memo.submission.reference}/").content.decode()
    assert f"{team.cerys.name} added a transcript on" in page


def test_only_a_recording_has_one(cerys: Client, team: Team) -> None:
    words = jay_gives_evidence(files=[given_file("poem.txt", "text/plain", b"Bin bags\n")])
    part = words.submission.parts.get(number=2)
    assert add(cerys, part, "memo.vtt", VTT).status_code == 422
    assert not Extraction.objects.filter(given_by__isnull=False).exists()


def test_whoever_did_not_open_the_recording_adds_nothing(cerys: Client, memo: Part) -> None:
    given = {"added": SimpleUploadedFile("memo.vtt", VTT.encode()), "text": "typed"}
    response = cerys.post(address(memo) + "transcript/", given)
    assert response.status_code == 422
    assert "typed" in response.content.decode()
    assert not Extraction.objects.exists()


def test_a_page_of_somebody_else_cannot_send_one(memo: Part, team: Team) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(team.cerys)
    given = {"added": SimpleUploadedFile("memo.vtt", VTT.encode())}
    assert strict.post(address(memo) + "transcript/", given).status_code == 403


def test_taking_the_words_back_takes_the_transcript(cerys: Client, memo: Part) -> None:
    add(cerys, memo, "memo.vtt", VTT)
    withdraw(None, memo.submission)
    assert not Extraction.objects.exists()


def add_and_follow(client: Client, part: Part, **more: str) -> str:
    given = {"pass": pass_for(client, part), "added": SimpleUploadedFile("memo.vtt", VTT.encode()), **more}
    return client.post(address(part) + "transcript/", given, follow=True).content.decode()


def test_a_transcript_that_comes_while_the_words_are_taken_back_is_not_kept(
    cerys: Client, memo: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_meanwhile(_name: str, _data: bytes) -> Opened:
        withdraw(None, Part.objects.get(pk=memo.pk).submission)
        return Opened(SAID)

    monkeypatch.setattr("heard.protect.deidentification.writing_views.read_transcript", read_meanwhile)
    page = add_and_follow(cerys, memo)
    assert "These words were taken back" in page
    assert not Extraction.objects.exists()
    assert not lines_about("submission", memo.label).filter(verb="add transcript").exists()


def test_what_was_typed_stays_where_a_colleague_kept_the_words_meanwhile(
    cerys: Client, memo: Part, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_meanwhile(_name: str, _data: bytes) -> Opened:
        write_down(team.dev, Part.objects.get(pk=memo.pk), NoteKind.WORDS, "They came.")
        return Opened(SAID)

    monkeypatch.setattr("heard.protect.deidentification.writing_views.read_transcript", read_meanwhile)
    page = add_and_follow(cerys, memo, kind="words", text="They came on a")
    assert "was written down before" in page
    assert "They came on a</p>" in page
    assert not Extraction.objects.exists()


def test_the_longest_that_is_read_can_be_kept(cerys: Client, memo: Part) -> None:
    said = "They came on a Tuesday.\n" * 70_000
    assert add(cerys, memo, "long.txt", said).status_code == 200
    given = urlencode({"pass": pass_for(cerys, memo), "kind": "words", "text": said.replace("\n", "\r\n")})
    kept = cerys.post(address(memo) + "written-down/", given, content_type="application/x-www-form-urlencoded")
    assert kept.status_code == 302
