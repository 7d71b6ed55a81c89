"""Pictures inside documents and e-mails, in the order in which they stand there.

A scanned page of a PDF that hangs on an e-mail is one too, and is given as a PDF of that page alone. Only what lies in
the file is given: a picture on another machine is never fetched.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from heard.text.errors import UnreadableFile
from heard.text.readers.kinds import FileKind, recognise
from heard.text.readers.media import Medium, medium_of
from heard.text.readers.package import Package, local

_DEEPEST = 2  # documents on e-mails on e-mails are not looked into
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_UNSEEN = ("Fallback", "del", "moveFrom")  # the same again for older programs, and what was deleted


def pictures_inside(name: str, data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Each picture inside a file. None for kinds that hold none.

    Raises UnreadableFile.
    """
    reader = _READERS.get(recognise(name, data).kind)
    if reader is not None and depth <= _DEEPEST:
        yield from reader(name, data, depth)


def _in_docx(name: str, data: bytes, _depth: int) -> Iterator[bytes]:
    package = Package(name, data)
    part = "word/document.xml"
    root = package.xml(part)
    targets = _targets(package, "word/_rels/document.xml.rels")
    for element in root.iter("{*}blip", "{*}imagedata") if root is not None else ():
        if any(local(outer) in _UNSEEN for outer in element.iterancestors()):
            continue
        found = targets.get(element.get(f"{_RELATION}embed") or element.get(f"{_RELATION}id") or "")
        if found:
            yield package.read(found)


def _targets(package: Package, relations: str) -> dict[str, str]:
    """The parts that the main part speaks of by a short name; not those on other machines."""
    root = package.xml(relations)
    return {
        each.get("Id", ""): _beside(each.get("Target", ""))
        for each in (root if root is not None else ())
        if each.get("TargetMode") != "External"
    }


def _beside(target: str) -> str:
    return target[1:] if target.startswith("/") else f"word/{target}"


def _in_odt(name: str, data: bytes, _depth: int) -> Iterator[bytes]:
    package = Package(name, data)
    root = package.xml("content.xml")
    for element in root.iter("{*}image") if root is not None else ():
        found = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}href")), "")
        if found in package and not any(local(outer) == "tracked-changes" for outer in element.iterancestors()):
            yield package.read(found)


def _in_pptx(name: str, data: bytes, _depth: int) -> Iterator[bytes]:
    """Slide by slide; slides that are hidden are left out."""
    package = Package(name, data)
    package.unpack_everything()
    from pptx import Presentation

    for slide in Presentation(BytesIO(data)).slides:
        if slide.element.get("show") in ("0", "false"):
            continue
        for blip in slide.element.iter("{*}blip"):
            part = _related(slide.part, blip)
            if part is not None:
                yield bytes(part.blob)


def _related(part: Any, blip: etree._Element) -> Any:
    relation = part.rels.get(blip.get(f"{_RELATION}embed", ""))
    return None if relation is None or relation.is_external else relation.target_part


def _in_pdf(name: str, data: bytes, _depth: int) -> Iterator[bytes]:
    """Its pages that are only pictures. Asked for where it hangs on a message; by itself it is read page by page."""
    from heard.text.readers.scans import one_page, pages_that_are_pictures

    for number in pages_that_are_pictures(name, data):
        yield one_page(data, number)


def _in_email(_name: str, data: bytes, depth: int) -> Iterator[bytes]:
    from heard.text.readers.email import parse

    yield from _on_message(parse(data), depth)


def _in_msg(_name: str, data: bytes, depth: int) -> Iterator[bytes]:
    from heard.text.readers.msg import parse

    yield from _on_message(parse(data), depth)


def _on_message(message: Any, depth: int) -> Iterator[bytes]:
    """The pictures that hang on a message or stand in it, and those inside the documents that hang on it."""
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or part.get_content_maintype() == "text":
            continue
        if part.get_content_maintype() == "image" or medium_of(payload) is Medium.PICTURE:
            yield payload
            continue
        try:
            yield from pictures_inside(re.sub(r"[\\/\x00-\x1f]", "_", part.get_filename() or ""), payload, depth + 1)
        except UnreadableFile:  # which the reader of the message has told
            continue


_READERS: dict[FileKind, Callable[[str, bytes, int], Iterator[bytes]]] = {
    FileKind.DOCX: _in_docx,
    FileKind.ODT: _in_odt,
    FileKind.PPTX: _in_pptx,
    FileKind.EMAIL: _in_email,
    FileKind.MSG: _in_msg,
    FileKind.PDF: _in_pdf,
}
