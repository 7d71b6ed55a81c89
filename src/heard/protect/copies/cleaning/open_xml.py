"""Office Open XML: docx, xlsx, pptx."""

import re
from collections.abc import Iterator

from lxml import etree

from heard.protect.copies.cleaning.cleaned import Cleaned
from heard.protect.copies.cleaning.office import Authors, elements, local, local_name, remove, repacked

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NEW = {
    "docProps/core.xml": HEAD + f'<cp:coreProperties xmlns:cp="{CORE}"/>'.encode(),
    "docProps/app.xml": HEAD + f'<Properties xmlns="{APP}"/>'.encode(),
    "docProps/custom.xml": HEAD + f'<Properties xmlns="{CUSTOM}"/>'.encode(),
}
# Pictures of the first page, what a server wrote beside the document, which printer, and who changed it when.
LEFT_OUT = re.compile(
    r"docProps/thumbnail|customXml/|_xmlsignatures/|xl/revisions/|ppt/changesInfos/|ppt/revisionInfo"
    r"|word/attachedToolbars|.*/printerSettings/"
)
LED_TO = re.compile(
    "thumbnail|customXml|signature|revision|changesInfo|attachedTemplate|printerSettings", re.IGNORECASE
)
CLOSED = re.compile(
    r".*/(embeddings|activeX)/|.*/media/.*\.(?!jpe?g$|png$|gif$|emf$|wmf$)[^.]+$|.*vbaProject\.bin", re.IGNORECASE
)
# Elements that name people, machines or sessions, and hold no words of the document.
REMOVED = {
    "absPath",
    "attachedTemplate",
    "docId",
    "docVars",
    "fileSharing",
    "mailMerge",
    "presenceInfo",
    "rsids",
    "writeProtection",
}
# Where the names of authors stand, beside every attribute called `author`: in lists of them.
NAMES = {"author": "name", "cmAuthor": "name", "person": "displayName"}
EMPTIED = ("initials", "userId", "providerId")


def clean_open_xml(data: bytes, media_type: str) -> Cleaned:
    """Raises CannotClean."""
    return repacked(data, media_type, is_left_out, NEW, clean_part, holds_something_closed)


def is_left_out(name: str) -> bool:
    return LEFT_OUT.match(name) is not None


def holds_something_closed(names: Iterator[str]) -> bool:
    """Whether something is in it that only another program opens."""
    return any(CLOSED.match(name) for name in names)


def clean_part(root: etree._Element, authors: Authors) -> None:
    for element in elements(root):
        name = local(element)
        if name in REMOVED or leads_to_what_is_left_out(element):
            remove(element)
            continue
        if name == "author" and element.text:  # a list of them, in the comments of a sheet
            element.text = authors.of(element.text)
        clean_attributes(element, name, authors)


def leads_to_what_is_left_out(element: etree._Element) -> bool:
    name = local(element)
    if name == "Override":
        return is_left_out(element.get("PartName", "").lstrip("/"))
    return name == "Relationship" and LED_TO.search(element.get("Type", "")) is not None


def clean_attributes(element: etree._Element, name: str, authors: Authors) -> None:
    for attribute in [str(given) for given in element.attrib]:
        short = local_name(attribute)
        if short == "author" or NAMES.get(name) == short:
            element.set(attribute, authors.of(element.get(attribute, "")))
        elif short in EMPTIED:
            element.set(attribute, "")
        elif is_telling(element, attribute, short):
            del element.attrib[attribute]
    if name == "Relationship" and element.get("Target", "").lower().startswith("file:"):
        element.set("Target", "about:blank")  # a folder of somebody's machine


def is_telling(element: etree._Element, attribute: str, short: str) -> bool:
    """Whether an attribute tells when something was written, in which session or for which printer."""
    if short.startswith("rsid") or short == "dateUtc":
        return True
    if short == "date":
        return f"{attribute[: -len(short)]}author" in element.attrib
    return short == "id" and local(element) == "pageSetup"
