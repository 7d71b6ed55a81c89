"""What is inside an opened file, for the browser of the person who opened it: for an hour, and for nobody else.

A pass is for one thing: a part's words, its file's clean copy, or the file as it came in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

from heard.accounts.models import User
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Part
from heard.files.sealed_files import read_file

OPEN_FOR = 60 * 60  # seconds
MOST_AT_ONCE = 8 * 2**20  # bytes of one answer to a browser that asks for a range
# What a browser shows or plays by itself and cannot run. Everything else is saved.
SHOWN = ("image/jpeg", "image/png", "image/gif", "image/webp")
PLAYED = ("audio/", "video/")
_signer = TimestampSigner(salt="heard opened file")


class What(StrEnum):
    """What of a part somebody opened."""

    WORDS = "words"
    COPY = "copy"
    FILE = "file"


def pass_for(user: User, part: Part, what: What = What.WORDS) -> str:
    """A word that lets `user` see this of the part for an hour."""
    return _signer.sign(f"{user.pk} {part.pk} {what}")


def is_pass_for(user: User, part: Part, given: str, what: What = What.WORDS) -> bool:
    try:
        return _signer.unsign(given, max_age=OPEN_FOR) == f"{user.pk} {part.pk} {what}"
    except BadSignature:
        return False


def opened_with(user: User, part: Part, given: str) -> What | None:
    """Whether the pass is for the copy of the part's file or for the file itself; None for any other."""
    return next((what for what in (What.COPY, What.FILE) if is_pass_for(user, part, given, what)), None)


def is_shown(media_type: str) -> bool:
    return media_type in SHOWN


def is_played(media_type: str) -> bool:
    return media_type.startswith(PLAYED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of a file, from `start` up to before `end`."""

    start: int
    end: int


def asked_for(request: HttpRequest, size: int) -> Stretch | None:
    """The stretch that a browser asks for; None where it asks for the whole, or for nonsense."""
    found = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("Range", ""))
    if not found or int(found[1]) >= size:
        return None
    start = int(found[1])
    last = int(found[2]) if found[2] else size - 1
    return Stretch(start, min(last + 1, size, start + MOST_AT_ONCE)) if last >= start else None


def contents(request: HttpRequest, stored: UUID, facts: FileFacts) -> StreamingHttpResponse:
    """The sealed file that `facts` tell of, or the stretch of it that was asked for."""
    asked = asked_for(request, facts.size)
    stretch = asked or Stretch(0, facts.size)
    pieces = cut(read_file(stored, facts.key_bytes, stretch.start), stretch.end - stretch.start)
    by_itself = is_shown(facts.media_type) or is_played(facts.media_type)
    response = StreamingHttpResponse(
        pieces,
        content_type=facts.media_type if by_itself else "application/octet-stream",
        status=206 if asked else 200,
    )
    response["Content-Length"] = str(stretch.end - stretch.start)
    response["Accept-Ranges"] = "bytes"
    if asked:
        response["Content-Range"] = f"bytes {stretch.start}-{stretch.end - 1}/{facts.size}"
    if not by_itself:
        response["Content-Disposition"] = content_disposition_header(True, facts.name) or "attachment"
    return response


def cut(pieces: Iterator[bytes], length: int) -> Iterator[bytes]:
    """The first `length` bytes of them."""
    for piece in pieces:
        yield piece[:length]
        length -= len(piece)
        if length <= 0:
            return
