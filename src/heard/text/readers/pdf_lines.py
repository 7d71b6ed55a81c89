"""The lines of a PDF page: their characters, where they stand and how they look."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

import pypdfium2.raw as pdfium

from heard.text.readers.building import TYPED_BULLET, Run
from heard.text.readers.pdf_order import Glyph, order_glyphs, reads_right_to_left
from heard.text.readers.pdf_tags import UNTAGGED, Tag

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points

_HYPHENS = (0x02, 0xFFFE)  # what PDFium makes of a hyphen at the end of a line
_LINE_ENDS = (0x0A, 0x0D)
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|slanted", re.IGNORECASE)
_LABEL = re.compile(r"(?:[-–—o*]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])[ \t\u00a0]+(?=\S)")
_LABEL_GAP = 0.55  # of the type size: a label stands further from its words than a word from the next
_OVERLAP = 0.5  # of the type size: more is not kerning but another order
_WIDE_GAP = 2.0  # type sizes between the cells of a row
_FORCED_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
_INVISIBLE = 3  # the render mode of a scan’s text layer


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of one text object look, and its number in the page’s structure."""

    bold: bool = False
    italic: bool = False
    size: float = 0.0
    content: int = -1
    invisible: bool = False


Placed = tuple[int, str, Look]  # a character’s number in its page’s text, the character and its look


@dataclass(slots=True)
class PageLine:
    """A line of a page, without its line end. `label` counts the characters of a bullet or number at its start."""

    page: int
    runs: tuple[Run, ...]
    box: Box
    baseline: float
    tag: Tag
    label: int = 0
    indices: tuple[int, ...] = ()  # for every character its number in the page’s text
    links: list[tuple[int, int, str]] = field(default_factory=list)  # start, end and address
    text: str = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)
    italic: bool = field(init=False)

    def __post_init__(self) -> None:
        inked = [run for run in self.runs if run.text.strip()]
        sizes: Counter[float] = Counter()
        for run in inked:
            sizes[run.size] += len(run.text)
        self.text = "".join(run.text for run in self.runs)
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        self.bold = all(run.bold for run in inked)
        self.italic = all(run.italic for run in inked)

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def right(self) -> float:
        return self.box[2]


@dataclass(slots=True)
class PageText:
    """What a page holds: its lines in reading order and counts of what is no text."""

    number: int
    height: float
    lines: list[PageLine]
    unreadable: int = 0  # characters the file does not name
    invisible: int = 0  # characters of a text layer under a picture


class LineReader:
    """Reads the lines of one page."""

    def __init__(self, text_page: Any, number: int, height: float, tags: dict[int, Tag]) -> None:
        self.raw = text_page
        self.page = PageText(number, height, [])
        self.tags = tags
        self._looks: dict[int | None, Look] = {}
        self._fonts: dict[int | None, tuple[bool, bool]] = {}

    def read(self) -> PageText:
        for stretch in self._stretches():
            for piece in self._pieces(stretch):
                self._add_line(piece)
        return self.page

    def _stretches(self) -> Iterator[list[Placed]]:
        """Characters with their numbers and looks, cut at line ends, hyphens and borders of tagged elements."""
        stretch: list[Placed] = []
        look = Look()
        for index, code in self._codes():
            if code in _LINE_ENDS:
                yield stretch
                stretch = []
                continue
            new = self._look(index) or look
            if stretch and self._parts(look, new):
                yield stretch
                stretch = []
            look = new
            stretch.append((index, "-" if code in _HYPHENS else chr(code), look))
            if code in _HYPHENS:
                yield stretch
                stretch = []
        yield stretch

    def _codes(self) -> Iterator[tuple[int, int]]:
        """Every character’s number and code point; surrogate pairs are one character, what has no code is counted."""
        read_code = pdfium.FPDFText_GetUnicode
        high = 0
        for index in range(max(pdfium.FPDFText_CountChars(self.raw), 0)):
            code = read_code(self.raw, index)
            if 0xD800 <= code < 0xDC00:
                self.page.unreadable += high > 0
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            elif high:
                self.page.unreadable += 1
            high = 0
            if _is_nameless(code):
                self.page.unreadable += 1
            else:
                yield index, code

    def _parts(self, before: Look, after: Look) -> bool:
        """Whether one line of glyphs belongs to two elements, as the cells of a row do."""
        if before.content == after.content:
            return False
        old, new = self._tag(before), self._tag(after)
        return bool(old.group and new.group) and old.group != new.group and not old.label and not new.label

    def _tag(self, look: Look) -> Tag:
        return self.tags.get(look.content, UNTAGGED)

    def _look(self, index: int) -> Look | None:
        """The look of a character; None for the spaces and line ends PDFium adds."""
        text_object = pdfium.FPDFText_GetTextObject(self.raw, index)
        if not text_object:
            return None
        address = ctypes.addressof(text_object.contents)
        if address not in self._looks:
            self._looks[address] = self._read_look(text_object, index)
        return self._looks[address]

    def _read_look(self, text_object: Any, index: int) -> Look:
        size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
        pdfium.FPDFTextObj_GetFontSize(text_object, size)
        pdfium.FPDFText_GetMatrix(self.raw, index, matrix)
        bold, italic = self._font(pdfium.FPDFTextObj_GetFont(text_object))
        upright = abs(matrix.b) < 1e-6 < abs(matrix.d)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object)
        return Look(
            bold,
            italic or (upright and matrix.c / matrix.d > 0.1),
            round(size.value * math.hypot(matrix.c, matrix.d), 1),
            pdfium.FPDFPageObj_GetMarkedContentID(text_object),
            mode == _INVISIBLE,
        )

    def _font(self, font: Any) -> tuple[bool, bool]:
        address = ctypes.cast(font, ctypes.c_void_p).value
        if address not in self._fonts:
            self._fonts[address] = _read_font(font) if address else (False, False)
        return self._fonts[address]

    def _pieces(self, stretch: list[Placed]) -> Iterator[list[Placed]]:
        """A line in the order it is seen in, cut where a wide gap parts the cells of a row or two columns."""
        if not any(character.strip() for _, character, _ in stretch):
            return
        if reads_right_to_left("".join(character for _, character, _ in stretch)):
            yield self._ordered(stretch)
            return
        edges = list(self._edges(stretch))
        size = stretch[0][2].size
        if any(after[1] < before[2] - _OVERLAP * size for before, after in pairwise(edges)):
            stretch = self._ordered(stretch)
            edges = list(self._edges(stretch))
        begin = 0
        for (_, _, right), (start, left, _) in pairwise(edges):
            piece = stretch[begin:start]
            if left - right > _WIDE_GAP * stretch[start][2].size and not self._is_label(piece):
                yield piece
                begin = start
        yield stretch[begin:]

    def _edges(self, stretch: Sequence[Placed]) -> Iterator[tuple[int, float, float]]:
        """For each text object in a line where it begins in it, and its left and right edges."""
        position = 0
        for _, group in groupby(stretch, key=lambda part: id(part[2])):
            parts = list(group)
            inked = [index for index, character, _ in parts if character.strip()]
            if inked:
                yield position, self.char_box(inked[0])[0], self.char_box(inked[-1])[2]
            position += len(parts)

    def _is_label(self, piece: Sequence[Placed]) -> bool:
        """Whether the beginning of a line is no more than a bullet or a number."""
        text = "".join(character for _, character, _ in piece)
        return self._tag(piece[0][2]).label or _LABEL.fullmatch(text.strip() + " ") is not None or bool(_bullet(text))

    def _add_line(self, stretch: Sequence[Placed]) -> None:
        inked = [part for part in stretch if part[1].strip()]
        if not inked:
            return
        self.page.invisible += sum(part[2].invisible for part in inked)
        tags = [self._tag(part[2]) for part in inked]
        line = PageLine(
            self.page.number,
            _as_runs(stretch),
            self._box(min(part[0] for part in stretch), max(part[0] for part in stretch), inked),
            self._baseline(inked[0][0]),
            next((each for each in tags if not each.label), tags[0]),
            _tagged_label(stretch, self.tags) or self._typed_label(stretch, inked[0][2].size),
            tuple(index for index, _, _ in stretch),
        )
        if self.page.lines and _goes_on(self.page.lines[-1], line):
            self.page.lines[-1] = _joined(self.page.lines[-1], line)
        else:
            self.page.lines.append(line)

    def _ordered(self, stretch: Sequence[Placed]) -> list[Placed]:
        looks = {index: look for index, _, look in stretch}
        glyphs = []
        for index, character, _ in stretch:
            left, _, right, _ = self.char_box(index)
            glyphs.append(Glyph(character, index, left, right))
        ordered = order_glyphs(glyphs, next(look.size for _, character, look in stretch if character.strip()))
        return [(glyph.index, glyph.character, looks[glyph.index]) for glyph in ordered]

    def _typed_label(self, stretch: Sequence[Placed], size: float) -> int:
        """How many characters at the start are a bullet, or a number or dash set apart from the words."""
        text = "".join(character for _, character, _ in stretch)
        if 0 < (length := _bullet(text)) < len(text):
            return length
        label = _LABEL.match(text)
        if not label:
            return 0
        end = self.char_box(stretch[len(label[0].rstrip()) - 1][0])[2]
        start = self.char_box(stretch[label.end()][0])[0]
        return label.end() if start - end > _LABEL_GAP * size else 0

    def char_box(self, index: int) -> Box:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self.raw, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def _box(self, first: int, last: int, inked: Sequence[Placed]) -> Box:
        """The rectangle of a line, from the rectangles of its stretches of one look."""
        boxes = []
        for index in range(max(pdfium.FPDFText_CountRects(self.raw, first, last - first + 1), 0)):
            left, top, right, bottom = (ctypes.c_double() for _ in range(4))
            if pdfium.FPDFText_GetRect(self.raw, index, left, top, right, bottom):
                boxes.append((left.value, bottom.value, right.value, top.value))
        return around(boxes or [self.char_box(inked[0][0])])

    def _baseline(self, index: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self.raw, index, x, y)
        return y.value


def _is_nameless(code: int) -> bool:
    """Whether a code stands for no character: fonts without names give control codes or halves of pairs."""
    control = code < 0x20 and code not in (0x09, *_HYPHENS, *_LINE_ENDS)
    return control or code in (0xFFFD, 0xFFFF) or 0xDC00 <= code < 0xE000 or code > 0x10FFFF


def around(boxes: Sequence[Box]) -> Box:
    """The smallest rectangle around several, to a tenth of a point."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return round(min(left), 1), round(min(bottom), 1), round(max(right), 1), round(max(top), 1)


def _bullet(text: str) -> int:
    bullet = TYPED_BULLET.match(text)
    return bullet.end() if bullet else 0


def _goes_on(line: PageLine, after: PageLine) -> bool:
    """Whether a line was cut for no reason but a raised number: the next begins at its end, at the same height."""
    gap = after.left - line.right
    same_height = abs(line.baseline - after.baseline) < 1
    return same_height and -1 < gap < 0.6 * line.size and line.tag.group == after.tag.group and not after.label


def _joined(line: PageLine, after: PageLine) -> PageLine:
    return PageLine(
        line.page,
        line.runs + after.runs,
        around([line.box, after.box]),
        line.baseline,
        line.tag,
        line.label,
        line.indices + after.indices,
    )


def _as_runs(stretch: Sequence[Placed]) -> tuple[Run, ...]:
    return tuple(
        Run("".join(character for _, character, _ in group), look.bold, look.italic, look.size)
        for look, group in groupby(stretch, key=lambda part: part[2])
    )


def _tagged_label(stretch: Sequence[Placed], tags: dict[int, Tag]) -> int:
    """How many characters at the start are a label, by the tags, with the space after them."""
    length = 0
    for _, character, look in stretch:
        if not tags.get(look.content, UNTAGGED).label and not (length and not character.strip()):
            break
        length += 1
    return length if length < len(stretch) else 0


def _read_font(font: Any) -> tuple[bool, bool]:
    """Whether a font is bold and whether it is italic: by its name first, because weights are often not written."""
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", errors="replace").rpartition("+")[2]
    flags, angle = pdfium.FPDFFont_GetFlags(font), ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(font, angle)
    bold = _BOLD.search(name) is not None or bool(max(flags, 0) & _FORCED_BOLD)
    return bold, _ITALIC.search(name) is not None or bool(max(flags, 0) & _ITALIC_FLAG) or angle.value != 0
