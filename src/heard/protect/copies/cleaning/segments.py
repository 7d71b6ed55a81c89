"""JPEG and PNG pictures inside documents, stripped without drawing them anew: every pixel stays as it was."""

import struct

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
# What a picture needs to be drawn: JFIF (E0), its colours (E2), Adobe's colour transform (EE). Exif is E1.
KEPT_OF_JPEG = {0xE0, 0xE2, 0xEE}
LEFT_OUT_OF_PNG = {b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"}


def stripped(picture: bytes) -> bytes:
    """The picture without Exif, comments and the like. What is neither JPEG nor PNG, or is broken, stays as it is."""
    try:
        if picture.startswith(JPEG):
            return _stripped_jpeg(picture)
        if picture.startswith(PNG):
            return _stripped_png(picture)
    except (IndexError, struct.error):
        pass
    return picture


def _stripped_jpeg(picture: bytes) -> bytes:
    kept, at = bytearray(JPEG), 2
    while picture[at] == 0xFF:
        marker = picture[at + 1]
        if marker == 0xDA:  # from here on it is the picture itself
            return bytes(kept + picture[at:])
        if marker == 0xFF or 0xD0 <= marker <= 0xD9 or marker == 0x01:
            length = 1 if marker == 0xFF else 2
        else:
            length = 2 + struct.unpack_from(">H", picture, at + 2)[0]
        is_told_apart = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_told_apart or marker in KEPT_OF_JPEG:
            kept += picture[at : at + length]
        at += length
    return picture


def _stripped_png(picture: bytes) -> bytes:
    kept, at = bytearray(PNG), len(PNG)
    while at < len(picture):
        length, kind = struct.unpack_from(">I4s", picture, at)
        if kind not in LEFT_OUT_OF_PNG:
            kept += picture[at : at + 12 + length]
        at += 12 + length
    return bytes(kept)
