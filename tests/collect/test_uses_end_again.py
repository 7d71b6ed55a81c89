"""A use that somebody took back has ended in every older copy of the database as well, once that is put back."""

import json
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction

from cast import Team, jay_gives_evidence
from heard.audit.queries import lines_about, verify_chain
from heard.collect.evidence.actions import keep_detail, withdraw
from heard.collect.evidence.models import Submission
from heard.collect.evidence.states import DetailKind
from heard.collect.receipts.actions import change_consent
from heard.files import tombstones
from heard.files.tombstone_log import NotNoted, State, log_file, note, read_log
from heard.files.tombstones import look_after_tombstones, reapply, settle
from heard.inquiry.consent.actions import USE_TAKEN_BACK, adopt_starting_wordings, give_use, take_back_use
from heard.inquiry.consent.models import UseGiven, UseTakenBack
from heard.inquiry.consent.queries import ASKED_ELSEWHERE, uses_allowed
from heard.inquiry.consent.states import Use

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TOMBSTONES", tmp_path / "tombstones")
    monkeypatch.setattr(tombstones, "_looked_at", -1)


@pytest.fixture
def submission() -> Submission:
    adopt_starting_wordings(None)
    return jay_gives_evidence(Use.ANALYSE, Use.QUOTE_UNNAMED, Use.CONTACT_AGAIN).submission


def taken_back(submission: Submission, use: Use = Use.QUOTE_UNNAMED) -> None:
    take_back_use(None, submission.consent, use, submission.reference, "My mum saw it")


def put_back_a_copy_from_before() -> None:
    UseTakenBack.objects.all().delete()


def test_it_has_ended_again_since_when_it_was_taken_back_and_the_audit_says_so(submission: Submission) -> None:
    taken_back(submission)
    put_back_a_copy_from_before()
    assert Use.QUOTE_UNNAMED in uses_allowed(submission.consent)
    lines = lines_about("consent", submission.reference).count()
    assert reapply() == 1
    assert uses_allowed(submission.consent) == [Use.ANALYSE, Use.CONTACT_AGAIN]
    (tombstone,) = read_log().standing()
    ended = UseTakenBack.objects.get()
    assert abs(ended.at - tombstone.at) < timedelta(milliseconds=1)
    assert ended.recorded_by is None
    assert lines_about("consent", submission.reference).count() == lines + 1
    assert verify_chain().is_whole
    assert reapply() == 0


def test_what_is_noted_says_neither_what_they_told_us_nor_who_they_are(submission: Submission) -> None:
    taken_back(submission)
    (line,) = log_file().read_text().splitlines()
    told = json.loads(line)
    assert told["reference"] == submission.reference
    assert told["reason"] == USE_TAKEN_BACK
    assert "mum" not in line


def test_given_again_later_it_stands_in_a_copy_that_knows_of_that(submission: Submission) -> None:
    taken_back(submission)
    give_use(None, submission.consent, Use.QUOTE_UNNAMED, submission.reference, ASKED_ELSEWHERE)
    assert reapply() == 0
    assert Use.QUOTE_UNNAMED in uses_allowed(submission.consent)
    look_after_tombstones()
    assert Use.QUOTE_UNNAMED in uses_allowed(submission.consent)


def test_in_a_copy_from_before_both_it_has_ended_until_they_give_it_once_more(submission: Submission) -> None:
    """What was given since the backup is lost with everything else since; what was taken back since is not."""
    taken_back(submission)
    give_use(None, submission.consent, Use.QUOTE_UNNAMED, submission.reference, ASKED_ELSEWHERE)
    UseGiven.objects.order_by("pk").last().delete()  # type: ignore[union-attr]
    put_back_a_copy_from_before()
    assert reapply() == 1
    assert Use.QUOTE_UNNAMED not in uses_allowed(submission.consent)
    give_use(None, submission.consent, Use.QUOTE_UNNAMED, submission.reference, ASKED_ELSEWHERE)
    assert reapply() == 0
    assert Use.QUOTE_UNNAMED in uses_allowed(submission.consent)


def test_where_the_copy_has_no_such_submission_nobody_elses_use_ends(submission: Submission) -> None:
    note(uuid4(), submission.reference, USE_TAKEN_BACK)  # the reference was given to somebody else since
    assert reapply() == settle() == 0
    assert Use.QUOTE_UNNAMED in uses_allowed(submission.consent)
    assert len(read_log().standing()) == 1


def test_what_the_use_needed_to_be_told_goes_again_with_it(submission: Submission) -> None:
    keep_detail(submission, DetailKind.HOW_TO_REACH, "07700 900123")
    change_consent(None, submission, [Use.ANALYSE, Use.QUOTE_UNNAMED], {}, ASKED_ELSEWHERE)
    put_back_a_copy_from_before()
    keep_detail(submission, DetailKind.HOW_TO_REACH, "07700 900123")
    keep_detail(submission, DetailKind.NAME_TO_PRINT, "Jay")
    reapply()
    assert [detail.kind for detail in submission.details.all()] == [DetailKind.NAME_TO_PRINT]


def test_what_came_to_nothing_ends_nothing_later(submission: Submission) -> None:
    with transaction.atomic():
        taken_back(submission)
        transaction.set_rollback(True)
    assert settle() == 1
    assert [found.state for found in read_log().tombstones.values()] == [State.KEPT]
    assert reapply() == 0
    assert Use.QUOTE_UNNAMED in uses_allowed(submission.consent)


def test_uses_that_ended_before_there_was_a_file_are_added_to_it(submission: Submission) -> None:
    taken_back(submission)
    log_file().unlink()
    assert settle() == 1
    put_back_a_copy_from_before()
    assert reapply() == 1
    assert Use.QUOTE_UNNAMED not in uses_allowed(submission.consent)


def test_where_it_cannot_be_noted_the_use_stands(submission: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("heard.files.tombstone_log.os.fsync", full)
    with pytest.raises(NotNoted, match="nothing was changed"), transaction.atomic():
        taken_back(submission)
    assert Use.QUOTE_UNNAMED in uses_allowed(submission.consent)


def test_a_copy_put_back_by_hand_is_noticed_by_whoever_does_the_work(
    submission: Submission, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        taken_back(submission)
    assert not look_after_tombstones()
    put_back_a_copy_from_before()
    tombstones._looked_at = -1  # a worker that starts
    assert look_after_tombstones()
    assert Use.QUOTE_UNNAMED not in uses_allowed(submission.consent)


def test_where_all_is_taken_back_the_note_of_its_key_is_enough(team: Team, submission: Submission) -> None:
    withdraw(team.asha, submission)
    settle()
    assert set(read_log().tombstones) == {submission.key_id}
    assert uses_allowed(submission.consent) == []


def test_uses_from_before_they_had_numbers_have_the_same_one_in_every_copy(submission: Submission) -> None:
    migration = import_module("heard.inquiry.consent.migrations.0005_numbers_of_uses_given")

    def numbers() -> list[object]:
        migration.number_those_from_before(apps, None)
        return list(UseGiven.objects.order_by("pk").values_list("number", flat=True))

    first = numbers()
    assert len(set(first)) == 3
    UseGiven.objects.filter(use=Use.ANALYSE).update(number=uuid4())
    assert numbers() == first
