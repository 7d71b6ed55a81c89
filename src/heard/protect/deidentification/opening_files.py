"""Opening files as they came in, and their clean copies. Each opening is a line in the audit that says what for."""

from django.db import transaction

from heard.accounts.models import User
from heard.audit.actions import record
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Part
from heard.collect.evidence.raw import open_file
from heard.files.sealing import unseal
from heard.protect.copies.models import CleanCopy
from heard.protect.copies.opened import open_copy
from heard.protect.deidentification.actions import said_use
from heard.protect.deidentification.models import FileNote
from heard.protect.deidentification.rules import check_open_original


@transaction.atomic
def open_file_of(actor: User, part: Part, use: str) -> FileFacts:
    """What a file is called and the key to it; audited as the opening of an original."""
    check_open_original(actor)
    record(actor, "open file", "submission", part.label, use=said_use(use))
    return open_file(part.file)


@transaction.atomic
def open_copy_of(actor: User, copy: CleanCopy, use: str) -> FileFacts:
    """The key to a file's clean copy. It shows and says what the file does, so that the audit has a line as well."""
    check_open_original(actor)
    record(actor, "open copy of file", "submission", copy.file.part.label, use=said_use(use))
    return open_copy(copy)


def opened_file(part: Part) -> FileFacts:
    """The file, for somebody who has opened it within the hour: one opening is one line in the audit."""
    return open_file(part.file)


def open_description(note: FileNote) -> str:
    """What a file shows, in a colleague's words. Whoever reads it has opened the file, which the audit tells."""
    return unseal(note.part.submission.key.unwrap(), bytes(note.sealed), note.seal_context).decode(
        "utf-8", "surrogatepass"
    )
