"""What the charts of the report are made of: places and sizes, in percent across and in ems down. Drawn in charts.html.

Bars stretch with the page while letters keep their size, so the same drawing reads at 320 pixels and in print.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from heard.text.analysis.wording import percentage
from heard.text.saturation import Curve

LINE = 1.4  # ems from one line of a label to the next
BAR = 1.1
GAP = 1.1
WIDEST = 66.0  # percent of the width for the longest bar; its number stands beside it
LETTERS_ACROSS = 31  # a label's longest line, which fits a page of 320 pixels


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stacked bar, from `start` percent, `width` percent wide; `share` says the width in words."""

    key: str
    label: str
    count: int
    share: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label's lines (text and height in ems) above it and its number beside it."""

    lines: tuple[tuple[str, float], ...]
    number: str
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class BarChart:
    bars: tuple[Bar, ...]
    height: float


@dataclass(frozen=True, slots=True)
class CurveChart:
    """A line and the band around it, as points in a square of 100 by 100."""

    line: str
    band: str


def draw_curve(curve: Curve, highest: float) -> CurveChart:
    """A curve from 0 at the start; `highest` is the number at its upper edge."""
    line = _points(curve.middle, highest)
    band = [*_points(curve.high, highest), *reversed(_points(curve.low, highest))]
    return CurveChart(_joined(line), _joined(band))


def _points(values: Sequence[float], highest: float) -> list[tuple[float, float]]:
    along = [(0.0, 0.0), *((100 * (i + 1) / len(values), 100 * value / highest) for i, value in enumerate(values))]
    return [(x, 100 - y) for x, y in along]


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)


def stack_parts(parts: Sequence[tuple[str, str, int]]) -> tuple[Part, ...]:
    """Parts of one whole, given as key, label and count, side by side. Those of nought are left out."""
    whole = sum(count for _, _, count in parts)
    placed: list[Part] = []
    start = 0.0
    for key, label, count in parts:
        if count:
            width = 100 * count / whole
            placed.append(Part(key, label, count, percentage(count, whole), round(start, 3), round(width, 3)))
            start += width
    return tuple(placed)


def draw_bars(rows: Sequence[tuple[str, int, str]]) -> BarChart:
    """Horizontal bars for rows of label, count and the number as it is written."""
    most = max((count for _, count, _ in rows), default=1)
    bars: list[Bar] = []
    top = 0.0
    for label, count, number in rows:
        lines = wrap(label, LETTERS_ACROSS) or [""]
        places = tuple((line, round(top + LINE * (i + 0.75), 3)) for i, line in enumerate(lines))
        top += LINE * len(lines)
        bars.append(Bar(places, number, round(top + 0.15, 3), round(WIDEST * count / most, 3)))
        top += BAR + GAP
    return BarChart(tuple(bars), round(top, 3))
