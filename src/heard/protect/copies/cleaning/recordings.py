"""Sound and film: the same sound and pictures, put into a new file without what was written beside them.

Nothing is decoded, so nothing is lost, and a long film takes seconds. Titles, places, makers of phones, chapters,
covers and tracks of places are left behind.
"""

import io
from typing import Any

import av
from av.error import FFmpegError
from av.stream import Disposition

from heard.protect.copies.cleaning.cleaned import CannotClean, Cleaned, Refusal

# What ffmpeg calls a format when reading, and when writing; and what a browser calls it, for sound and for film.
FORMATS = {
    "mov,mp4,m4a,3gp,3g2,mj2": ("mp4", "audio/mp4", "video/mp4"),
    "matroska,webm": ("matroska", "audio/x-matroska", "video/x-matroska"),
    "ogg": ("ogg", "audio/ogg", "video/ogg"),
    "mp3": ("mp3", "audio/mpeg", ""),
    "wav": ("wav", "audio/x-wav", ""),
    "flac": ("flac", "audio/x-flac", ""),
    "aac": ("adts", "audio/aac", ""),
    "amr": ("amr", "audio/amr", ""),
    "aiff": ("aiff", "audio/x-aiff", ""),
    "avi": ("avi", "", "video/x-msvideo"),
    "asf": ("asf", "audio/x-ms-wma", "video/x-ms-wmv"),
    "mpegts": ("mpegts", "", "video/mp2t"),
}
OPTIONS = {"fflags": "+bitexact"}  # neither when the copy was made, nor by which version of what
IN_MP3 = {"id3v2_version": "0", "write_id3v1": "0"}


def clean_recording(data: bytes, media_type: str) -> Cleaned:
    """Raises CannotClean."""
    try:
        with av.open(io.BytesIO(data), metadata_errors="ignore") as given:
            name = given.format.name
    except (FFmpegError, ValueError, OSError) as error:
        raise CannotClean(Refusal.BROKEN) from error
    if name not in FORMATS:
        raise CannotClean(Refusal.UNKNOWN_KIND)
    written_as, sound, film = FORMATS[name]
    if media_type.endswith("/webm"):
        return _rewritten(data, ["webm"], media_type, media_type)
    return _rewritten(data, [written_as, *(("mov", "3gp") if written_as == "mp4" else ())], sound, film)


def _rewritten(data: bytes, ways: list[str], sound: str, film: str) -> Cleaned:
    """In the first of the formats that takes what is in it: phones put into mp4 what the standard does not."""
    for way in ways:
        try:
            with av.open(io.BytesIO(data), metadata_errors="ignore") as given:
                made, has_pictures = _put_into_new_file(given, way)
        except (FFmpegError, ValueError, TypeError, OSError):
            continue
        return Cleaned(made, film if has_pictures else sound)
    raise CannotClean(Refusal.BROKEN)


def _put_into_new_file(given: Any, way: str) -> tuple[bytes, bool]:
    into = io.BytesIO()
    with av.open(into, "w", format=way, options=OPTIONS | (IN_MP3 if way == "mp3" else {})) as made:
        streams = {stream.index: made.add_stream_from_template(stream) for stream in given.streams if _is_kept(stream)}
        if not streams:
            raise CannotClean(Refusal.BROKEN)
        for packet in given.demux([stream for stream in given.streams if stream.index in streams]):
            if packet.dts is not None:
                packet.stream = streams[packet.stream_index]
                made.mux(packet)
        has_pictures = any(stream.type == "video" for stream in streams.values())
    return into.getvalue(), has_pictures


def _is_kept(stream: Any) -> bool:
    """Sound and moving pictures; not a cover, which is called a film of one picture."""
    is_cover = bool(stream.disposition & Disposition.attached_pic)
    return stream.type in ("audio", "video") and not is_cover
