"""A text cut into pieces where marks begin and end, for showing marks that may overlap without losing a character."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from heard.text.spans import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark(Generic[T]):
    """Something said about a stretch of a text."""

    span: Span
    says: T


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A run of a text over which the same marks hold; `begins` are those among them that start with it."""

    text: str
    span: Span
    marks: tuple[Mark[T], ...] = ()

    @property
    def says(self) -> tuple[T, ...]:
        return tuple(mark.says for mark in self.marks)

    @property
    def begins(self) -> tuple[Mark[T], ...]:
        return tuple(mark for mark in self.marks if mark.span.start == self.span.start)


def cut_at_marks(text: str, marks: Iterable[Mark[T]]) -> list[Piece[T]]:
    """The pieces of `text`, which joined are `text`; each carries the marks that cover it, in the order given."""
    covering = [mark for mark in marks if len(mark.span) and mark.span.end <= len(text)]
    edges = sorted({0, len(text)}.union(*({mark.span.start, mark.span.end} for mark in covering)))
    spans = [Span(start, end) for start, end in pairwise(edges)]
    return [Piece(span.of(text), span, tuple(mark for mark in covering if mark.span.covers(span))) for span in spans]
