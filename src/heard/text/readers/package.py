"""Zipped documents (docx, odt, xlsx, ods), opened with limits, and their XML, read without entities or network."""

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cached_property

from lxml import etree

from heard.text.readers.refusals import damaged, locked, unpacks_to_too_much

MOST_BYTES = 200 * 2**20  # what all parts together may unpack to
MOST_PARTS = 2000
MOST_RATIO = 100  # unpacked to packed, for a part above SMALL
SMALL = 2**20
_PIECE = 2**16


class Package:
    """A zipped document. Every byte is counted as it is unpacked, because a directory can lie."""

    def __init__(self, name: str, data: bytes) -> None:
        """Raises UnreadableFile where the zip is damaged, locked or unpacks to more than the limits."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, UnicodeError, NotImplementedError) as error:
            raise damaged(name) from error
        self._unpacked: dict[str, bytes] = {}
        self._total = 0
        self._check_directory()

    @cached_property
    def parts(self) -> frozenset[str]:
        return frozenset(self._zip.namelist())

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def read(self, part: str) -> bytes:
        """A part's bytes; empty where there is no such part."""
        if part not in self:
            return b""
        if part not in self._unpacked:
            self._unpacked[part] = self._unpack(part)
        return self._unpacked[part]

    def xml(self, part: str, prepare: Callable[[bytes], bytes] = bytes) -> etree._Element | None:
        """The root of an XML part, or None where there is no such part."""
        data = self.read(part)
        return parse_xml(self.name, prepare(data)) if data else None

    def unpack_everything(self) -> None:
        """Counts every part against the limits, for a library that will unpack them itself."""
        for part in self.parts:
            self._unpack(part)

    def _check_directory(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            raise unpacks_to_too_much(self.name)
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise unpacks_to_too_much(self.name)
        for entry in entries:
            if entry.flag_bits & 0x1:
                raise locked(self.name)
            if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
                raise unpacks_to_too_much(self.name)

    def _unpack(self, part: str) -> bytes:
        pieces, length = [], 0
        packed = self._zip.getinfo(part).compress_size
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(_PIECE):
                    length += len(piece)
                    if self._total + length > MOST_BYTES or (length > SMALL and length > MOST_RATIO * max(packed, 1)):
                        raise unpacks_to_too_much(self.name)
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise damaged(self.name) from error
        self._total += length
        return b"".join(pieces)


def parse_xml(name: str, data: bytes) -> etree._Element:
    """The root element. A document type is refused: no office program writes one, and entities in it can do harm."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True, huge_tree=False
    )
    if b"<!DOCTYPE" in data[:10_000] or b"<!ENTITY" in data:
        raise damaged(name)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(name)
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for what is not an element."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""
