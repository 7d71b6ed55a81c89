"""Making and destroying the keys of submissions, and keeping files."""

from functools import partial

from django.db import transaction

from heard.accounts.models import User
from heard.files.models import ItemKey, KeyDestruction, StoredFile
from heard.files.sealed_files import KeptFile, erase_file, put_in_place
from heard.files.sealing import installation_key, make_key, seal


def make_item_key() -> ItemKey:
    """A new random key, stored wrapped."""
    key = ItemKey()
    key.wrapped = seal(installation_key(), make_key(), key.context)
    key.save(force_insert=True)
    return key


@transaction.atomic
def destroy_key(actor: User | None, key: ItemKey, reason: str) -> KeyDestruction:
    """Make everything that `key` sealed unreadable for good. The caller, who knows what it was, records it."""
    destruction, _ = KeyDestruction.objects.get_or_create(key=key, defaults={"by": actor, "reason": reason})
    key.wrapped = b""
    key.save(update_fields=["wrapped"])
    return destruction


def note_file(kept: KeptFile) -> StoredFile:
    """Remember a file that was sealed, and put it in its place. Undone, it is a file that nothing can open."""
    put_in_place(kept.id)
    return StoredFile.objects.create(id=kept.id, size=kept.size)


def let_go_of_file(stored: StoredFile) -> None:
    """Erase a file once the transaction is committed; until then it can be put off."""
    transaction.on_commit(partial(erase_file, stored.id))
    stored.delete()
