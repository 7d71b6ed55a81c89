"""Choosing the reader for a file by what the file is, and keeping every error of a library behind one sentence."""

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePath
from typing import Protocol, TypeVar, cast

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.kinds import FileKind, Recognised, recognise
from heard.text.readers.refusals import damaged
from heard.text.readers.tables import Table
from heard.text.spans import Source

MOST_BYTES = 200 * 2**20  # the largest file read

_MODULES = {
    FileKind.TEXT: "plain",
    FileKind.MARKDOWN: "markdown",
    FileKind.HTML: "html",
    FileKind.DOCX: "docx",
    FileKind.ODT: "odt",
    FileKind.RTF: "rtf",
    FileKind.PDF: "pdf",
    FileKind.PPTX: "pptx",
    FileKind.DOC: "doc",
    FileKind.CSV: "delimited",
    FileKind.WORKBOOK: "workbook",
    FileKind.EMAIL: "email",
    FileKind.MSG: "msg",
    FileKind.VTT: "captions",
    FileKind.SRT: "captions",
    FileKind.ZOOM_CHAT: "zoom_chat",
}
_Result = TypeVar("_Result", bound=Source | Table)


def read(path: Path) -> Source:
    """A file's words, with their places, layout and links, and warnings for all that is not among them.

    Raises UnreadableFile.
    """
    return read_bytes(shown_name(path), _bytes_of(path))


def read_bytes(name: str, data: bytes) -> Source:
    """Like `read`, for bytes already in memory; `name` is what messages call the file."""
    recognised = recognise(name, data)
    reader = _reader(recognised.kind)
    return _attempt(name, recognised, lambda: reader.read(name, data))


def read_table(path: Path, sheet: str | None = None) -> Table:
    """The rows of a CSV file, or of one sheet of a spreadsheet (by default the first that is visible and not empty).

    Raises UnreadableFile.
    """
    return read_table_bytes(shown_name(path), _bytes_of(path), sheet)


def shown_name(path: PurePath) -> str:
    """A file's name as it can be shown and stored: � for bytes that are no characters, and for control characters."""
    return re.sub(r"[\ud800-\udfff\x00-\x1f\x7f-\x9f]", "\ufffd", path.name)


def read_table_bytes(name: str, data: bytes, sheet: str | None = None) -> Table:
    """Like `read_table`, for bytes already in memory."""
    recognised = recognise(name, data)
    kind = FileKind.CSV if recognised.kind is FileKind.TEXT else recognised.kind
    if kind not in (FileKind.CSV, FileKind.WORKBOOK):
        raise UnreadableFile(Unreadable.UNSUPPORTED, f"{name} is {kind}, not a table. Please give a CSV or XLSX file.")
    reader = _reader(kind)
    return _attempt(name, recognised, lambda: reader.read_table(name, data, sheet))


class _Reader(Protocol):
    """What a format's module offers; `read_table` only in those that read tables."""

    def read(self, name: str, data: bytes) -> Source: ...

    def read_table(self, name: str, data: bytes, sheet: str | None) -> Table: ...


def _reader(kind: FileKind) -> _Reader:
    return cast("_Reader", import_module(f"heard.text.readers.{_MODULES[kind]}"))


def _attempt(name: str, recognised: Recognised, reading: Callable[[], _Result]) -> _Result:
    try:
        result = reading()
    except (UnreadableFile, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        raise UnreadableFile(
            Unreadable.TOO_LARGE, f"{name} needs more memory to read than there is. Please split it into smaller files."
        ) from error
    except BaseException as error:  # a panic inside a library is not an Exception
        raise damaged(name) from error
    if not recognised.warning:
        return result
    return replace(result, warnings=(recognised.warning, *result.warnings))


def _bytes_of(path: Path) -> bytes:
    """A file's bytes. Raises UnreadableFile where there is no such file, or it may not or cannot be read."""
    name = shown_name(path)
    try:
        if path.is_symlink() and not path.exists():
            raise UnreadableFile(Unreadable.UNSUPPORTED, f"{name} is a link to a file that is not there.")
        if path.is_dir():
            raise UnreadableFile(Unreadable.UNSUPPORTED, f"{name} is a folder. Please give the files in it.")
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            raise UnreadableFile(Unreadable.UNSUPPORTED, f"{name} is not an ordinary file.")
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(
                Unreadable.TOO_LARGE, f"{name} is larger than {MOST_BYTES // 2**20} MB, the most that can be read here."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(
            Unreadable.UNSUPPORTED, f"There is no file called {name}. Please check its name."
        ) from error
    except PermissionError as error:
        raise UnreadableFile(
            Unreadable.LOCKED, f"{name} may not be opened by this user. Please check its permissions."
        ) from error
    except OSError as error:
        raise UnreadableFile(
            Unreadable.DAMAGED, f"{name} could not be read from the disk. Please try another copy."
        ) from error
