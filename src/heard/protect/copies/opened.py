"""What is sealed of a copy, opened. Whoever asks has said what for, and the audit has a line."""

from heard.collect.evidence.file_facts import FileFacts
from heard.files.sealing import unseal
from heard.protect.copies.models import CleanCopy


def open_copy(copy: CleanCopy) -> FileFacts:
    """What the copy is, and the key that opens it. It is called after its submission, since the file's own name tells
    of people. Raises KeyDestroyed or SealBroken.
    """
    return FileFacts.read(unseal(copy.file.part.submission.key.unwrap(), bytes(copy.sealed), copy.seal_context))
