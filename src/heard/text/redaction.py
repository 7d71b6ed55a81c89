"""Redaction: put other words in the place of some, and keep the way back.

The original is not changed. `redact` gives a new text and a map with which any place in it can be walked back to the
original's characters and forth again, so that a quotation of the new text stays anchored in what was really said.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from heard.text.errors import BadInput
from heard.text.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """The characters of the original at `span` give way to `text`."""

    span: Span
    text: str


@dataclass(frozen=True)
class Redacted:
    """A text with replacements made, and its map to the original. Offsets are code points in either text.

    `replacements` are in order and never overlap; their spans are of the original.
    """

    text: str
    replacements: tuple[Replacement, ...] = ()

    @cached_property
    def places(self) -> tuple[Span, ...]:
        """Where each replacement's words stand in the redacted text."""
        shift, places = 0, []
        for replacement in self.replacements:
            start = replacement.span.start + shift
            places.append(Span(start, start + len(replacement.text)))
            shift += len(replacement.text) - len(replacement.span)
        return tuple(places)

    def to_original(self, span: Span) -> Span:
        """The characters of the original behind `span` of the redacted text; the whole of any identifier it touches."""
        return _widened(span, self.places, tuple(replacement.span for replacement in self.replacements))

    def to_redacted(self, span: Span) -> Span:
        """The place in the redacted text of `span` of the original; the whole of any replacement it touches."""
        return _widened(span, tuple(replacement.span for replacement in self.replacements), self.places)


def redact(text: str, replacements: Iterable[Replacement]) -> Redacted:
    """`text` with `replacements` made, all at once. They may come in any order but must not overlap."""
    ordered = tuple(sorted(replacements))
    _check(ordered, len(text))
    pieces, end = [], 0
    for replacement in ordered:
        pieces += [text[end : replacement.span.start], replacement.text]
        end = replacement.span.end
    return Redacted("".join([*pieces, text[end:]]), ordered)


def longest_first(spans: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` without those that overlap a longer one, in order; of two as long, the earlier stays."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (-len(span), span.start)):
        if len(span) and not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def _check(ordered: tuple[Replacement, ...], length: int) -> None:
    end = 0
    for replacement in ordered:
        if not len(replacement.span):
            raise BadInput(
                f"A redaction must cover at least one character; the one at {replacement.span.start} covers none."
            )
        if replacement.span.start < end:
            raise BadInput(
                f"Two redactions overlap at character {replacement.span.start}. Join them, or leave one out."
            )
        end = replacement.span.end
    if end > length:
        raise BadInput(f"A redaction ends at character {end}, but the text has only {length}.")


def _widened(span: Span, here: tuple[Span, ...], there: tuple[Span, ...]) -> Span:
    """`span` carried to the other text: exact between replacements, widened to the whole of those it touches."""
    starts = [place.start for place in here]
    start = _carry_start(span.start, starts, here, there)
    return Span(start, _carry_end(span.end, starts, here, there) if len(span) else start)


def _carry_start(at: int, starts: list[int], here: tuple[Span, ...], there: tuple[Span, ...]) -> int:
    last = bisect_right(starts, at) - 1
    if last < 0:
        return at
    return there[last].start if at < here[last].end else at - here[last].end + there[last].end


def _carry_end(at: int, starts: list[int], here: tuple[Span, ...], there: tuple[Span, ...]) -> int:
    # Looking left of the end, so that words taken out without replacement just after a span stay outside it.
    last = bisect_left(starts, at) - 1
    if last < 0:
        return at
    return there[last].end if at <= here[last].end else at - here[last].end + there[last].end
