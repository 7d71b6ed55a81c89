"""A file's clean copy: made with nobody at the desk, sealed as the file is, shown first, and gone with the file."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from cast import Team, given_file, jay_gives_evidence
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.files.models import StoredFile
from heard.files.sealed_files import read_file
from heard.jobs.models import Claim
from heard.jobs.work import do_what_is_due
from heard.protect.copies.actions import WORK, copy_next_file
from heard.protect.copies.cleaning import apart
from heard.protect.copies.models import CleanCopy
from heard.protect.copies.opened import open_copy
from heard.protect.copies.queries import copy_of, files_without_copy
from heard.protect.copies.states import Outcome

pytestmark = pytest.mark.django_db

CANARY = "kingfisher-4417"


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY
    into = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(into, "JPEG", exif=exif.tobytes())
    return into.getvalue()


def part_of(name: str, media_type: str, data: bytes) -> Part:
    return jay_gives_evidence(files=[given_file(name, media_type, data)]).submission.parts.get(number=2)


@pytest.fixture
def picture(team: Team) -> Part:
    return part_of("Nadia at home.jpg", "image/jpeg", photo())


@pytest.fixture
def cerys(team: Team, client: Client) -> Client:
    client.force_login(team.cerys)
    return client


def the_copy(part: Part) -> CleanCopy:
    copy = copy_of(part)
    assert copy is not None
    return copy


def inside(copy: CleanCopy) -> bytes:
    assert copy.stored_id
    return b"".join(read_file(copy.stored_id, open_copy(copy).key_bytes))


def address(part: Part) -> str:
    return f"/desk/evidence/{part.submission.reference}/file/{part.number}/"


def test_it_is_made_once_by_the_background_work_and_the_original_stays(picture: Part) -> None:
    assert do_what_is_due()[WORK] == 1
    assert not files_without_copy().exists()
    copy = the_copy(picture)
    assert copy.outcome == Outcome.CLEAN
    assert CANARY.encode() not in inside(copy)
    assert Image.open(io.BytesIO(inside(copy))).size == (30, 20)
    assert not copy_next_file()
    assert StoredFile.objects.count() == 2


def test_the_file_is_called_after_its_submission_and_lies_sealed(picture: Part) -> None:
    copy_next_file()
    copy = the_copy(picture)
    assert open_copy(copy).name == f"{picture.submission.reference}-2.jpg"
    everything = b"".join(path.read_bytes() for path in Path(settings.EVIDENCE_ROOT).rglob("*") if path.is_file())
    assert inside(copy)[:200] not in everything
    assert b"image/jpeg" not in bytes(copy.sealed)


def test_making_it_is_a_line_in_the_audit(picture: Part) -> None:
    copy_next_file()
    line = lines_about("submission", picture.label).get()
    assert (line.actor, line.verb) == (None, "open file")
    assert "copy" in line.use


@pytest.mark.parametrize(
    ("name", "media_type", "data", "outcome"),
    [
        ("poem.txt", "text/plain", b"Bin bags", Outcome.NOTHING_HIDDEN),
        ("house.dwg", "application/acad", b"AC1032\0\0\0", Outcome.UNKNOWN_KIND),
        ("photo.jpg", "image/jpeg", photo()[:90], Outcome.BROKEN),
    ],
)
def test_what_cannot_be_cleaned_has_a_record_that_says_so(
    cerys: Client, name: str, media_type: str, data: bytes, outcome: Outcome
) -> None:
    part = part_of(name, media_type, data)
    copy_next_file()
    copy = the_copy(part)
    assert (copy.outcome, copy.stored) == (outcome, None)
    assert not copy_next_file()
    page = cerys.get(address(part)).content.decode()
    assert str(outcome.label) in page
    assert "Open the clean copy" not in page


def test_one_that_takes_too_long_is_given_up(picture: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "TIME", 0.01)
    copy_next_file()
    assert the_copy(picture).outcome == Outcome.BROKEN
    assert StoredFile.objects.count() == 1


def test_one_that_ended_every_worker_is_given_up(picture: Part) -> None:
    Claim.objects.create(work=WORK, item=str(picture.file.pk), until="2026-01-01T00:00Z", tries=2)
    copy_next_file()
    assert the_copy(picture).outcome == Outcome.BROKEN


def test_a_full_disk_is_no_fault_of_the_file(picture: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("heard.protect.copies.actions.clean_apart", full)
        for _ in range(4):
            with pytest.raises(OSError, match="No space"):
                copy_next_file()
            Claim.objects.update(until="2026-01-01T00:00Z")
    copy_next_file()
    assert the_copy(picture).outcome == Outcome.CLEAN


def test_the_name_of_a_file_is_on_no_command_line(picture: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    begin = subprocess.Popen

    def noting(command: list[str], **more: Any) -> Any:
        asked.append((command, more["env"]))
        return begin(command, **more)

    monkeypatch.setattr("heard.protect.copies.cleaning.apart.subprocess.Popen", noting)
    copy_next_file()
    assert asked == [([sys.executable, "-I", "-B", "-m", "heard.protect.copies.cleaning.apart"], {"PYTHONUTF8": "1"})]


def test_words_taken_back_take_the_copy_too(picture: Part, django_capture_on_commit_callbacks: Any) -> None:
    copy_next_file()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(None, picture.submission)
    assert not CleanCopy.objects.exists()
    assert not StoredFile.objects.exists()
    assert not copy_next_file()


def test_words_taken_back_while_it_is_made_leave_none(picture: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken_back(media_type: str, pieces: object, write: Any) -> apart.Told:
        write(b"a copy")
        withdraw(None, Part.objects.get(pk=picture.pk).submission)
        return apart.Told("image/jpeg", is_partly=False)

    before = on_the_disk()
    monkeypatch.setattr("heard.protect.copies.actions.clean_apart", taken_back)
    copy_next_file()
    assert not CleanCopy.objects.exists()
    assert on_the_disk() <= before


def on_the_disk() -> set[Path]:
    return {path for path in Path(settings.EVIDENCE_ROOT).rglob("*") if path.is_file()}


def test_at_the_desk_the_copy_is_opened_and_the_original_only_when_asked_for(cerys: Client, picture: Part) -> None:
    copy_next_file()
    page = cerys.get(address(picture)).content.decode()
    assert "Open the clean copy" in page
    assert "Open the original file" in page

    page = cerys.post(address(picture), {"use": "reading it", "what": "copy"}).content.decode()
    assert "Nadia" not in page
    assert "<img" in page
    assert CANARY.encode() not in shown(cerys, page)
    assert [line.verb for line in lines_about("submission", picture.label)][:1] == ["open copy of file"]

    page = cerys.post(address(picture), {"use": "where was it taken?", "what": "file"}).content.decode()
    assert "Nadia at home.jpg" in page
    assert CANARY.encode() in shown(cerys, page)
    assert [line.verb for line in lines_about("submission", picture.label)][:1] == ["open file"]


def shown(client: Client, page: str) -> bytes:
    contents = page.split('<img class="desk-file" src="')[1].split('"')[0]
    return b"".join(client.get(contents).streaming_content)  # type: ignore[attr-defined]


def test_whoever_opened_the_copy_has_not_opened_the_original(cerys: Client, picture: Part) -> None:
    copy_next_file()
    page = cerys.post(address(picture), {"use": "reading it"}).content.decode()
    assert "Nadia" not in page
    assert lines_about("submission", picture.label).filter(verb="open file").exclude(actor=None).count() == 0


def test_what_a_copy_shows_is_written_down_beside_it(cerys: Client, picture: Part) -> None:
    copy_next_file()
    page = cerys.post(address(picture), {"use": "reading it"}).content.decode()
    given = page.split('name="pass" value="')[1].split('"')[0]
    told = {"pass": given, "kind": "description", "text": "A red room."}
    assert cerys.post(address(picture) + "written-down/", told).status_code == 302


def test_before_it_is_made_the_page_says_so(cerys: Client, picture: Part) -> None:
    page = cerys.get(address(picture)).content.decode()
    assert "is being made" in page
    assert "Open the clean copy" not in page
