"""Whatever somebody with the database in their hands does to one line of the audit, a walk along it finds where."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cast import Team
from heard.audit.actions import record
from heard.audit.models import Entry
from heard.audit.noting import add_note, last_noted
from heard.audit.queries import verify_chain
from heard.cli.main import main

pytestmark = pytest.mark.django_db

LINES = 12
COLUMNS = [field.column for field in Entry._meta.concrete_fields]
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
often = hypothesis_settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)


@pytest.fixture
def lines(team: Team) -> None:
    Entry.objects.all()._raw_delete(connection.alias)
    for number in range(1, LINES + 1):
        record(
            team.asha if number % 3 else None, "open original", "submission", f"H-{number:04}", use="checking “one” 🏠"
        )


def row_of(number: int) -> dict[str, Any]:
    [row] = Entry.objects.filter(number=number).values(*[field.attname for field in Entry._meta.concrete_fields])
    return row


def write(line: int, **changed: Any) -> None:
    """What our own code refuses to do."""
    columns = ", ".join(f'"{column}" = %s' for column in changed)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE audit_entry SET {columns} WHERE "number" = %s', [*changed.values(), line])  # noqa: S608


def remove(number: int) -> None:
    Entry.objects.filter(number=number)._raw_delete(connection.alias)


def broken_after(change: Callable[[], None]) -> int | None:
    """Where the chain is broken once `change` was done; it is undone again."""
    with transaction.atomic():
        change()
        broken_at = verify_chain().broken_at
        transaction.set_rollback(True)
    return broken_at


def other_than(column: str, was: Any, data: st.DataObject) -> Any:
    """Something else that the column can hold."""
    if column in ("at", "number", "actor_id"):
        if column == "at":
            return was + data.draw(st.timedeltas(timedelta(days=-900), timedelta(days=900)).filter(bool))
        return data.draw(st.integers(LINES + 1, 10**6) if column == "number" else st.sampled_from([None]))
    kept = {"previous_hash": 64, "hash": 64, "verb": 60, "kind": 60}.get(column, 120)
    return data.draw(WORDS.map(lambda word: word[:kept]).filter(lambda word: word != was))


def test_every_column_is_tried() -> None:
    assert set(COLUMNS) == {"number", "at", "actor_id", "verb", "kind", "label", "use", "previous_hash", "hash"}


@pytest.mark.parametrize("column", COLUMNS)
@often
@given(data=st.data())
def test_any_change_to_any_column_of_any_line_is_found_there(lines: None, column: str, data: st.DataObject) -> None:
    number = data.draw(st.sampled_from([n for n in range(1, LINES + 1) if column != "actor_id" or n % 3]))
    changed = other_than(column, row_of(number)[column], data)
    assert broken_after(lambda: write(number, **{column: changed})) == number


@often
@given(number=st.integers(1, LINES - 1))
def test_a_line_taken_out_is_found(lines: None, number: int) -> None:
    assert broken_after(lambda: remove(number)) == number


@often
@given(pair=st.lists(st.integers(1, LINES), min_size=2, max_size=2, unique=True))
def test_two_lines_put_in_each_others_place_are_found(lines: None, pair: list[int]) -> None:
    def swap() -> None:
        for number, aside in ((pair[0], 900), (pair[1], pair[0]), (900, pair[1])):
            write(number, number=aside)

    assert broken_after(swap) == min(pair)


@often
@given(after=st.integers(0, LINES), data=st.data())
def test_a_line_put_in_between_is_found(lines: None, after: int, data: st.DataObject) -> None:
    def insert() -> None:
        for number in range(LINES, after, -1):
            write(number, number=number + 1)
        copied = row_of(data.draw(st.sampled_from([n for n in range(1, LINES + 2) if n != after + 1])))
        Entry(**copied | {"number": after + 1, "label": "H-9999", "hash": "f" * 64}).save()

    assert broken_after(insert) == after + 1


@often
@given(number=st.integers(1, LINES - 1))
def test_a_line_written_anew_with_its_own_seal_is_found_by_the_next(lines: None, number: int) -> None:
    entry = Entry.objects.get(number=number)
    entry.at += timedelta(days=1)
    assert broken_after(lambda: write(number, at=entry.at, hash=entry.computed_hash())) == number + 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps nothing but dates in a column of dates.")
@pytest.mark.parametrize("no_date", ["yesterday", "2026-13-45 00:00:00", "", 7])
def test_a_date_that_is_none_is_found_too(lines: None, no_date: object) -> None:
    assert broken_after(lambda: write(5, at=no_date)) == 5


@pytest.mark.parametrize("cut", [1, 4, LINES])
def test_lines_cut_off_the_end_are_found_by_a_seal_noted_elsewhere(lines: None, cut: int) -> None:
    noted = verify_chain().head
    for number in range(LINES - cut + 1, LINES + 1):
        remove(number)
    status = verify_chain([noted])
    assert status.is_whole
    assert status.missing_heads == {noted}


def test_all_lines_written_anew_are_found_by_a_seal_noted_elsewhere(lines: None) -> None:
    noted = verify_chain().head
    head = "0" * 64
    for entry in Entry.objects.order_by("number"):
        entry.label, entry.previous_hash = "H-9999", head
        head = entry.computed_hash()
        write(entry.number, label=entry.label, previous_hash=entry.previous_hash, hash=head)
    assert verify_chain().is_whole
    assert verify_chain([noted]).missing_heads == {noted}


def test_a_seal_noted_earlier_is_still_there_when_lines_were_added(lines: None, team: Team) -> None:
    noted = verify_chain().head
    record(team.asha, "publish", "quotation", "1")
    assert not verify_chain([noted.upper()]).missing_heads


def test_the_walk_holds_however_many_lines_are_read_at_once(lines: None, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = verify_chain()
    for at_once in (1, 2, 5, LINES, LINES + 1):
        monkeypatch.setattr("heard.audit.queries.AT_ONCE", at_once)
        assert verify_chain() == whole
        assert broken_after(lambda: write(7, use="")) == 7


# The command


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["audit", "verify", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_command_says_how_many_lines_and_the_last_seal(lines: None, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys)
    assert code == 0
    assert f"Lines: {LINES}\n" in said
    assert verify_chain().head in said
    assert "Whole" in said


def test_the_command_names_the_first_broken_line_and_fails(lines: None, capsys: pytest.CaptureFixture[str]) -> None:
    write(5, label="H-9999")
    code, said = run(capsys)
    assert code == 1
    assert "Line 5 is not as it was written" in said


def test_the_command_compares_with_a_seal_noted_elsewhere(lines: None, capsys: pytest.CaptureFixture[str]) -> None:
    noted = verify_chain().head
    assert run(capsys, "--head", noted)[0] == 0
    remove(LINES)
    code, said = run(capsys, "--head", noted)
    assert code == 1
    assert "No line has the seal that was noted" in said


def test_seals_are_noted_in_a_file_and_compared_with_the_next_time(
    lines: None, team: Team, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "seals.txt"
    assert run(capsys, "--note", str(notes))[0] == 0
    record(team.asha, "publish", "quotation", "1")
    assert run(capsys, "--note", str(notes))[0] == 0
    assert len(notes.read_text().splitlines()) == 2
    assert last_noted(notes) == verify_chain().head
    remove(LINES + 1)
    assert run(capsys, "--note", str(notes))[0] == 1
    assert len(notes.read_text().splitlines()) == 2


def test_a_note_that_cannot_be_written_is_said_so(
    lines: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, "--note", str(tmp_path / "no such folder" / "seals.txt"))
    assert code == 3
    assert "Traceback" not in said


def test_what_is_noted_reads_as_a_line(lines: None, tmp_path: Path) -> None:
    add_note(tmp_path / "seals.txt", verify_chain())
    assert re.fullmatch(rf"2\d{{3}}-\d\d-\d\dT[\d:]+Z {LINES} [0-9a-f]{{64}}\n", (tmp_path / "seals.txt").read_text())


def test_an_audit_that_cannot_be_read_is_said_so_with_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.db import OperationalError

    def fail(_heads: object) -> None:
        raise OperationalError

    monkeypatch.setattr("heard.audit.queries.verify_chain", fail)
    code, said = run(capsys)
    assert code == 3
    assert "could not be read" in said
