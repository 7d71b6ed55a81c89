"""Kinds in which anything may be hidden, and which we could not write again whole: a copy of their words alone."""

import re

from heard.protect.copies.cleaning.cleaned import CannotClean, Cleaned, Refusal
from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.kinds import FileKind, recognise
from heard.text.readers.left_out import told_as_left_out
from heard.text.readers.reading import read_bytes

OF_WORDS = (FileKind.HTML, FileKind.EMAIL, FileKind.MSG, FileKind.RTF, FileKind.DOC)
PLAIN = "text/plain"
# Of a page without a doctype the readers know by its name alone, which does not come here.
_BEGINNING_OF_A_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!--|(?:head|meta|title|style|body|div|p|h[1-6]|table|[ou]l|pre|blockquote|br|hr|img)\b)",
    re.IGNORECASE,
)


def clean_words(data: bytes) -> Cleaned:
    """What such a file shows, as plain text: no addresses of a message, nothing that runs, nothing to be fetched.

    Where something in it is not among its words, such as an attachment, the end of the copy says so.
    """
    name = "page.html" if _BEGINNING_OF_A_PAGE.match(data) else ""
    try:
        if recognise(name, data).kind not in OF_WORDS:
            raise CannotClean(Refusal.UNKNOWN_KIND)
        source = read_bytes(name, data)
    except UnreadableFile as refusal:
        raise CannotClean(_why(refusal.kind)) from refusal
    missing = told_as_left_out(source.warnings)
    return Cleaned((source.text + _ending(missing)).encode("utf-8", "replace"), PLAIN, is_partly=bool(missing))


def _ending(missing: tuple[str, ...]) -> str:
    return "\n\n[Not in this copy, but in the original: " + " ".join(missing) + "]\n" if missing else ""


def _why(kind: Unreadable) -> Refusal:
    if kind is Unreadable.LOCKED:
        return Refusal.LOCKED
    return Refusal.UNKNOWN_KIND if kind in (Unreadable.UNSUPPORTED, Unreadable.NO_TEXT) else Refusal.BROKEN
