"""What kind of file some bytes are: by their content first, by the file's name only where content cannot tell."""

import codecs
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.decoding import is_binary
from heard.text.readers.refusals import damaged, locked, not_read
from heard.text.readers.zoom_chat import looks_like_chat


class FileKind(StrEnum):
    """The kinds we read; each value is how people call it."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "a web page"
    DOCX = "a Word document"
    ODT = "an OpenDocument text"
    RTF = "an RTF document"
    PDF = "a PDF"
    CSV = "a CSV table"
    WORKBOOK = "a spreadsheet"
    PPTX = "a presentation"
    DOC = "a Word document of the old .doc kind"
    EMAIL = "an e-mail"
    MSG = "an Outlook message"
    VTT = "WebVTT captions"
    SRT = "SubRip captions"
    ZOOM_CHAT = "a Zoom chat"


EXTENSIONS = {
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".docx": FileKind.DOCX,
    ".odt": FileKind.ODT,
    ".rtf": FileKind.RTF,
    ".pdf": FileKind.PDF,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".tab": FileKind.CSV,
    ".xlsx": FileKind.WORKBOOK,
    ".ods": FileKind.WORKBOOK,
    ".pptx": FileKind.PPTX,
    ".doc": FileKind.DOC,
    ".eml": FileKind.EMAIL,
    ".msg": FileKind.MSG,
    ".vtt": FileKind.VTT,
    ".srt": FileKind.SRT,
}
# Kinds whose content any text could be: here the name decides.
_BY_NAME = {FileKind.TEXT, FileKind.MARKDOWN, FileKind.CSV, FileKind.HTML, FileKind.EMAIL}


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind, and a warning where the file's name says another."""

    kind: FileKind
    warning: str = ""


def recognise(name: str, data: bytes) -> Recognised:
    """The kind of a file. Raises UnreadableFile for what is empty, locked, damaged or not read here."""
    if not data:
        raise UnreadableFile(Unreadable.EMPTY, f"{name} is empty: there is nothing in it.")
    claimed = EXTENSIONS.get(PurePath(name).suffix.lower())
    kind = _packed_kind(name, data) or _written_kind(name, data, claimed)
    return Recognised(kind, _contradiction(name, kind, claimed))


def _contradiction(name: str, kind: FileKind, claimed: FileKind | None) -> str:
    expected = claimed in (None, kind) or (claimed is FileKind.TEXT and kind is FileKind.ZOOM_CHAT)
    suffix = PurePath(name).suffix
    return (
        "" if expected or not suffix else f"The file’s name ends in {suffix}, but it is {kind}, and was read as that."
    )


def _packed_kind(name: str, data: bytes) -> FileKind | None:
    """Kinds that announce themselves in their first bytes."""
    if data.startswith(b"PK\x03\x04"):
        return _zipped_kind(name, data)
    if data.startswith(COMPOUND):  # before PDF, because one can lie anywhere in such a container
        return _compound_kind(name, data)
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"{\\rtf"):
        return FileKind.RTF
    if b"\0" in data[:4096]:  # words can begin like a picture (“BM”), but hold no zero bytes
        _refuse_pictures_and_recordings(name, data)
    return None


def _refuse_pictures_and_recordings(name: str, data: bytes) -> None:
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise not_read(name, what)
    for magic, what in _MAGIC_AT_4.items():
        if data[4:].startswith(magic):
            raise not_read(name, what)


def _zipped_kind(name: str, data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, UnicodeError, NotImplementedError) as error:
        raise damaged(name) from error
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise UnreadableFile(
            Unreadable.UNSUPPORTED,
            f"{name} holds macros, which are small programs. Please save it without macros (.docx or .xlsx).",
        )
    if "[Content_Types].xml" in parts:
        for folder, kind in _OFFICE_FOLDERS.items():
            if any(part.startswith(folder) for part in parts):
                return kind
        raise not_read(name, "another kind of Office file")
    if any(part.endswith(".iwa") or part == "Index.zip" for part in parts):
        raise not_read(name, "a document of Apple’s Pages, Numbers or Keynote", "Please save it as a PDF and add that")
    if "content.xml" in parts:
        return _opendocument_kind(name, data)
    raise not_read(name, "a zip archive", "Please add the files in it one by one")


def _opendocument_kind(name: str, data: bytes) -> FileKind:
    """OpenDocument files keep their kind uncompressed in the first part, so that it can be read here."""
    head = data[:300]
    if b"opendocument.spreadsheet" in head:
        return FileKind.WORKBOOK
    if b"opendocument.presentation" in head or b"opendocument.graphics" in head:
        raise not_read(name, "a presentation or drawing")
    return FileKind.ODT


def _compound_kind(name: str, data: bytes) -> FileKind:
    """Outlook messages, Office files from before 2007, and locked newer ones: all are the same kind of container."""
    entries = {what: what.encode("utf-16-le") in data for what in _COMPOUND_ENTRIES}
    if entries["__substg1.0_"]:  # first, because anything can hang on a message
        return FileKind.MSG
    if entries["EncryptedPackage"]:
        raise locked(name)
    if entries["WordDocument"]:
        return FileKind.DOC
    # Not read at all: one wrong byte in the old kind made the library we read it with ask for gigabytes, and die of it.
    if entries["Workbook"] or entries["Book"]:
        raise not_read(name, "a spreadsheet of the old .xls kind", "Please save it as .xlsx or CSV")
    raise not_read(name, "an old kind of Office file")


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE_FOLDERS = {"word/": FileKind.DOCX, "xl/": FileKind.WORKBOOK, "ppt/": FileKind.PPTX}
_COMPOUND_ENTRIES = ("EncryptedPackage", "WordDocument", "__substg1.0_", "Workbook", "Book")

_MAGIC = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"BM": "a picture",
    b"RIFF": "a picture or recording",
    b"ID3": "a recording",
    b"\xff\xfb": "a recording",
    b"OggS": "a recording",
    b"fLaC": "a recording",
    b"\x1aE\xdf\xa3": "a recording",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"BZh": "a compressed file",
    b"\xfd7zXZ": "a compressed file",
    b"PK\x05\x06": "an empty zip archive",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"%!PS": "a PostScript file",
    b"SQLite format 3\x00": "a database",
    b"bplist": "a settings file",
    b"\x78\x9f\x3e\x22": "an Outlook bundle (winmail.dat)",
}
_MAGIC_AT_4 = {b"ftyp": "a picture or recording", b"moov": "a recording", b"mdat": "a recording"}


def _written_kind(name: str, data: bytes, claimed: FileKind | None) -> FileKind:
    """Kinds of text. What only a name can tell stays with the name; without one it is plain text."""
    head = _head(data)
    for kind, looks_like in _SHAPES:
        if looks_like(head):
            return kind
    _refuse_data(name, head)
    if claimed in _BY_NAME:
        return claimed
    if claimed and is_binary(head):
        raise damaged(name)
    return FileKind.TEXT


def _refuse_data(name: str, head: str) -> None:
    """Files of text that were written for programs: their marks would be read as words."""
    if re.match(r"\s*<\?xml\s", head):
        if "opendocument.text" in head:
            raise not_read(name, "an OpenDocument text in one piece (.fodt)", "Please save it as .odt")
        raise not_read(name, "a data file (XML)")
    if PurePath(name).suffix.lower() == ".json" and re.match(r"\s*[\[{]", head):
        raise not_read(name, "a data file (JSON)", "Please save it as CSV")


def _head(data: bytes) -> str:
    """The first few thousand characters, decoded well enough to know a shape."""
    head = data[:8000]
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if utf_16 else "utf-8-sig", errors="replace")
    return re.sub(r"\r\n?", "\n", text)


def _is_vtt(head: str) -> bool:
    return re.match(r"WEBVTT(?=\s|$)", head) is not None


def _is_srt(head: str) -> bool:
    return re.match(r"\s*(?:\d+[ \t]*\n)?\d{1,3}:\d\d:\d\d[,.]\d{1,3} *--> *\d", head) is not None


def _is_html(head: str) -> bool:
    # A comment ends at its first end and at no other: else many comments could be shared out in ever so many ways.
    comments = r"(<!--((?!-->).)*-->\s*)*"
    return re.match(rf"\s*(<\?xml[^>]*>\s*)?{comments}<(!doctype\s+html|html[\s>])", head, re.I | re.S) is not None


def _is_email(head: str) -> bool:
    """A block of header lines at the top, among them at least two that only mail has."""
    top = re.match(r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+(?=\n|$)", head)
    if not top:
        return False
    names = {line.split(":")[0].lower() for line in top[0].split("\n") if ":" in line}
    return len(names & {"received", "mime-version", "message-id", "return-path", "delivered-to", "content-type"}) >= 2


_SHAPES = (
    (FileKind.VTT, _is_vtt),
    (FileKind.SRT, _is_srt),
    (FileKind.HTML, _is_html),
    (FileKind.EMAIL, _is_email),
    (FileKind.ZOOM_CHAT, looks_like_chat),
)
