"""Presentations: the words of each slide as they stand in the file, and after them what its speaker noted.

Tables are read row by row. Slides that are hidden are left out and told.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from heard.text.locators import Cell, Locator, Slide
from heard.text.readers.building import Layout, Run, SourceBuilder, counted
from heard.text.readers.package import Package
from heard.text.readers.refusals import damaged
from heard.text.spans import BlockKind, Source

_DEPTH = 8  # of groups in groups
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER)


def read(name: str, data: bytes) -> Source:
    package = Package(name, data)
    package.unpack_everything()
    if any(b"<!DOCTYPE" in package.read(part)[:10_000] for part in package.parts if part.endswith((".xml", ".rels"))):
        raise damaged(name)
    reader = _Reader(SourceBuilder(name, data))
    for number, slide in enumerate(Presentation(BytesIO(data)).slides, start=1):
        reader.read_slide(number, slide)
    reader.counts["comment"] += sum(part.startswith("ppt/comments/") for part in package.parts)
    reader.tell_what_is_left_out()
    return reader.builder.build()


class _Reader:
    def __init__(self, builder: SourceBuilder) -> None:
        self.builder = builder
        self.counts: Counter[str] = Counter()

    def read_slide(self, number: int, slide: Any) -> None:
        if slide.element.get("show") in ("0", "false"):
            self.counts["hidden slide"] += 1
            return
        if len(self.builder):
            self.builder.write("\n")
        for shape in self._shapes(slide.shapes, 1):
            self._read_shape(shape, Slide(number))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            self._read_notes(slide.notes_slide.notes_text_frame, number)

    def _shapes(self, shapes: Any, depth: int) -> Iterator[Any]:
        for shape in shapes:
            if shape.shape_type == MSO_SHAPE_TYPE.GROUP and depth < _DEPTH:
                yield from self._shapes(shape.shapes, depth + 1)
            else:
                yield shape

    def _read_shape(self, shape: Any, place: Slide) -> None:
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind in _FURNITURE:
            return
        if shape.has_text_frame:
            heading = Layout(BlockKind.HEADING, 1)
            self._write(shape.text_frame, heading if kind in _TITLES else Layout(), place)
        elif getattr(shape, "has_table", False):
            self._read_table(shape, place)
        elif getattr(shape, "has_chart", False):
            self.counts["chart"] += 1
        elif hasattr(shape, "image"):
            self.counts["picture"] += 1
        else:
            self.counts["drawing, film or embedded file"] += 1

    def _read_table(self, shape: Any, place: Slide) -> None:
        for row, cells in enumerate(shape.table.rows, start=1):
            for column, cell in enumerate(cells.cells, start=1):
                self._write(cell.text_frame, Layout(BlockKind.CELL), Cell(str(place), row, column))

    def _read_notes(self, frame: Any, number: int) -> None:
        if frame.text.strip():
            self.counts["notes"] += 1
            self.builder.write("\n")
            self._write(frame, Layout(style="speaker notes"), Slide(number, is_notes=True))

    def _write(self, frame: Any, layout: Layout, place: Locator) -> None:
        """The paragraphs of a frame, each with the line breaks inside it."""
        for paragraph in frame.paragraphs:
            self.builder.add_paragraph([Run(paragraph.text.replace("\v", "\n"))], layout, place)

    def tell_what_is_left_out(self) -> None:
        notes = self.counts.pop("notes", 0)
        if notes:
            self.builder.warn(
                f"What the speaker noted for {counted(notes, 'slide')} stands after {'it' if notes == 1 else 'them'}."
            )
        for what, number in self.counts.items():
            many = what.replace("drawing, film or embedded file", "drawings, films or embedded files")
            self.builder.warn_left_out(number, what, many if many != what else "")
