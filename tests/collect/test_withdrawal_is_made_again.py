"""A withdrawal that an older copy of the database does not know of is made again, with all that belongs to it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from cast import JAYS_WORDS, NADIA, Team, given_file, jay_gives_evidence, read_by
from heard.audit.queries import lines_about, verify_chain
from heard.collect.channels.email.actions import take_for_evidence
from heard.collect.evidence import withdrawals
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part, PartFile, Submission, Withdrawal
from heard.collect.evidence.queries import is_kept_apart
from heard.files.models import ItemKey, KeyDestroyed
from heard.files.tombstones import note, reapply
from heard.protect.deidentification.models import WorkingText
from writing_to_us import a_message_aside

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TOMBSTONES", tmp_path / "tombstones")


def test_words_their_derivatives_and_files_go_and_the_audit_says_so(team: Team) -> None:
    part = jay_gives_evidence(files=[given_file("room.png", "image/png", b"a drawing")])
    read_by(team, part, 2)
    submission = part.submission
    note(submission.key_id, submission.reference, "taken back")  # all that is known after an older copy was put back
    assert reapply() == 1
    withdrawal = Withdrawal.objects.get(submission=submission)
    assert withdrawal.recorded_by is None
    assert not WorkingText.objects.exists()
    assert not PartFile.objects.exists()
    with pytest.raises(KeyDestroyed):
        ItemKey.objects.get(pk=submission.key_id).unwrap()
    assert lines_about("submission", submission.reference).filter(verb="take back").exists()
    assert verify_chain().is_whole
    assert reapply() == 0


def test_it_says_when_it_was_taken_back_and_not_when_that_was_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    submission = jay_gives_evidence().submission
    note(submission.key_id, submission.reference, "taken back")
    reapply()
    from heard.files.tombstone_log import read_log

    noted = read_log().tombstones[submission.key_id].at
    assert abs(Withdrawal.objects.get().at - noted) < timedelta(milliseconds=1)


def test_somebody_else_with_the_same_reference_keeps_their_words() -> None:
    gone = jay_gives_evidence().submission
    note(gone.key_id, gone.reference, "taken back")
    # After a backup from before either, the next one who gives something gets the same reference.
    ItemKey.objects.filter(pk=gone.key_id).update(wrapped=b"")
    Submission.objects.filter(pk=gone.pk).update(reference="H-9000")
    new = jay_gives_evidence().submission
    Submission.objects.filter(pk=new.pk).update(reference=gone.reference)
    reapply()
    assert not Withdrawal.objects.filter(submission=new).exists()
    assert new.key.unwrap()


def test_a_key_destroyed_for_another_reason_is_no_withdrawal() -> None:
    submission = jay_gives_evidence().submission
    note(submission.key_id, submission.reference, "its time is over")
    assert reapply() == 1
    assert not Withdrawal.objects.exists()


def test_what_must_not_be_destroyed_yet_is_held_again(monkeypatch: pytest.MonkeyPatch) -> None:
    submission = jay_gives_evidence().submission
    monkeypatch.setattr(withdrawals, "_holds", [lambda _: True])
    note(submission.key_id, submission.reference, "taken back")
    reapply()
    assert is_kept_apart(submission)
    with pytest.raises(KeyDestroyed):
        ItemKey.objects.get(pk=submission.key_id).unwrap()


def test_an_e_mail_taken_for_evidence_is_lost_only_once_its_words_are_taken_back(team: Team) -> None:
    message = a_message_aside()
    key = ItemKey.objects.get()
    wrapped = bytes(key.wrapped)
    submission = take_for_evidence(team.asha, message)

    def put_back() -> None:
        key.destruction.delete()
        ItemKey.objects.filter(pk=key.pk).update(wrapped=wrapped)

    key.refresh_from_db()
    put_back()
    reapply()
    assert ItemKey.objects.get(pk=key.pk).unwrap()
    withdraw(None, submission)
    reapply()
    with pytest.raises(KeyDestroyed):
        ItemKey.objects.get(pk=key.pk).unwrap()


def test_withdrawing_notes_the_reference_and_nothing_anybody_said(team: Team, tmp_path: Path) -> None:
    part: Part = jay_gives_evidence()
    withdraw(None, part.submission, "I told my mum first")
    noted = (tmp_path / "tombstones" / "tombstones.jsonl").read_text()
    assert part.submission.reference in noted
    assert "mum" not in noted
    assert JAYS_WORDS[NADIA.start : NADIA.end] not in noted
