"""Harm told in a file waits for no virus scanner: neither for one that is down nor for one that found something."""

from typing import Any

import pytest
from django.test import Client

from cast import Team, given_file, jay_gives_evidence
from heard.collect.evidence.models import Part, PartFile
from heard.protect.reading.actions import read_next_file
from heard.protect.reading.models import Extraction
from heard.protect.reading.states import Outcome as Reading
from heard.protect.safeguarding import engine
from heard.protect.safeguarding.actions import open_to_read
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.looking import look_at_next_words
from heard.protect.safeguarding.models import Concern
from heard.protect.safeguarding.rules import can_close
from heard.protect.safeguarding.states import Outcome
from heard.protect.scans.actions import check_next_file, release_file
from heard.protect.scans.models import Scan
from heard.protect.scans.states import Result

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def finds_hitting(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(text: str) -> Judged:
        return Judged(Outcome.MAY_TELL_OF_HARM) if "hits me" in text else Judged(Outcome.NOTHING_FOUND)

    monkeypatch.setattr(engine, "judge", judge)


def file_that_tells() -> Part:
    part = jay_gives_evidence(files=[given_file("note.txt", "text/plain", b"He hits me when nobody is there.")])
    return part.submission.parts.get(number=2)


def read_and_look() -> None:
    while read_next_file() or look_at_next_words():
        pass


def something_is_found_in(part: Part) -> Scan:
    return Scan.objects.create(file=PartFile.objects.get(part=part), result=Result.SOMETHING_FOUND, found="Eicar")


def test_while_the_scanner_is_down_it_is_found(team: Team, settings: Any, tmp_path: Any) -> None:
    settings.CLAMAV_SOCKET = str(tmp_path / "nobody.ctl")
    part = file_that_tells()
    assert not check_next_file()
    read_and_look()
    assert Concern.objects.get().signs.get().part == part


def test_where_something_was_found_in_the_file_its_words_are_read_and_the_file_stays_shut(
    team: Team, client: Client
) -> None:
    part = file_that_tells()
    something_is_found_in(part)
    read_and_look()
    concern = Concern.objects.get()
    assert not can_close(team.efua, concern)
    client.force_login(team.efua)
    page = client.post(f"/desk/concerns/{concern.pk}/opening/", follow=True).content.decode()
    assert "He hits me when nobody is there." in page
    assert "these words are plain text, and safe to read" in page
    assert can_close(team.efua, concern)
    assert "stays shut" in client.get(f"/desk/evidence/{part.label.split(',')[0]}/file/2/").content.decode()


def test_of_one_that_was_read_in_part_a_person_has_to_open_the_file(team: Team) -> None:
    part = file_that_tells()
    scan = something_is_found_in(part)
    read_and_look()
    Extraction.objects.update(outcome=Reading.PARTLY_READ)
    concern = Concern.objects.get()
    open_to_read(team.efua, concern)
    assert not can_close(team.efua, concern)
    release_file(team.efua, scan, "It is the test file of the scanner.")
    assert not can_close(team.efua, concern)


def test_once_it_may_be_opened_its_draft_is_not_enough(team: Team) -> None:
    scan = something_is_found_in(file_that_tells())
    read_and_look()
    release_file(team.efua, scan, "It is the test file of the scanner.")
    concern = Concern.objects.get()
    open_to_read(team.efua, concern)
    assert not can_close(team.efua, concern)
