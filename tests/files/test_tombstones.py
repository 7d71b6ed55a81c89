"""A key that was destroyed is never forgotten: whichever copy of the database is put back, it is destroyed again."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction

from heard.files import tombstones
from heard.files.actions import destroy_key, make_item_key
from heard.files.models import ItemKey, KeyDestroyed, KeyDestruction
from heard.files.tombstone_log import Log, NotNoted, State, log_file, note_outcome, note_what_others_know, read_log
from heard.files.tombstones import Tombstone, look_after_tombstones, note, reapply, settle
from site_database import database_of_its_own

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TOMBSTONES", tmp_path / "tombstones")
    monkeypatch.setattr(tombstones, "_looked_at", -1)


def put_back(key: ItemKey, wrapped: bytes) -> None:
    """The database as it was before the key was destroyed."""
    KeyDestruction.objects.filter(key=key).delete()
    ItemKey.objects.filter(pk=key.pk).update(wrapped=wrapped)


def is_readable(key: ItemKey) -> bool:
    try:
        ItemKey.objects.get(pk=key.pk).unwrap()
    except KeyDestroyed:
        return False
    return True


def state_of(key: ItemKey) -> State:
    return read_log().tombstones[key.pk].state


def test_a_destroyed_key_is_destroyed_again_in_an_older_copy() -> None:
    key, other = make_item_key(), make_item_key()
    wrapped = bytes(key.wrapped)
    destroy_key(None, key, "taken back", "H-0412")
    at = KeyDestruction.objects.get().at
    put_back(key, wrapped)
    assert is_readable(key)
    assert reapply() == 1
    assert not is_readable(key)
    assert is_readable(other)
    destruction = KeyDestruction.objects.get()
    assert destruction.reason == "taken back"
    assert abs((destruction.at - at).total_seconds()) < 5
    assert reapply() == 0


def test_the_file_holds_numbers_and_references_and_is_its_owners_alone() -> None:
    key = make_item_key()
    wrapped = bytes(key.wrapped).hex()
    destroy_key(None, key, "taken back", "H-0412")
    (line,) = log_file().read_text().splitlines()
    assert set(json.loads(line)) == {"key", "reference", "reason", "at", "state", "under", "previous", "hash"}
    assert wrapped not in line
    assert log_file().stat().st_mode & 0o777 == 0o600
    assert log_file().parent.stat().st_mode & 0o777 == 0o700


def test_it_is_on_the_disk_before_anything_is_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    fsync = os.fsync
    monkeypatch.setattr("heard.files.tombstone_log.os.fsync", lambda file: (flushed.append(file), fsync(file)))
    with transaction.atomic():
        destroy_key(None, make_item_key(), "taken back")
        assert len(read_log().unsettled()) == 1
        assert flushed


def test_where_it_cannot_be_noted_the_key_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    key = make_item_key()
    monkeypatch.setattr("heard.files.tombstone_log.os.fsync", full)
    with pytest.raises(NotNoted, match="so nothing was"), transaction.atomic():
        destroy_key(None, key, "taken back")
    assert is_readable(key)


def test_after_the_transaction_its_outcome_is_noted(django_capture_on_commit_callbacks: Any) -> None:
    key = make_item_key()
    with django_capture_on_commit_callbacks(execute=True):
        destroy_key(None, key, "taken back")
        assert state_of(key) == State.DESTROYING
    assert state_of(key) == State.DESTROYED


def test_what_came_to_nothing_is_settled_and_never_destroyed_later() -> None:
    key = make_item_key()
    with transaction.atomic():
        destroy_key(None, key, "taken back")
        transaction.set_rollback(True)
    assert settle() == 1
    assert state_of(key) == State.KEPT
    assert reapply() == 0
    assert is_readable(key)


def test_a_key_kept_once_can_be_destroyed_later() -> None:
    key = make_item_key()
    note(key.pk, "", "taken back")
    settle()
    destroy_key(None, key, "taken back")
    assert state_of(key) == State.DESTROYING
    settle()
    assert state_of(key) == State.DESTROYED


def test_without_an_outcome_an_older_copy_counts_it_as_destroyed() -> None:
    key = make_item_key()
    note(key.pk, "", "taken back")
    assert reapply() == 1
    assert not is_readable(key)


def test_a_key_that_the_database_never_had_is_not_said_to_be_kept() -> None:
    key = uuid4()
    note(key, "H-0412", "taken back")
    assert settle() == 0
    assert read_log().stands(key)


def test_keys_destroyed_before_there_was_a_file_are_added_to_it() -> None:
    key = make_item_key()
    wrapped = bytes(key.wrapped)
    destroy_key(None, key, "taken back")
    log_file().unlink()
    assert settle() == 1
    put_back(key, wrapped)
    assert reapply() == 1
    assert not is_readable(key)


def test_what_only_moved_stays_readable_while_its_new_key_lives() -> None:
    old, new = make_item_key(), make_item_key()
    wrapped = bytes(old.wrapped)
    destroy_key(None, old, "taken for evidence", under=new)
    put_back(old, wrapped)
    assert reapply() == 0
    assert is_readable(old)
    destroy_key(None, new, "taken back")
    assert reapply() == 1
    assert not is_readable(old)


def test_a_copy_put_back_by_hand_is_noticed_by_whoever_does_the_work(django_capture_on_commit_callbacks: Any) -> None:
    key = make_item_key()
    wrapped = bytes(key.wrapped)
    with django_capture_on_commit_callbacks(execute=True):
        destroy_key(None, key, "taken back")
    assert not look_after_tombstones()
    put_back(key, wrapped)
    tombstones._looked_at = -1  # a worker that starts
    assert look_after_tombstones()
    assert not is_readable(key)
    assert not look_after_tombstones()


def test_looking_again_asks_the_database_nothing(django_assert_num_queries: Any) -> None:
    destroy_key(None, make_item_key(), "taken back")
    look_after_tombstones()
    with django_assert_num_queries(0):
        assert not look_after_tombstones()


def test_stages_do_the_rest_before_the_key_goes_and_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    key = make_item_key()
    wrapped = bytes(key.wrapped)
    destroy_key(None, key, "taken back", "H-0412")
    put_back(key, wrapped)
    met: list[tuple[str, bool]] = []

    def again(tombstone: Tombstone) -> bool:
        met.append((tombstone.reference, is_readable(key)))
        return False

    monkeypatch.setattr(tombstones, "_reapplying", [again])
    assert reapply() == 1
    assert met == [("H-0412", True)]

    def fails(_tombstone: Tombstone) -> bool:
        raise RuntimeError

    put_back(key, wrapped)
    monkeypatch.setattr(tombstones, "_reapplying", [again, fails])
    with pytest.raises(RuntimeError):
        reapply()
    assert is_readable(key)


def test_a_stage_whose_work_is_left_undone_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    destroy_key(None, make_item_key(), "taken back")
    monkeypatch.setattr(tombstones, "_reapplying", [lambda _: True])
    assert reapply() == 1


def some_lines(number: int = 4) -> list[str]:
    for each in range(number):
        note(uuid4(), f"H-{each:04}", "taken back")
    return log_file().read_text().splitlines()


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_changed_line_is_found(at: int) -> None:
    lines = some_lines()
    assert read_log().is_whole
    log_file().write_text("\n".join([*lines[:at], lines[at].replace("taken", "given"), *lines[at + 1 :], ""]))
    assert read_log().broken_at == at + 1


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_missing_line_is_found(at: int) -> None:
    lines = some_lines()
    log_file().write_text("\n".join([*lines[:at], *lines[at + 1 :], ""]))
    assert read_log().broken_at == at + 1


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_line_that_broke_off_loses_none_before_or_after_it(cut: int) -> None:
    lines = some_lines()
    log_file().write_text("\n".join(lines) + "\n" + lines[-1][:cut])
    key = uuid4()
    note(key, "H-0009", "taken back")
    log = read_log()
    assert (log.is_whole, log.lines) == (True, 5)
    assert log.stands(key)


def test_noting_twice_adds_nothing() -> None:
    key = uuid4()
    note(key, "H-0001", "taken back")
    note(key, "H-0001", "taken back")
    note_outcome(key, State.DESTROYED)
    note_outcome(key, State.KEPT)
    assert [json.loads(line)["state"] for line in log_file().read_text().splitlines()] == ["destroying", "destroyed"]


def test_two_files_make_one_that_knows_all_and_forgets_nothing() -> None:
    some_lines(2)
    elsewhere = read_log()
    ours = log_file()
    ours.rename(ours.with_name("another.jsonl"))
    some_lines(1)
    assert note_what_others_know(elsewhere.standing()) == 2
    assert note_what_others_know(elsewhere.standing()) == 0
    merged = read_log()
    assert len(merged.standing()) == 3
    assert merged.is_whole
    assert {key: merged.tombstones[key].at for key in elsewhere.tombstones} == {
        key: found.at for key, found in elsewhere.tombstones.items()
    }


def test_no_file_is_no_tombstones() -> None:
    assert read_log() == Log()
    assert reapply() == settle() == 0


DYING = """
import os, signal, sys, django
django.setup()
from django.db import connections, transaction
from heard.files import actions, tombstone_log, tombstones
from heard.files.models import ItemKey, KeyDestruction

key = actions.make_item_key()
wrapped = bytes(key.wrapped)
connections.close_all()


def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)


def before_it_is_noted():
    actions.note = die


def half_a_line():
    def write(handle, line):
        handle.write(line[:50])
        die()
    tombstone_log._write = write


def before_it_is_committed():
    noted = actions.note
    actions.note = lambda *given, **more: (noted(*given, **more), die())


def before_its_outcome_is_noted():
    actions.note_outcome = die


if not os.fork():
    globals()[sys.argv[1]]()
    actions.destroy_key(None, key, "taken back")
    os._exit(1)
_, status = os.wait()
assert os.WTERMSIG(status) == signal.SIGKILL

is_destroyed = KeyDestruction.objects.exists()
stood = tombstone_log.read_log().stands(key.pk)
tombstones.settle()
log = tombstone_log.read_log()
settled = str(log.tombstones[key.pk].state) if key.pk in log.tombstones else ""
KeyDestruction.objects.all().delete()
ItemKey.objects.filter(pk=key.pk).update(wrapped=wrapped)
again = tombstones.reapply()
print(is_destroyed, stood, settled, log.is_whole, again)
"""


@pytest.mark.parametrize(
    ("dies", "is_destroyed", "stood", "settled", "again"),
    [
        ("before_it_is_noted", False, False, "", 0),
        ("half_a_line", False, False, "", 0),
        # Whoever puts back a backup now destroys it: it was asked for, and may have been done.
        ("before_it_is_committed", False, True, "kept", 0),
        ("before_its_outcome_is_noted", True, True, "destroyed", 1),
    ],
)
def test_kill_9_at_any_moment_forgets_no_destroyed_key(
    dies: str, is_destroyed: bool, stood: bool, settled: str, again: int, tmp_path: Path
) -> None:
    with database_of_its_own(tmp_path, f"dying_{dies}") as address:
        environment = os.environ | {"HEARD_DATA": str(tmp_path), "DATABASE_URL": address}
        environment["DJANGO_SETTINGS_MODULE"] = "heard.config.settings"
        command = [sys.executable, "-c", DYING, dies]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    said = done.stdout.split(" ")
    assert said == [str(is_destroyed), str(stood), settled, "True", f"{again}\n"]
