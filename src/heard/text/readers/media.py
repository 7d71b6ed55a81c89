"""Pictures and recordings, told by their first bytes."""

import re
from enum import StrEnum

import filetype

_ENOUGH = 8192  # bytes to tell by


class Medium(StrEnum):
    """What is looked at or listened to, not read."""

    PICTURE = "a picture"
    RECORDING = "a recording"


_STILLS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
_FIRST = {"image": Medium.PICTURE, "audio": Medium.RECORDING, "video": Medium.RECORDING}


def medium_of(data: bytes) -> Medium | None:
    """What a file is, if it is a picture or a recording; None for everything else."""
    head = data[:_ENOUGH]
    if b"\0" not in head[:4096]:  # words can begin like a picture (“BM”), but hold no zero bytes
        return Medium.PICTURE if is_drawing(head) else None
    if head[4:8] == b"ftyp":
        return Medium.PICTURE if head[8:12] in _STILLS else Medium.RECORDING
    told = filetype.guess(head)
    return _FIRST.get(told.mime.partition("/")[0]) if told else None


def is_drawing(head: bytes) -> bool:
    """Whether this is a drawing (SVG), whose text is for programs."""
    return re.match(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]", head, re.S) is not None
