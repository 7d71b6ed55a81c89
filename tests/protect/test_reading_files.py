"""Software reads each file once, with nobody at the desk; how that ended is kept, and what it read is sealed."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from cast import Team, given_file, jay_gives_evidence
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.collect.receipts.trail import steps_after_receiving
from heard.files.keys import SealingError
from heard.files.sealed_files import erase_file
from heard.jobs.models import MOST_TRIES, Claim
from heard.protect.deidentification.actions import write_down
from heard.protect.deidentification.drafts import draft_words_of
from heard.protect.deidentification.opening_files import open_file_of
from heard.protect.deidentification.states import NoteKind
from heard.protect.reading import actions
from heard.protect.reading.actions import USE, WORK, keep_extraction, read_next_file
from heard.protect.reading.engines import check_engine, version_for
from heard.protect.reading.models import Extraction
from heard.protect.reading.opened import open_extraction, places_of
from heard.protect.reading.queries import files_due, files_that_need_a_person, newest_extraction_of
from heard.protect.reading.states import REASONS, Outcome, Reason
from heard.protect.reading.trail import WHAT_TO_DO
from heard.text.errors import Unreadable
from heard.text.locators import Moment
from heard.text.readers.apart import ReadApart
from heard.text.spans import Located, Span

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parents[1] / "text/readers/files"
POEM = "Bin bags\n\n   three of them\n"


def part_of(name: str, data: bytes, media_type: str = "application/octet-stream") -> Part:
    """The part of Jay's evidence that is a file."""
    return jay_gives_evidence(files=[given_file(name, media_type, data)]).submission.parts.get(number=2)


def read_all() -> None:
    while read_next_file():
        pass


def reading_of(part: Part) -> Extraction:
    read_all()
    extraction = newest_extraction_of(part)
    assert extraction
    return extraction


def bomb() -> bytes:
    """A Word document of a few kilobytes that unpacks to a hundred megabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", bytes(100 * 2**20))
    return stream.getvalue()


def test_a_poem_is_read_line_by_line_and_sealed() -> None:
    extraction = reading_of(part_of("poem.txt", POEM.encode()))
    assert (extraction.outcome, extraction.reason, extraction.version) == (Outcome.READ, "", 1)
    assert open_extraction(extraction).text == POEM
    assert b"three" not in bytes(extraction.sealed)
    assert places_of(extraction) == [(0, 8, "line 1"), (10, 26, "line 3")]


def test_it_is_a_draft_and_not_the_parts_words() -> None:
    part = part_of("poem.txt", POEM.encode())
    read_all()
    part.refresh_from_db()
    assert not part.has_words


def test_every_reading_is_a_line_in_the_audit_without_a_person() -> None:
    part = part_of("poem.txt", POEM.encode())
    read_all()
    [line] = lines_about("submission", part.label).filter(verb="open file")
    assert (line.actor, line.use) == (None, USE)


def test_what_was_read_is_not_read_again() -> None:
    part = part_of("poem.txt", POEM.encode())
    read_all()
    assert not files_due().exists()
    assert not read_next_file()
    assert Extraction.objects.filter(part=part).count() == 1


def test_what_a_person_wrote_down_is_not_read(team: Team) -> None:
    write_down(team.cerys, part_of("poem.txt", POEM.encode()), NoteKind.WORDS, POEM)
    assert not files_due().exists()


def test_better_readers_read_again_what_nobody_wrote_down(monkeypatch: pytest.MonkeyPatch) -> None:
    part = part_of("poem.txt", POEM.encode())
    read_all()
    for module in ("engines", "queries"):
        monkeypatch.setattr(f"heard.protect.reading.{module}.READERS", "next")
    assert reading_of(part).version == 2


@pytest.mark.parametrize(
    ("name", "data", "reason", "said"),
    [
        ("letter.docx", bomb(), Reason.BOMB, "unpacks to far more"),
        ("notes.pdf", (FILES / "locked-qpdf.pdf").read_bytes(), Reason.LOCKED, "needs a password"),
        ("nothing.txt", b"", Reason.EMPTY, "there is nothing in it"),
        ("letter.docx", b"PK\x03\x04 cut short", Reason.UNREADABLE, "damaged or cut short"),
        ("things.zip", b"PK\x05\x06" + bytes(18), Reason.NOT_A_KIND_WE_READ, "cannot be read here"),
    ],
)
def test_what_cannot_be_read_ends_with_a_reason_a_sentence_and_something_to_do(
    name: str, data: bytes, reason: Reason, said: str
) -> None:
    part = part_of(name, data)
    extraction = reading_of(part)
    assert (extraction.outcome, extraction.reason) == (Outcome.NEEDS_A_PERSON, reason)
    [warning] = open_extraction(extraction).warnings
    assert said in warning
    assert files_that_need_a_person().get() == extraction
    assert str(WHAT_TO_DO[reason]) in [step.says for step in steps_after_receiving(part.submission)]


def test_a_lying_extension_is_read_as_what_it_is_and_told() -> None:
    extraction = reading_of(part_of("holiday.csv", (FILES / "corridor.odt").read_bytes()))
    opened = open_extraction(extraction)
    assert "polish" in opened.text
    assert "ends in .csv, but it is an OpenDocument text" in opened.warnings[0]


def test_what_is_left_out_makes_it_partly_read() -> None:
    extraction = reading_of(part_of("corridor.docx", (FILES / "corridor.docx").read_bytes()))
    assert (extraction.outcome, extraction.reason) == (Outcome.PARTLY_READ, Reason.LEFT_OUT)


def test_a_recording_waits_for_somebody_to_listen_and_is_not_opened() -> None:
    part = part_of("memo.m4a", b"\0\0\0\x18ftypM4A " + bytes(100), "audio/mp4")
    extraction = reading_of(part)
    assert (extraction.outcome, extraction.reason) == (Outcome.NEEDS_A_PERSON, Reason.NEEDS_TRANSCRIPT)
    assert not lines_about("submission", part.label).filter(verb="open file").exists()


def test_an_engine_that_is_installed_later_hears_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    part = part_of("memo.m4a", b"\0\0\0\x18ftypM4A " + bytes(100), "audio/mp4")
    assert reading_of(part).version == 1
    heard = ReadApart("it was a week\n", (), (Located(Span(0, 13), Moment(42_000, 44_000)),), "an engine")
    monkeypatch.setattr(settings, "ASR_ENGINE", "faster_whisper")
    monkeypatch.setattr("heard.text.readers.transcribing.Engine.check", lambda _self: None)
    monkeypatch.setattr(actions, "recognise_apart", lambda *_: heard)
    extraction = reading_of(part)
    assert (extraction.version, extraction.outcome, extraction.extractor) == (2, Outcome.READ, "an engine")
    assert places_of(extraction) == [(0, 13, "0:42")]


@pytest.mark.parametrize(("engine", "errors"), [("none", 0), ("faster_whisper", 1), ("magic", 1)])
def test_an_engine_that_could_not_listen_is_told_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch, engine: str, errors: int
) -> None:
    monkeypatch.setattr(settings, "ASR_ENGINE", engine)
    assert len(check_engine(None)) == errors


def test_words_taken_back_take_what_was_read_with_them() -> None:
    part = part_of("poem.txt", POEM.encode())
    extraction = reading_of(part)
    key = extraction.part.submission.key
    withdraw(None, part.submission)
    assert not Extraction.objects.exists()
    key.refresh_from_db()
    with pytest.raises(SealingError):
        open_extraction(extraction)


def test_words_taken_back_while_they_are_read_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    part = part_of("poem.txt", POEM.encode())

    def taken_back(*_: object) -> ReadApart:
        withdraw(None, part.submission)
        return ReadApart(POEM, ())

    monkeypatch.setattr(actions, "recognise_apart", taken_back)
    assert read_next_file()
    assert not Extraction.objects.exists()
    assert not read_next_file()


def test_two_who_read_the_same_keep_one() -> None:
    part = part_of("poem.txt", POEM.encode())
    extraction = reading_of(part)
    assert keep_extraction(part, version_for(part.file.kind), actions._stopped()) == extraction
    assert Extraction.objects.count() == 1


def test_a_file_that_ends_every_reader_is_left_to_a_person() -> None:
    part = part_of("poem.txt", POEM.encode())
    past = timezone.now() - timedelta(seconds=1)
    Claim.objects.create(work=WORK, item=str(part.file.pk), until=past, tries=MOST_TRIES - 1)
    assert reading_of(part).reason == Reason.STOPPED
    assert not Claim.objects.exists()


def test_a_file_that_is_out_of_reach_is_not_called_damaged() -> None:
    part = part_of("poem.txt", POEM.encode())
    erase_file(part.file.stored_id)
    with pytest.raises(SealingError):
        read_next_file()
    assert not Extraction.objects.exists()
    assert Claim.objects.get().tries == 1


def test_the_desk_shows_the_draft_and_reads_nothing_twice(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    part = part_of("poem.txt", POEM.encode())
    read_all()
    monkeypatch.setattr("heard.protect.deidentification.drafts.read_apart", None)
    draft = draft_words_of(part, open_file_of(team.cerys, part, "reading it"))
    assert draft
    assert (draft.text, draft.places) == (POEM, ())


def test_a_draft_tells_on_which_page_words_stand(team: Team) -> None:
    part = part_of("notes.pdf", (FILES / "notes-typst.pdf").read_bytes())
    read_all()
    draft = draft_words_of(part, open_file_of(team.cerys, part, "reading it"))
    assert draft
    assert [place for place, _ in draft.beginnings] == ["page 1", "page 2", "page 3"]
    assert draft.beginnings[0][1].startswith("Dunnock House evidence notes")


def test_the_giver_sees_that_it_is_being_read_and_nothing_more_when_it_is() -> None:
    part = part_of("poem.txt", POEM.encode())
    assert "Your files are being read" in [step.heading for step in steps_after_receiving(part.submission)]
    read_all()
    assert "files" not in " ".join(step.heading for step in steps_after_receiving(part.submission))


def test_what_software_has_opened_nobody_is_reading_yet(team: Team) -> None:
    part = part_of("poem.txt", POEM.encode())
    read_all()
    assert "It waits to be read" in [step.heading for step in steps_after_receiving(part.submission)]
    open_file_of(team.cerys, part, "reading it")
    assert "Somebody is reading it" in [step.heading for step in steps_after_receiving(part.submission)]


def test_every_refusal_of_a_reader_has_a_reason() -> None:
    assert set(REASONS) == set(Unreadable)
