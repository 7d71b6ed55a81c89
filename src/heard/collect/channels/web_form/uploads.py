"""Files that come in pieces. All that is known of one is in its address, which only its sender can use."""

import base64
import binascii
import json
from dataclasses import dataclass
from uuid import UUID

from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.media_types import BYTES_TO_TELL_BY, media_type_of
from heard.collect.evidence.receiving import ReceivedFile, shown_name
from heard.collect.receipts.five_words import FiveWords
from heard.files.keys import SealingError
from heard.files.sealed_files import SealingWriter, read_waiting
from heard.files.sealing import derived_key, seal, unseal


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way: what it is called on the disk, its key, its own name, and how long it will be."""

    id: UUID
    key: bytes
    name: str
    length: int


def begin_upload(name: str, length: int) -> Upload:
    writer = SealingWriter()
    writer.pause()
    return Upload(writer.id, writer.key, shown_name(name), length)


def ticket_for(upload: Upload, words: FiveWords) -> str:
    """The last part of the address: readable by us alone, and good for these five words alone."""
    told = json.dumps([upload.id.hex, base64.b64encode(upload.key).decode(), upload.name, upload.length])
    return base64.urlsafe_b64encode(seal(_key(), told.encode(), _context(words))).decode().rstrip("=")


def upload_of(ticket: str, words: FiveWords | None) -> Upload | None:
    """What the address stands for; None for a stranger, or nonsense."""
    if words is None:
        return None
    try:
        sealed = base64.urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4))
        name_on_disk, key, name, length = json.loads(unseal(_key(), sealed, _context(words)))
    except (binascii.Error, SealingError, ValueError):
        return None
    return Upload(UUID(name_on_disk), base64.b64decode(key), name, length)


def finish_upload(upload: Upload, writer: SealingWriter) -> ReceivedFile:
    kept = writer.finish()
    beginning = next(read_waiting(kept.id, kept.key))[:BYTES_TO_TELL_BY]
    return ReceivedFile(kept, FileFacts.about(upload.name, media_type_of(upload.name, beginning), kept))


def _key() -> bytes:
    return derived_key("heard uploads")


def _context(words: FiveWords) -> bytes:
    return f"upload {words.hash}".encode()
