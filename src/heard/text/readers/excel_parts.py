"""What the parts of an xlsx file say that calamine does not: hidden rows and columns, comments, sizes, missing results.

Sheets are searched as bytes, because they can be large and only a few attributes matter here.
"""

import re
from dataclasses import dataclass, field

from heard.text.readers.package import Package
from heard.text.readers.refusals import unpacks_to_too_much
from heard.text.readers.tables import MOST_CELLS

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_TEXT_BOX = re.compile(rb"<(?:\w+:)?txBody>(?:(?!</(?:\w+:)?txBody>).)*?<a:t>[^<]*[^<\s]", re.DOTALL)
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_RANGE = re.compile(rb"\b(min|max)=[\"'](\d{1,5})[\"']")
_ERROR = re.compile(rb"\bt=[\"']e[\"']")
_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>[^<]*[^<\s]")
_RESULT = re.compile(rb"<(?:\w+:)?(?:v|is)\b[^>]*>[^<]*[^<\s]|<(?:\w+:)?is\b")


@dataclass(slots=True)
class SheetParts:
    """Of one sheet; rows and columns from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_result: int = 0  # formulas whose result is not stored
    errors: int = 0  # cells that show an error, such as #REF!
    margins: int = 0  # headers and footers, which only paper shows


def inspect_sheets(package: Package) -> dict[str, SheetParts]:
    """What each sheet hides, by its name. Raises UnreadableFile where a sheet is too large to be held."""
    return {name: _inspect_sheet(package, package.read(part)) for name, part in _sheet_parts(package).items()}


def count_comments(package: Package) -> int:
    """Comments; a thread of them is stored twice, as one note for old readers and message by message for new ones."""
    notes, threads = (
        sum(len(re.findall(tag, package.read(part))) for part in package.parts if part.startswith(folder))
        for folder, tag in (("xl/comments", rb"<(?:\w+:)?comment\b"), ("xl/threaded", rb"<(?:\w+:)?threadedComment\b"))
    )
    return max(notes, threads)


def count_text_boxes(package: Package) -> int:
    drawings = (part for part in package.parts if re.match(r"xl/drawings/[^/]+\.xml$", part))
    return sum(len(_TEXT_BOX.findall(package.read(part))) for part in drawings)


def count_embedded(package: Package) -> int:
    return sum(1 for part in package.parts if part.startswith("xl/embeddings/"))


def count_drawings(package: Package) -> int:
    """Pictures and charts, as files in the package."""
    return sum(1 for part in package.parts if re.match(r"xl/(?:media|charts)/[^/]+$", part))


def _sheet_parts(package: Package) -> dict[str, str]:
    workbook = package.xml("xl/workbook.xml")
    links = package.xml("xl/_rels/workbook.xml.rels")
    if workbook is None or links is None:
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    for sheet in workbook.iter("{*}sheet"):
        identifier = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)
        target = targets.get(str(identifier), "")
        parts[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def _inspect_sheet(package: Package, data: bytes) -> SheetParts:
    sheet = SheetParts()
    for match in _COLUMN.finditer(data):
        if _HIDDEN.search(match[1]):
            edges = {edge: int(number) for edge, number in _RANGE.findall(match[1])}
            sheet.hidden_columns.update(range(edges.get(b"min", 1), min(edges.get(b"max", 0), 16384) + 1))
    for count, match in enumerate(_ROW.finditer(data), start=1):
        if _HIDDEN.search(match[1]):
            number = _NUMBER.search(match[1])
            sheet.hidden_rows.add(int(number[1]) if number else count)
    rows = columns = cells = 0
    for match in _CELL.finditer(data):
        cells += 1
        place = _REFERENCE.search(match[1])
        if place:
            columns, rows = max(columns, _column_number(place[1])), max(rows, int(place[2]))
        content = match[2] or b""
        sheet.without_result += b"<f" in content and not _RESULT.search(content)
        sheet.errors += _ERROR.search(match[1]) is not None
    sheet.margins = len(_MARGIN.findall(data))
    if max(rows * columns, cells) > MOST_CELLS:
        raise unpacks_to_too_much(package.name)
    return sheet


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
