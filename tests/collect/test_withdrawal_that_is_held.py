"""While something holds a withdrawal, everything ends at once but the destruction, which then follows by itself."""

import json
from collections.abc import Callable

import pytest

from cast import JAYS_WORDS, Team, excerpt_of, given_file, jay_gives_evidence, read_by
from heard.audit.queries import lines_about, verify_chain
from heard.collect.evidence.actions import keep_detail, withdraw
from heard.collect.evidence.kept_apart import destroy_what_is_held_no_longer
from heard.collect.evidence.models import KeptApart, KeptPiece, Submission
from heard.collect.evidence.raw import open_kept_apart, open_sealed
from heard.collect.evidence.states import DetailKind, PieceKind
from heard.collect.evidence.withdrawals import register_hold
from heard.files.models import KeyDestroyed, StoredFile
from heard.files.sealed_files import read_file
from heard.inquiry.consent.queries import uses_allowed
from heard.jobs.work import do_what_is_due
from heard.protect.copies.actions import copy_next_file
from heard.protect.deidentification.models import WorkingText
from heard.protect.reading.actions import read_next_file
from heard.understand.coding.models import Excerpt
from telling import Writer, open_call, the_submission

pytestmark = pytest.mark.django_db

NOTE = ("where I live.txt", b"The house by the canal")


class Concern:
    """Somebody may be in danger, until nobody is."""

    def __init__(self) -> None:
        self.is_open = True

    def holds(self, _submission: Submission) -> bool:
        return self.is_open


@pytest.fixture
def concern(monkeypatch: pytest.MonkeyPatch) -> Concern:
    holds: list[Callable[[Submission], bool]] = []
    monkeypatch.setattr("heard.collect.evidence.withdrawals._holds", holds)
    concern = Concern()
    register_hold(concern.holds)
    return concern


@pytest.fixture
def held(team: Team, concern: Concern) -> Submission:
    part = jay_gives_evidence(files=[given_file(NOTE[0], "text/plain", NOTE[1])])
    excerpt_of(team, read_by(team, part, readers=2), "It was [town]")
    keep_detail(part.submission, DetailKind.HOW_TO_REACH, "07700 900123")
    withdraw(None, part.submission)
    return Submission.objects.get()


def test_every_view_use_and_derivative_ends_at_once(held: Submission) -> None:
    assert not WorkingText.objects.exists()
    assert not Excerpt.objects.exists()
    assert uses_allowed(held.consent) == []
    assert (held.contributor.age_band, held.contributor.region) == ("", "")
    assert not held.details.exists()
    for part in held.parts.all():
        with pytest.raises(KeyDestroyed):
            open_sealed(part)
        assert bytes(part.sealed) == b""


def test_nothing_is_made_of_its_files_any_more(held: Submission) -> None:
    assert StoredFile.objects.count() == 1
    assert not read_next_file()
    assert not copy_next_file()


def test_whoever_the_hold_is_there_for_still_finds_all_of_it(held: Submission) -> None:
    found = {piece.kind: piece for piece in open_kept_apart(held)}
    assert found[PieceKind.WORDS].text == JAYS_WORDS
    assert found[PieceKind.HOW_TO_REACH].text == "07700 900123"
    assert json.loads(found[PieceKind.ABOUT].text)["age"] == "13–15"
    file, stored = found[PieceKind.FILE].file, found[PieceKind.FILE].stored
    assert file is not None
    assert stored is not None
    assert file.name == NOTE[0]
    assert b"".join(read_file(stored.pk, file.key_bytes)) == NOTE[1]


def test_nothing_is_destroyed_while_the_hold_lasts(held: Submission) -> None:
    do_what_is_due()
    assert open_kept_apart(held)


@pytest.mark.django_db(transaction=True)
def test_once_nothing_holds_it_the_work_that_is_due_destroys_it(held: Submission, concern: Concern) -> None:
    key = KeptApart.objects.get().key
    concern.is_open = False
    do_what_is_due()
    assert open_kept_apart(held) == []
    assert not KeptPiece.objects.exists()
    assert not StoredFile.objects.exists()
    key.refresh_from_db()
    with pytest.raises(KeyDestroyed):
        key.unwrap()
    assert lines_about("submission", held.reference).filter(verb="destroy").count() == 1
    assert verify_chain().is_whole


def test_one_hold_of_several_is_enough(held: Submission, concern: Concern) -> None:
    register_hold(lambda _submission: False)
    assert not destroy_what_is_held_no_longer()
    concern.is_open = False
    assert destroy_what_is_held_no_longer()
    assert not destroy_what_is_held_no_longer()


def test_without_a_hold_nothing_is_kept_apart(team: Team, concern: Concern) -> None:
    concern.is_open = False
    withdraw(None, jay_gives_evidence().submission)
    assert not KeptApart.objects.exists()


def test_the_receipt_tells_the_truth_before_and_after(team: Team, concern: Concern) -> None:
    open_call(team)
    writer = Writer().tell()
    writer.send()
    assert "sure that everybody is safe" in writer.page("/your-words/taking-back/")
    writer.client.post("/your-words/taking-back/")
    page = writer.page("/your-words/trail/")
    assert "We have not destroyed them yet" in page
    assert "neither can we" not in page
    concern.is_open = False
    assert destroy_what_is_held_no_longer()
    page = writer.page("/your-words/trail/")
    assert "We have not destroyed them yet" not in page
    assert "neither can we" in page
    assert the_submission().parts.count() == 1
