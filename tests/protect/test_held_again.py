"""What is held stays held where a copy of the database from before that is put back: nothing of it is destroyed."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from cast import JAYS_WORDS, Team, jay_gives_evidence
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.kept_apart import destroy_what_is_held_no_longer
from heard.collect.evidence.models import KeptApart, Submission
from heard.collect.evidence.queries import is_kept_apart, withdrawal_of
from heard.collect.evidence.raw import open_kept_apart
from heard.collect.evidence.withdrawals import is_held
from heard.files import tombstones
from heard.files.states import WhyGone, WhyHeld
from heard.files.tombstone_log import log_file, note, note_hold, note_hold_ended, note_what_others_know, read_log
from heard.files.tombstones import look_after_tombstones, reapply, settle
from heard.jobs.work import do_what_is_due
from heard.protect.retention.actions import lift_hold, put_on_hold
from heard.protect.retention.models import LegalHold
from heard.protect.retention.queries import legal_holds
from heard.protect.safeguarding.actions import raise_concern

COMMITTED = Callable[..., object]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TOMBSTONES", tmp_path / "tombstones")
    monkeypatch.setattr(tombstones, "_looked_at", -1)


@pytest.fixture
def submission(team: Team) -> Submission:
    return jay_gives_evidence().submission


def noted_as_held(submission: Submission) -> bool:
    return submission.key_id in {hold.key for hold in read_log().held()}


@pytest.mark.parametrize("why", list(WhyHeld))
def test_what_was_taken_back_while_it_was_held_is_locked_away_again_and_not_destroyed(
    why: WhyHeld, submission: Submission
) -> None:
    # All that is known after a copy from before the hold was put back.
    note_hold(submission.key_id, submission.reference, why)
    note(submission.key_id, submission.reference, WhyGone.TAKEN_BACK)
    assert reapply() == 1
    assert withdrawal_of(submission)
    assert JAYS_WORDS in [piece.text for piece in open_kept_apart(submission)]
    do_what_is_due()
    assert is_kept_apart(submission)
    assert reapply() == 0
    assert LegalHold.objects.get().by is None


def test_it_is_destroyed_once_somebody_has_looked_and_ends_the_hold(
    team: Team, submission: Submission, django_capture_on_commit_callbacks: COMMITTED
) -> None:
    note_hold(submission.key_id, submission.reference, WhyHeld.LAW)
    note(submission.key_id, submission.reference, WhyGone.TAKEN_BACK)
    reapply()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        lift_hold(team.asha, LegalHold.objects.get())
        assert noted_as_held(submission)
        assert destroy_what_is_held_no_longer()
    assert not KeptApart.objects.exists()
    assert not noted_as_held(submission)


def test_what_is_held_and_not_taken_back_is_held_again(team: Team, submission: Submission) -> None:
    put_on_hold(team.asha, submission, "A court has asked for it.")
    LegalHold.objects.all().delete()
    assert not is_held(submission)
    reapply()
    assert is_held(submission)
    assert not withdrawal_of(submission)
    assert "court" not in log_file().read_text()


def test_a_hold_that_was_ended_is_not_put_back(
    team: Team, submission: Submission, django_capture_on_commit_callbacks: COMMITTED
) -> None:
    hold = put_on_hold(team.asha, submission, "A court has asked for it.")
    assert noted_as_held(submission)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        lift_hold(team.asha, hold)
    note(submission.key_id, submission.reference, WhyGone.TAKEN_BACK)
    reapply()
    assert not is_kept_apart(submission)
    assert not legal_holds().exists()


def test_what_a_concern_holds_is_noted_when_it_is_taken_back(team: Team, submission: Submission) -> None:
    raise_concern(team.cerys, submission, "She says she is not safe.")
    assert not noted_as_held(submission)
    withdraw(None, submission)
    assert noted_as_held(submission)


def test_a_worker_that_starts_holds_nothing_that_is_held_already(team: Team) -> None:
    by_a_concern, by_the_law, over = (jay_gives_evidence().submission for _ in range(3))
    raise_concern(team.cerys, by_a_concern, "She says she is not safe.")
    withdraw(None, by_a_concern)
    put_on_hold(team.asha, by_the_law, "A court has asked for it.")
    withdraw(None, over)
    note_hold(over.key_id, over.reference, WhyHeld.TAKEN_BACK)  # the machine stopped before its end was noted
    look_after_tombstones()
    assert legal_holds().count() == 1


def test_a_worker_that_starts_on_an_older_copy_holds_it_again(team: Team, submission: Submission) -> None:
    put_on_hold(team.asha, submission, "A court has asked for it.")
    LegalHold.objects.all().delete()
    assert look_after_tombstones()
    assert is_held(submission)


def test_a_hold_on_something_that_is_not_in_the_copy_does_nothing(submission: Submission) -> None:
    note_hold(uuid4(), submission.reference, WhyHeld.LAW)
    assert reapply() == 0
    assert not legal_holds().exists()


def test_holds_from_before_there_was_a_file_are_noted(team: Team, submission: Submission) -> None:
    put_on_hold(team.asha, submission, "A court has asked for it.")
    log_file().unlink()
    assert settle() == 1
    assert noted_as_held(submission)


def test_what_another_file_says_is_held_is_held_unless_ours_is_newer(submission: Submission) -> None:
    note_hold(submission.key_id, submission.reference, WhyHeld.LAW)
    elsewhere = read_log().held()
    log_file().unlink()
    assert note_what_others_know(elsewhere) == 1
    assert note_what_others_know(elsewhere) == 0
    assert noted_as_held(submission)
    note_hold_ended(submission.key_id)
    assert note_what_others_know(elsewhere) == 0
    assert not noted_as_held(submission)
    assert read_log().is_whole


def test_at_the_desk_it_says_what_to_do_and_names_nobody(team: Team, submission: Submission, client: Client) -> None:
    note_hold(submission.key_id, submission.reference, WhyHeld.LAW)
    reapply()
    client.force_login(team.asha)
    page = client.get("/desk/retention/").content.decode()
    assert "Find out why before you end this." in page
    assert "None," not in page


def test_where_it_cannot_be_noted_nothing_is_said_to_be_held(
    team: Team, submission: Submission, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("heard.files.tombstone_log.os.fsync", full)
    client.force_login(team.asha)
    told = {"reference": submission.reference, "reason": "A court has asked for it."}
    answered = client.post("/desk/retention/holding/", told)
    assert answered.status_code == 422
    assert "nothing was changed" in answered.content.decode()
    assert not is_held(submission)
