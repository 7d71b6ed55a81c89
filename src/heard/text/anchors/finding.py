"""Finding a quotation in a source: exactly if it can be, otherwise through what typing and typesetting change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from heard.text.anchors.folding import casefolded, fold, without_hyphens
from heard.text.anchors.readings import Readings, readings_of
from heard.text.errors import BadInput
from heard.text.segments import View
from heard.text.segments.words import without
from heard.text.spans import Source, Span


class Exactness(StrEnum):
    """How like its source a quotation is. In the order in which they are tried."""

    EXACT = "exact"  # character for character
    TYPOGRAPHY = (
        "typography"  # but for white space, marks, dashes, ligatures, the encoding of accents, hyphens at line ends
    )
    FURNITURE = "furniture"  # the same, with page furniture in the middle
    CASE = "case"  # but for capitals, too


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quotation stands in its source: from its first character to its last, and in which pieces.

    There is more than one piece where page furniture, or words the quotation says it leaves out, lie in between.
    """

    span: Span
    pieces: tuple[Span, ...]
    exactness: Exactness


def find_quotation(source: Source, quotation: str, *, near: int | None = None) -> tuple[Anchor, ...]:
    """Every place where the source says `quotation`, by the most exact way that finds any; none if it never does.

    In order, or the nearest to the offset `near` first. Raises BadInput where there are no words to look for.
    """
    wanted = quotation.replace("\r\n", "\n")
    if not wanted:
        raise BadInput("There are no words to look for.")
    anchors = next((found for found in anchors_by_way(readings_of(source), wanted) if found), [])
    if near is not None:
        anchors.sort(key=lambda anchor: (abs(anchor.span.start - near), anchor.span))
    return tuple(anchors)


def anchors_by_way(readings: Readings, wanted: str) -> Iterator[list[Anchor]]:
    """What each way of looking finds, the most exact first."""
    for way in WAYS:
        yield list(way(readings, wanted))


def find_nearest(source: Source, quotation: str, near: int = 0) -> Anchor | None:
    """The place nearest to the offset `near` where the source says `quotation`."""
    return next(iter(find_quotation(source, quotation, near=near)), None)


def occurrences(text: str, wanted: str) -> Iterator[int]:
    """Every offset at which `wanted` begins in `text`, also where two overlap."""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def folded_words(quotation: str) -> str:
    return fold(View.of(quotation)).text.strip()


def anchor_at(readings: Readings, span: Span, exactness: Exactness) -> Anchor:
    """The anchor of a span, in as many pieces as furniture cuts it into."""
    if exactness is Exactness.EXACT or not any(gap.overlaps(span) for gap in readings.furniture):
        return Anchor(span, (span,), exactness)
    pieces = [_trimmed(readings.source.text, piece) for piece in without(span, readings.furniture)]
    return Anchor(span, tuple(piece for piece in pieces if len(piece)), exactness)


def _find_exact(readings: Readings, wanted: str) -> Iterator[Anchor]:
    for at in occurrences(readings.source.text, wanted):
        span = Span(at, at + len(wanted))
        yield Anchor(span, (span,), Exactness.EXACT)


def _find_folded(readings: Readings, wanted: str) -> Iterator[Anchor]:
    for span in _spans_in(readings.whole, folded_words(wanted)):
        yield Anchor(span, (span,), Exactness.TYPOGRAPHY)


def _find_broken(readings: Readings, wanted: str) -> Iterator[Anchor]:
    for span in _spans_ignoring_line_ends(readings.source.text, readings.whole, readings.whole_without_hyphens, wanted):
        yield Anchor(span, (span,), Exactness.TYPOGRAPHY)


def _find_across_furniture(readings: Readings, wanted: str) -> Iterator[Anchor]:
    for span in _spans_in(readings.words, folded_words(wanted)):
        yield anchor_at(readings, span, Exactness.FURNITURE)


def _find_broken_across_furniture(readings: Readings, wanted: str) -> Iterator[Anchor]:
    for span in _spans_ignoring_line_ends(readings.source.text, readings.words, readings.words_without_hyphens, wanted):
        yield anchor_at(readings, span, Exactness.FURNITURE)


def _find_in_any_case(readings: Readings, wanted: str) -> Iterator[Anchor]:
    for span in _spans_in(readings.words_in_any_case, casefolded(fold(View.of(wanted))).text.strip()):
        yield anchor_at(readings, span, Exactness.CASE)


WAYS: tuple[Callable[[Readings, str], Iterator[Anchor]], ...] = (
    _find_exact,
    _find_folded,
    _find_broken,
    _find_across_furniture,
    _find_broken_across_furniture,
    _find_in_any_case,
)


def _spans_in(view: View, wanted: str) -> Iterator[Span]:
    for at in occurrences(view.text, wanted):
        yield view.span_of(at, at + len(wanted))


def _spans_ignoring_line_ends(text: str, view: View, bare: View, wanted: str) -> Iterator[Span]:
    """Words broken by a hyphen at a line end may be quoted with it or without; every other hyphen must be there."""
    quoted = folded_words(wanted)
    sought = without_hyphens(View.of(quoted)).text
    for at in occurrences(bare.text, sought):
        span = bare.span_of(at, at + len(sought))
        start, end = view.position_of(span.start), view.position_of(span.end)
        if _same_but_for_line_ends(text, view, start, end, quoted):
            yield span


def _same_but_for_line_ends(text: str, view: View, start: int, end: int, quoted: str) -> bool:
    at = 0
    for position in range(start, end):
        character = view.text[position]
        if quoted[at : at + 1] == character:
            at += 1
        elif character != "-" or "\n" not in view.span_of(position, position + 1).of(text):
            return False
    return at == len(quoted)


def _trimmed(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
