"""Making and destroying the keys of submissions, and keeping files."""

from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from heard.accounts.models import User
from heard.files.looking_through import look_through
from heard.files.models import CleanUp, ItemKey, KeyDestruction, StoredFile
from heard.files.sealed_files import KeptFile, erase_file, forget_waiting_files, put_in_place
from heard.files.sealing import installation_key, make_key, seal
from heard.files.storage import storage
from heard.files.tombstone_log import State, note, note_outcome
from heard.jobs.actions import claimed

UNREMEMBERED_AT_MOST = timedelta(days=30)
A_MOMENT = 100  # milliseconds


def make_item_key() -> ItemKey:
    """A new random key, stored wrapped."""
    key = ItemKey()
    key.wrapped = seal(installation_key(), make_key(), key.context)
    key.save(force_insert=True)
    return key


@transaction.atomic
def destroy_key(
    actor: User | None, key: ItemKey, reason: str, reference: str = "", *, under: ItemKey | None = None
) -> KeyDestruction:
    """Make everything that `key` sealed unreadable for good, in backups too once they are put back.

    The caller, who knows what it was, records it. `reason` is a phrase of ours. `under` is the key under which what it
    sealed lives on: a backup from before keeps it readable as long as that key lives. Raises NotNoted.
    """
    list(ItemKey.objects.select_for_update().filter(pk=key.pk))  # `settle` waits for us
    destruction, _ = KeyDestruction.objects.get_or_create(key=key, defaults={"by": actor, "reason": reason})
    note(key.pk, reference, reason, under=under.pk if under else None)
    key.wrapped = b""
    key.save(update_fields=["wrapped"])
    transaction.on_commit(partial(note_outcome, key.pk, State.DESTROYED), robust=True)
    transaction.on_commit(overwrite_soon, robust=True)
    return destruction


def note_file(kept: KeptFile) -> StoredFile:
    """Remember a file that was sealed, and put it in its place. Undone, it is a file that nothing can open."""
    put_in_place(kept.id)
    return StoredFile.objects.create(id=kept.id, size=kept.size, sealed_sha256=kept.sealed_sha256)


def let_go_of_file(stored: StoredFile) -> None:
    """Erase a file once the transaction is committed; until then it can be put off."""
    number = stored.id

    def erase() -> None:
        erase_file(number)

    # Where the storage is out of reach at that moment, the file is one that nothing remembers: `clean_up` finds it.
    transaction.on_commit(erase, robust=True)
    stored.delete()


def clean_up() -> CleanUp:
    """Erase what waits for longer than a day, and what stays though nothing has remembered it for a month; and look
    whether all that is remembered is there as it was.

    A month, because somebody may have put back an older copy of the database by mistake, and could still put it right.
    """
    forget_waiting_files()
    old = list(storage().older_than(UNREMEMBERED_AT_MOST.total_seconds()))
    remembered = set(StoredFile.objects.values_list("id", flat=True))
    unremembered = [file for file in old if file not in remembered]
    for file in unremembered:
        erase_file(file)
    overwrite_destroyed_keys()
    found = look_through(share=timezone.localdate().weekday())
    return CleanUp.objects.create(
        erased=len(unremembered), missing=len(found.missing), changed=len(found.changed), extra=len(found.extra)
    )


def overwrite_soon() -> bool:
    """What can be overwritten at once. On PostgreSQL, nobody else could work meanwhile: `clean_up` does it there."""
    return connection.vendor == "sqlite" and overwrite_destroyed_keys()


def overwrite_destroyed_keys() -> bool:
    """Leave nothing of destroyed keys in the database's files, save what PostgreSQL has written ahead.

    Whether any was due and could be. Where it could not, it stays due.
    """
    due = list(KeyDestruction.objects.filter(overwritten_at=None).values_list("pk", flat=True))
    if not due or connection.in_atomic_block or not _overwrite():
        return False
    KeyDestruction.objects.filter(pk__in=due).update(overwritten_at=timezone.now())
    return True


def _overwrite() -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _bring_log_over(cursor)
        # A changed row's old bytes stay where they were, until then.
        cursor.execute(f"VACUUM FULL {ItemKey._meta.db_table}")
        return True


def _bring_log_over(cursor: CursorWrapper) -> bool:
    """SQLite's log into its database; whether nobody who reads what was before kept it from being done.

    The row's page is overwritten (secure_delete), but in the log: until that is brought over, the page as it was lies
    in the one and perhaps in the other. Nobody waits for it for long: not who takes their words back, nor who writes.
    """
    cursor.execute("PRAGMA busy_timeout")
    (usual,) = cursor.fetchone()
    cursor.execute(f"PRAGMA busy_timeout = {A_MOMENT}")
    try:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_ = cursor.fetchone()
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return not is_busy


def clean_up_if_due() -> bool:
    """Once a day. Whether it was done now."""
    today = timezone.localdate()
    done_today = CleanUp.objects.filter(at__date=today)
    if done_today.exists():
        return False
    with claimed("cleaning up files", [today.isoformat()]) as claim:
        if claim is None or done_today.exists():
            return False
        clean_up()
    return True
