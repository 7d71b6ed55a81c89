"""Making and destroying the keys of submissions."""

from django.db import transaction

from heard.accounts.models import User
from heard.files.models import ItemKey, KeyDestruction
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
