"""Kinds in which anything may be hidden, and which we could not write again whole: a copy of their words alone."""

from heard.protect.copies.cleaning.cleaned import CannotClean, Cleaned, Refusal
from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.kinds import FileKind, recognise
from heard.text.readers.reading import read_bytes

OF_WORDS = (FileKind.HTML, FileKind.EMAIL, FileKind.MSG, FileKind.RTF, FileKind.DOC)
PLAIN = "text/plain"


def clean_words(data: bytes) -> Cleaned:
    """What such a file shows, as plain text: no addresses of a message, nothing that runs, nothing to be fetched."""
    try:
        if recognise("", data).kind not in OF_WORDS:
            raise CannotClean(Refusal.UNKNOWN_KIND)
        words = read_bytes("", data).text
    except UnreadableFile as refusal:
        raise CannotClean(_why(refusal.kind)) from refusal
    return Cleaned(words.encode("utf-8", "replace"), PLAIN)


def _why(kind: Unreadable) -> Refusal:
    if kind is Unreadable.LOCKED:
        return Refusal.LOCKED
    return Refusal.UNKNOWN_KIND if kind in (Unreadable.UNSUPPORTED, Unreadable.NO_TEXT) else Refusal.BROKEN
