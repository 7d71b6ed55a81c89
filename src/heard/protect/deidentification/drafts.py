"""What software reads in a file: a draft, which counts for nothing until somebody keeps it."""

from dataclasses import dataclass
from textwrap import shorten

from heard.accounts.models import User
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Part
from heard.collect.evidence.states import FileKind
from heard.files.sealed_files import read_file
from heard.protect.deidentification.long_forms import is_too_long, says_too_long
from heard.protect.reading.opened import Place, open_extraction, places_in
from heard.protect.reading.queries import newest_extraction_of
from heard.text.errors import UnreadableFile
from heard.text.locators import Line, Paragraph
from heard.text.readers.apart import read_apart

BEGINNING = 60  # characters
LARGEST = 50 * 2**20  # bytes of a file that is read while somebody waits


@dataclass(frozen=True, slots=True)
class Draft:
    """The words that software found, or why it found none; what it left out or is unsure of; where they stand.

    `places` are those that help to find words in the original: pages, slides, cells, minutes, messages. `given_by`
    names whoever added it, where it is a transcript that somebody had.
    """

    text: str = ""
    warnings: tuple[str, ...] = ()
    why_none: str = ""
    places: tuple[Place, ...] = ()
    given_by: str = ""

    @property
    def beginnings(self) -> list[tuple[str, str]]:
        """Each place with the first words that stand there."""
        found = ((words, self.text[start:end].strip()) for start, end, words in self.places)
        return [(words, shorten(text, BEGINNING, placeholder="…")) for words, text in found if text]


def draft_words_of(part: Part, facts: FileFacts) -> Draft | None:
    """A first draft of an opened file's words: the newest reading's, or a quick one where there is none yet.

    None for pictures and recordings that wait to be read; a person may look and listen meanwhile.
    """
    if part.has_words:
        return None
    extraction = newest_extraction_of(part)
    if extraction is None:
        return _read_now(part, facts)
    opened = open_extraction(extraction)
    if not opened.text:
        return Draft(why_none=" ".join(opened.warnings))
    if is_too_long(opened.text):
        return Draft(why_none=says_too_long())
    places = tuple(places_in(opened, without=(Line, Paragraph)))
    return Draft(opened.text, opened.warnings, places=places, given_by=_name_of(extraction.given_by))


def _name_of(user: User | None) -> str:
    return user.name if user else ""


def _read_now(part: Part, facts: FileFacts) -> Draft | None:
    if part.file.kind in (FileKind.PICTURE, FileKind.SOUND, FileKind.FILM) or facts.size > LARGEST:
        return None
    try:
        read = read_apart(facts.name, read_file(part.file.stored_id, facts.key_bytes))
    except UnreadableFile as refusal:
        return Draft(why_none=str(refusal))
    if is_too_long(read.text):
        return Draft(why_none=says_too_long())
    return Draft(read.text, read.warnings)
