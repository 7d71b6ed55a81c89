"""Words that were recognised in a picture, put into lines, columns and stanzas by where they stand.

The recogniser gives boxes in no useful order, and no blank lines or indents. A poem lives by them.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

Point = tuple[float, float]
_LEAST_GUTTER = 1.0  # heights of a line: a space between columns is at least as wide
_LEAST_COLUMN = 4.0  # heights of a line: what is narrower is a label beside its value
_LINES_IN_COLUMN = 3
_SAME_LINE = 0.5  # of the lower box: two boxes that share as much of their height stand on one line
_BLANK = 1.55  # times the usual distance of two lines: a blank line stands between them
_MOST_BLANKS = 3
_MOST_SPACES = 40
_MOST_ROWS = 150  # above which no columns are looked for: every pair of rows is tried
_NOTHING: tuple[list["Seen"], list["Seen"], list["Seen"]] = ([], [], [])


@dataclass(frozen=True)
class Seen:
    """Words that were recognised, how sure the recogniser is from 0 to 1, and the four corners they stand between.

    Corners are shares of the picture's width and height, from its top left. `shape` is its width by its height.
    """

    text: str
    score: float
    corners: tuple[Point, ...]
    shape: float = 1.0

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, all in shares of the picture's height."""
        across, down = [x * self.shape for x, _ in self.corners], [y for _, y in self.corners]
        return min(across), min(down), max(across), max(down)

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def right(self) -> float:
        return self.box[2]

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def letter(self) -> float:
        """How wide one character is."""
        return self.width / max(len(self.text), 1)


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line as it is written, with its indent; and the blank lines before it."""

    text: str
    seen: tuple[Seen, ...]
    blanks: int = 0


def lay_out(seen: Sequence[Seen]) -> list[SeenLine]:
    """The lines in the order they are read: column by column, with indents and blank lines as on the page."""
    lines: list[SeenLine] = []
    for column in _columns(_straightened(seen)):
        of_column = list(_lines(column))
        if lines and of_column:
            of_column[0] = replace(of_column[0], blanks=1)
        lines += of_column
    return lines


def _straightened(seen: Sequence[Seen]) -> list[Seen]:
    """The same with the page turned upright, where its lines run uphill or downhill."""
    slopes = [_slope(each) for each in seen if len(each.text) >= 4]
    lean = median(slopes) if slopes else 0.0
    if abs(lean) < 0.005:
        return list(seen)
    cosine, sine = math.cos(lean), math.sin(lean)
    return [
        replace(each, corners=tuple(_turned(point, each.shape, cosine, sine) for point in each.corners))
        for each in seen
    ]


def _slope(seen: Seen) -> float:
    (x, y), (to_x, to_y) = seen.corners[:2]
    return math.atan2(to_y - y, (to_x - x) * seen.shape) if to_x > x else 0.0


def _turned(point: Point, shape: float, cosine: float, sine: float) -> Point:
    x, y = point[0] * shape, point[1]
    return (x * cosine + y * sine) / shape, y * cosine - x * sine


def _columns(seen: list[Seen]) -> Iterator[list[Seen]]:
    """The boxes of each column in turn. What stands above or below several columns is a column of its own."""
    above, left, right, below = _widest_band(seen)
    if not left:
        if seen:
            yield seen
        return
    for part in (above, left, right, below):
        yield from _columns(part)


def _widest_band(seen: list[Seen]) -> tuple[list[Seen], list[Seen], list[Seen], list[Seen]]:
    """The most lines that stand in two columns: what is above them, left, right and below. Else all is above."""
    rows = list(_rows(seen))
    best, found = 0, (seen, *_NOTHING)
    if len(rows) > _MOST_ROWS:
        return found
    for first in range(len(rows)):
        for last in range(len(rows), first + _LINES_IN_COLUMN - 1, -1):
            band = [each for row in rows[first:last] for each in row]
            if len(band) <= max(best, 2 * _LINES_IN_COLUMN - 1):
                break
            if sides := _sides(band):
                above, below = ([each for row in part for each in row] for part in (rows[:first], rows[last:]))
                best, found = len(band), (above, *sides, below)
                break
    return found


def _sides(seen: list[Seen]) -> tuple[list[Seen], list[Seen]] | None:
    """What stands left and right of the widest gutter that runs from top to bottom; None where there is none."""
    line = median(each.height for each in seen)
    ordered = sorted(seen, key=lambda each: each.left)
    edge, gutters = ordered[0].right, []
    for number, each in enumerate(ordered[1:], start=1):
        if each.left - edge >= _LEAST_GUTTER * line:
            gutters.append((each.left - edge, number))
        edge = max(edge, each.right)
    for _, number in sorted(gutters, reverse=True):
        left, right = ordered[:number], ordered[number:]
        if _is_column(left, line) and _is_column(right, line) and _stand_side_by_side(left, right):
            return left, right
    return None


def _is_column(seen: list[Seen], line: float) -> bool:
    return len(seen) >= _LINES_IN_COLUMN and median(each.width for each in seen) >= _LEAST_COLUMN * line


def _stand_side_by_side(left: list[Seen], right: list[Seen]) -> bool:
    top = max(min(each.box[1] for each in side) for side in (left, right))
    bottom = min(max(each.box[3] for each in side) for side in (left, right))
    return bottom > top


def _lines(column: list[Seen]) -> Iterator[SeenLine]:
    rows = list(_rows(column))
    if not rows:
        return
    margin = min(each.left for each in column)
    letter = median(each.letter for each in column)
    usual = _usual_distance(rows)
    above: list[Seen] | None = None
    for row in rows:
        distance = _middle(row) - _middle(above) if above else 0.0
        blanks = min(round(distance / usual) - 1, _MOST_BLANKS) if distance > _BLANK * usual else 0
        yield SeenLine(_written(row, margin, letter), tuple(row), blanks)
        above = row


def _rows(column: list[Seen]) -> Iterator[list[Seen]]:
    """The boxes of each line, from left to right; the lines from top to bottom."""
    row: list[Seen] = []
    for each in sorted(column, key=lambda each: each.middle):
        if row and not _share_a_line(row, each):
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(each)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _share_a_line(row: list[Seen], each: Seen) -> bool:
    top, bottom = min(other.box[1] for other in row), max(other.box[3] for other in row)
    shared = min(bottom, each.box[3]) - max(top, each.box[1])
    is_free = all(other.right <= each.left or each.right <= other.left for other in row)
    return is_free and shared > _SAME_LINE * min(bottom - top, each.height)


def _middle(row: list[Seen]) -> float:
    return median(each.middle for each in row)


def _usual_distance(rows: list[list[Seen]]) -> float:
    """The distance of two lines of one stanza: among the smaller ones, and never less than a line is high."""
    distances = sorted(_middle(lower) - _middle(upper) for upper, lower in pairwise(rows))
    height = median(each.height for row in rows for each in row)
    return max(distances[len(distances) // 4], height) if distances else max(height, 1e-9)


def _written(row: list[Seen], margin: float, letter: float) -> str:
    """The words of a line with the spaces before and between them, counted in letters."""
    text, edge = "", margin
    for each in row:
        spaces = min(round((each.left - edge) / letter), _MOST_SPACES) if letter > 0 else 0
        text += " " * max(spaces, 1 if text else 0) + each.text.strip()
        edge = each.right
    return text
