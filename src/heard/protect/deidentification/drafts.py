"""What software reads in a file: a draft, which counts for nothing until somebody keeps it."""

from dataclasses import dataclass

from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Part
from heard.collect.evidence.states import FileKind
from heard.files.sealed_files import read_file
from heard.text.errors import UnreadableFile
from heard.text.readers.apart import read_apart

LARGEST = 50 * 2**20  # bytes of a file that software tries to read


@dataclass(frozen=True, slots=True)
class Draft:
    """The words that software found, or why it found none; and what it left out or is unsure of."""

    text: str = ""
    warnings: tuple[str, ...] = ()
    why_none: str = ""


def draft_words_of(part: Part, facts: FileFacts) -> Draft | None:
    """A first draft of an opened file's words. None for pictures and recordings, where a person looks or listens."""
    if part.has_words or part.file.kind in (FileKind.PICTURE, FileKind.SOUND, FileKind.FILM) or facts.size > LARGEST:
        return None
    data = b"".join(read_file(part.file.stored_id, facts.key_bytes))
    try:
        read = read_apart(facts.name, data)
    except UnreadableFile as refusal:
        return Draft(why_none=str(refusal))
    return Draft(read.text, read.warnings)
