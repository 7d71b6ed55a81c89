"""Lines of the audit are added, never changed or removed, and each seals the one before it."""

import pytest
from django.db import connection

from cast import Team
from heard.audit.actions import record
from heard.audit.models import AppendOnlyError, Entry
from heard.audit.queries import lines_about, verify_chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_lines(team: Team) -> None:
    Entry.objects.all()._raw_delete(connection.alias)
    for number in range(1, 6):
        record(team.asha, "open original", "submission", f"H-000{number}", use="checking “a quotation” 🏠")


def alter(statement: str) -> None:
    """What somebody with the database in their hands could do."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_untouched_chain_is_whole(five_lines: None) -> None:
    status = verify_chain()
    assert status.is_whole
    assert status.lines == 5
    assert status.head == Entry.objects.get(number=5).hash


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'receive'",
        "kind = 'quotation'",
        "label = 'H-0009'",
        "use = ''",
        "actor_id = NULL",
        "at = '2026-01-01 00:00:00'",
        "previous_hash = hash",
        "hash = '0'",
        "number = 30",
    ],
)
def test_any_single_altered_field_is_found(five_lines: None, change: str) -> None:
    alter(f"UPDATE audit_entry SET {change} WHERE number = 3")  # noqa: S608 (our own words)
    status = verify_chain()
    assert not status.is_whole
    assert status.broken_at == 3


def test_a_line_altered_together_with_its_own_hash_is_found_by_the_next(five_lines: None) -> None:
    entry = Entry.objects.get(number=3)
    entry.label = "H-0009"
    alter(f"UPDATE audit_entry SET label = 'H-0009', hash = '{entry.computed_hash()}' WHERE number = 3")  # noqa: S608
    assert verify_chain().broken_at == 4


def test_a_removed_line_is_found(five_lines: None) -> None:
    alter("DELETE FROM audit_entry WHERE number = 2")
    assert verify_chain().broken_at == 2


def test_lines_cut_off_the_end_show_in_the_head(five_lines: None) -> None:
    noted = verify_chain().head
    alter("DELETE FROM audit_entry WHERE number = 5")
    assert verify_chain().head != noted


def test_our_own_code_cannot_change_or_remove_a_line(five_lines: None) -> None:
    entry = Entry.objects.get(number=3)
    entry.label = "H-0009"
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(label="H-0009"),
        lambda: Entry.objects.bulk_create([entry]),
        lambda: Entry.objects.bulk_update([entry], ["label"]),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert verify_chain().is_whole


def test_what_did_not_happen_leaves_no_line(team: Team) -> None:
    from django.db import transaction

    before = Entry.objects.count()

    @transaction.atomic
    def publish_and_fail() -> None:
        record(team.asha, "publish", "quotation", "1")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish_and_fail()
    assert Entry.objects.count() == before


def test_the_lines_about_one_thing_are_found(five_lines: None) -> None:
    assert [entry.label for entry in lines_about("submission", "H-0002")] == ["H-0002"]
