"""Bytes to characters: by the encoding a text file says it has, or the likeliest, with a warning for a guess."""

import codecs
import re

from heard.text.readers.building import counted
from heard.text.readers.refusals import not_known

_MARKS = (  # UTF-32 first: its mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROLS = [chr(code) for code in (*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20))]
_MOST_CONTROLS = 0.02  # the share of control characters above which bytes are no text


def decode(name: str, data: bytes) -> tuple[str, list[str]]:
    """The characters of a text file, exactly, and what a person should know about how they were read.

    Raises UnreadableFile where the bytes are not text.
    """
    text, warnings = _decode(data)
    if is_binary(text):
        raise not_known(name)
    return text, warnings


def is_binary(text: str) -> bool:
    """Whether so many of the characters are control characters that this was never text."""
    return sum(map(text.count, _CONTROLS)) > _MOST_CONTROLS * len(text)


def _decode(data: bytes) -> tuple[str, list[str]]:
    encoding = _marked_encoding(data)
    if encoding:
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            return _decode_damaged(data, encoding)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _decode_unmarked(data)


def _marked_encoding(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:2000]
    if len(head) >= 4 and head[1::2].count(0) > 0.4 * len(head) / 2 and head[::2].count(0) == 0:
        return "utf-16-le"
    if len(head) >= 4 and head[::2].count(0) > 0.4 * len(head) / 2 and head[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _decode_damaged(data: bytes, encoding: str) -> tuple[str, list[str]]:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    return text, [f"{counted(lost, 'place')} in the file could not be decoded and shown as “\ufffd”."]


def _decode_unmarked(data: bytes) -> tuple[str, list[str]]:
    """Mostly UTF-8 with some strays, or Windows-1252. Either way every byte becomes a character."""
    strays = len(re.findall(rb"[\x80-\xff]", _UTF8_CHARACTER.sub(b"", data)))
    if len(_UTF8_CHARACTER.findall(data)) > strays:
        told = f"{counted(strays, 'byte')} in the file are not UTF-8 and were read as Windows-1252; please check them."
        return data.decode("utf-8", errors="heard.windows-1252"), [told]
    told = "The file does not say how its letters are encoded. It was read as Windows-1252; please check accents."
    return _windows_1252(data), [told]


def _windows_1252(data: bytes) -> str:
    """The five bytes Windows-1252 leaves open become the control characters that have their numbers."""
    return "".join(_WINDOWS_1252[byte] for byte in data)


_WINDOWS_1252 = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]


def _mend_stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _windows_1252(error.object[error.start : error.end]), error.end


codecs.register_error("heard.windows-1252", _mend_stray)
