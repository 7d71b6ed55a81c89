"""Adding a line to the audit."""

from datetime import UTC, datetime

from django.db import connection, transaction

from heard.accounts.models import User
from heard.audit.models import BEFORE_THE_FIRST, Entry

LOCK = 4_152_019  # any number that no other advisory lock of the database uses


@transaction.atomic(savepoint=False)
def record(actor: User | None, verb: str, kind: str, label: str, use: str = "") -> Entry:
    """Add a line, in the caller's transaction: what it tells of happened if and only if the line is there."""
    wait_for_other_writers()
    last = Entry.objects.order_by("-number").values_list("number", "hash").first()
    number, previous_hash = last or (0, BEFORE_THE_FIRST)
    entry = Entry(
        number=number + 1,
        at=datetime.now(UTC),
        actor=actor,
        verb=verb,
        kind=kind,
        label=label,
        use=use,
        previous_hash=previous_hash,
    )
    entry.hash = entry.computed_hash()
    entry.save()
    return entry


def wait_for_other_writers() -> None:
    """Until the transaction ends, nobody else writes a line, or anything else that follows from the one before it."""
    # SQLite lets one transaction write at a time by itself. On PostgreSQL two lines could follow the same one.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
