"""OpenDocument: odt, ods, odp."""

from collections.abc import Iterator

from lxml import etree

from heard.protect.copies.cleaning.cleaned import Cleaned
from heard.protect.copies.cleaning.office import Authors, elements, local, local_name, remove, repacked

NEW = {
    "meta.xml": b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">'
    b"<office:meta/></office:document-meta>",
}
LEFT_OUT = ("Thumbnails/", "META-INF/documentsignatures.xml", "layout-cache", "META-INF/macrosignatures.xml")
SETTINGS = ("printer", "rsid", "database", "embedfonts")  # which printer, which session, which address book


def clean_open_document(data: bytes, media_type: str) -> Cleaned:
    """Raises CannotClean."""
    return repacked(data, media_type, is_left_out, NEW, clean_part, holds_something_closed)


def is_left_out(name: str) -> bool:
    return name.startswith(LEFT_OUT)


def holds_something_closed(names: Iterator[str]) -> bool:
    """Whether something is in it that only another program opens."""
    return any(name.startswith(("ObjectReplacements/", "Object ", "Media/", "Basic/", "Scripts/")) for name in names)


def clean_part(root: etree._Element, authors: Authors) -> None:
    for element in elements(root):
        for attribute in [given for given in element.attrib if local_name(str(given)).endswith("rsid")]:
            del element.attrib[attribute]
        parent = element.getparent()
        if parent is not None and local(parent) in ("annotation", "change-info"):
            clean_author(element, authors)
        elif leads_to_what_is_left_out(element) or is_telling(element):
            remove(element)


def clean_author(element: etree._Element, authors: Authors) -> None:
    """Of a comment or a change. A change must have a date, so that all have the same."""
    match local(element):
        case "creator":
            element.text = authors.of(element.text or "")
        case "date":
            element.text = "1980-01-01T00:00:00"
        case "date-string" | "meta-date-string" | "creator-initials" | "sender-initials":
            remove(element)


def leads_to_what_is_left_out(element: etree._Element) -> bool:
    return local(element) == "file-entry" and is_left_out(path_of(element))


def is_telling(setting: etree._Element) -> bool:
    if local(setting) != "config-item":
        return False
    names = [str(value) for key, value in setting.attrib.items() if local_name(str(key)) == "name"]
    return any(name.lower().startswith(SETTINGS) for name in names)


def path_of(entry: etree._Element) -> str:
    return next((str(value) for key, value in entry.attrib.items() if local_name(str(key)) == "full-path"), "")
