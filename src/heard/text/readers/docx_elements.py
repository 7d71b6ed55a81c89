"""What single elements of a Word document are: questions whose answers need nothing but the element."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from heard.text.readers.docx_left_out import count_pieces
from heard.text.readers.docx_styles import W, is_on, value_of
from heard.text.readers.package import local

DRAWN = {
    "blip": "picture",
    "imagedata": "picture",
    "chart": "drawing",
    "relIds": "drawing",
    "textpath": "word art",
    "OLEObject": "embedded",
}


def shows_prompt(control: etree._Element) -> bool:
    mark = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return mark is not None and is_on(mark.get(f"{W}val", "1"))


def has_whole_fields(body: etree._Element) -> bool:
    """Whether every field that begins also ends; one that does not would hide all words after it."""
    marks = Counter(
        mark.get(f"{W}fldCharType")
        for mark in body.iter(f"{W}fldChar")
        if next(mark.iterancestors(f"{W}del", f"{W}moveFrom"), None) is None
    )
    return marks["begin"] == marks["end"]


def is_plain_formula(formula: etree._Element) -> bool:
    """Whether a formula is no more than characters in a row, which can be read as words."""
    return all(local(part) == "r" for part in formula)


def has_words(version: etree._Element) -> bool:
    return count_pieces(version) > 0 or any(local(element) in ("symEx", *DRAWN) for element in version.iter())


def why_unseen(row: etree._Element) -> str | None:
    properties = row.find(f"{W}trPr")
    for name, what in (("del", "deletion"), ("hidden", "hidden row")):
        if properties is not None and properties.find(f"{W}{name}") is not None:
            return what
    return None


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from rows_of(element)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from cells_of(element)


def width_of(cell: etree._Element) -> int:
    span = value_of(cell.find(f"{W}tcPr"), "gridSpan") or "1"
    return int(span) if span.isdigit() and 0 < int(span) < 1000 else 1


def symbol(code: str) -> str:
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    return "" if number == 0 or 0xD800 <= number <= 0xDFFF else chr(number)
