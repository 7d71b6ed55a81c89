"""What a file is: by what is in it, and only where that cannot tell by what it is called."""

import mimetypes
from pathlib import PurePath

import filetype

from heard.collect.evidence.states import FileKind

BYTES_TO_TELL_BY = 8192
UNKNOWN = "application/octet-stream"
# What a browser would run or follow is told by name from nothing: it is a file like any other.
NEVER_BY_NAME = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/javascript", "application/javascript")
# Browsers record sound into the same wrapping as film. Both name all their tracks at the very beginning: WebM always,
# MP4 where it says that pieces of it follow (`mvex`).
FILMS = {"video/webm": "audio/webm", "video/mp4": "audio/mp4"}
OF_SOUND, OF_PICTURES = {b"A_OPUS", b"A_VORBIS", b"soun"}, {b"V_VP", b"V_AV1", b"V_MPEG", b"vide"}


def has_sound_alone(mime: str, beginning: bytes) -> bool:
    """Whether a recording names a track of sound and none of pictures."""
    if mime not in FILMS or (mime == "video/mp4" and b"mvex" not in beginning):
        return False
    return any(mark in beginning for mark in OF_SOUND) and not any(mark in beginning for mark in OF_PICTURES)


def media_type_of(name: str, beginning: bytes) -> str:
    """The media type, from a file's first `BYTES_TO_TELL_BY` bytes and its name."""
    told = filetype.guess(beginning)
    if told is not None and has_sound_alone(told.mime, beginning):
        return FILMS[told.mime]
    if told is not None and told.mime != "application/zip":
        return str(told.mime)
    named, _encoding = mimetypes.guess_type(PurePath(name).name)
    if named is None or named in NEVER_BY_NAME or named.startswith(("image/", "audio/", "video/")):
        return str(told.mime) if told else UNKNOWN
    return named


def kind_of(media_type: str) -> FileKind:
    """What to call a file of this type."""
    first = media_type.partition("/")[0]
    by_first = {"image": FileKind.PICTURE, "audio": FileKind.SOUND, "video": FileKind.FILM, "text": FileKind.WRITING}
    if first in by_first:
        return by_first[first]
    writing = ("pdf", "rtf", "word", "document", "sheet", "excel", "presentation", "powerpoint", "rfc822")
    return FileKind.WRITING if any(word in media_type for word in writing) else FileKind.OTHER
