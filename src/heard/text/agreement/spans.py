"""Agreement on passages that the coders marked themselves: Krippendorff's unitised alpha.

Krippendorff, Mathet, Bouvry and Widlöcher, “On the reliability of unitizing textual continua: Further developments”,
*Quality & Quantity* 50 (2016), 2347–2364: the family uα, |uα, cuα, (k)uα, here over several texts that not every coder
need have read. Lengths are in characters. A character that no unit of a coder covers is a gap of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from heard.text.agreement.alpha import alpha, alpha_of_each
from heard.text.agreement.estimates import Estimate, Numbers, estimate
from heard.text.errors import BadInput
from heard.text.spans import Span

PASSAGE = 1_000
"""Texts are resampled in passages of at least this many characters, cut where no coder's unit would be cut through."""


@dataclass(frozen=True, slots=True)
class CodedSpan:
    """A passage that a coder gave a code."""

    span: Span
    code: str


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A text of `length` characters, and what each coder who read it marked in it: an empty list for nothing."""

    length: int
    marked: Mapping[str, Sequence[CodedSpan]]


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """The family of coefficients. The first three need codes that exclude each other, and are None where they do not.

    `marking_and_coding` (uα): the same places with the same codes. `marking` (|uα): the same places, whatever the code.
    `coding` (cuα): the same codes where two coders both marked something; `coverage` is the share of marked text where
    they did; `coding_of_each` ((k)uα): the same for one code against the others.
    `codes`: for each code alone, whether the same places were given it; codes may overlap.
    """

    marking_and_coding: Estimate | None
    marking: Estimate
    coding: Estimate | None
    coding_of_each: dict[str, float | None]
    coverage: float | None
    codes: dict[str, Estimate]


def agreement_on_spans(sources: Sequence[ReadSource], *, seed: int = 0) -> SpanAgreement:
    """How far the coders marked the same passages, and gave them the same codes.

    Texts that fewer than two coders read tell nothing. A coder's overlapping marks of one code are one mark. Raises
    `BadInput` for a mark that reaches outside its text or holds nothing.
    """
    read = [source for source in sources if len(source.marked) >= 2]
    for source in sources:
        _check(source)
    codes = sorted({mark.code for source in read for marks in source.marked.values() for mark in marks})
    marking = _estimate(_alike([_only(source, codes) for source in read]), seed)
    each = {code: _estimate(_alike([_only(source, [code]) for source in read]), seed) for code in codes}
    if any(_overlaps(source) for source in read):
        return SpanAgreement(None, marking, None, {}, None, each)
    counts = [_count(passage, codes) for source in read for passage in _passages(_merged(source))]
    return SpanAgreement(
        marking_and_coding=_estimate([count.everything for count in counts], seed),
        marking=marking,
        coding=_estimate([count.both_marked for count in counts], seed),
        coding_of_each=_coding_of_each(codes, counts),
        coverage=_coverage(counts),
        codes=each,
    )


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of a text, and each coder's units in it, in order, as (start, end, code)."""

    length: int
    units: tuple[tuple[tuple[int, int, str], ...], ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """What alpha needs of one passage, shape (3, values): agreeing, given, own. `everything` has the gap first."""

    everything: Numbers
    both_marked: Numbers


def _check(source: ReadSource) -> None:
    for coder, marks in source.marked.items():
        for mark in marks:
            if not len(mark.span) or mark.span.end > source.length:
                raise BadInput(
                    f"{coder} marked characters {mark.span.start} to {mark.span.end} "
                    f"of a text of {source.length} characters."
                )


def _only(source: ReadSource, codes: Sequence[str]) -> ReadSource:
    """The source with the marks of these codes, all of them called alike."""
    kept = {
        coder: [CodedSpan(mark.span, "") for mark in marks if mark.code in codes]
        for coder, marks in source.marked.items()
    }
    return ReadSource(source.length, kept)


def _alike(sources: Sequence[ReadSource]) -> list[Numbers]:
    """Counts of marked against not marked."""
    return [_count(passage, [""]).everything for source in sources for passage in _passages(_merged(source))]


def _merged(source: ReadSource) -> ReadSource:
    """The source with each coder's overlapping marks of one code made one, and all in order."""
    return ReadSource(source.length, {coder: _merged_marks(marks) for coder, marks in source.marked.items()})


def _merged_marks(marks: Sequence[CodedSpan]) -> list[CodedSpan]:
    merged: list[CodedSpan] = []
    for mark in sorted(marks, key=lambda mark: (mark.code, mark.span)):
        last = merged[-1] if merged else None
        if last and last.code == mark.code and last.span.overlaps(mark.span):
            merged[-1] = CodedSpan(Span(last.span.start, max(last.span.end, mark.span.end)), mark.code)
        else:
            merged.append(mark)
    return sorted(merged, key=lambda mark: mark.span)


def _overlaps(source: ReadSource) -> bool:
    return any(
        one.span.overlaps(other.span) for marks in _merged(source).marked.values() for one, other in pairwise(marks)
    )


def _passages(source: ReadSource) -> Iterator[_Passage]:
    """The source cut into passages; every unit lies whole in one of them."""
    marks = [(mark.span.start, mark.span.end) for own in source.marked.values() for mark in own]
    start, reach = 0, 0
    cuts = []
    for begin, end in [*sorted(marks), (source.length, source.length)]:
        while begin >= reach and max(reach, start + PASSAGE) <= begin:
            start = max(reach, start + PASSAGE)
            cuts.append(start)
        reach = max(reach, end)
    for first, last in pairwise(sorted({0, *cuts, source.length})):
        yield _Passage(
            last - first,
            tuple(
                tuple(
                    (mark.span.start - first, mark.span.end - first, mark.code)
                    for mark in own
                    if first <= mark.span.start < last
                )
                for own in source.marked.values()
            ),
        )


def _count(passage: _Passage, codes: Sequence[str]) -> _Count:
    places = {code: place for place, code in enumerate(codes, start=1)}
    others = len(passage.units) - 1
    everything, both = np.zeros((3, len(codes) + 1)), np.zeros((3, len(codes) + 1))
    for length, given in _stretches(passage, places):
        marked = given.copy()
        marked[0] = 0
        everything[0] += length * given * (given - 1) / others
        everything[1] += length * given
        both[0] += length * marked * (marked - 1) / others
        both[1] += length * marked * (marked.sum() - 1) / others
    everything[2, 0] = everything[1, 0]
    for coder, units in enumerate(passage.units):
        for start, end, code in units:
            everything[2, places[code]] += (end - start) ** 2
            both[2, places[code]] += sum(
                _covered(start, end, other) ** 2 / others for who, other in enumerate(passage.units) if who != coder
            )
    return _Count(everything, both[:, 1:])


def _stretches(passage: _Passage, places: Mapping[str, int]) -> Iterator[tuple[int, Numbers]]:
    """Stretches in which no unit begins or ends: how long each is, and how many coders gave it each value."""
    changes = [
        (at, place, step)
        for units in passage.units
        for start, end, code in units
        for at, place, step in ((start, places[code], 1), (end, places[code], -1))
    ]
    given = np.zeros(len(places) + 1)
    given[0] = len(passage.units)
    before = 0
    for at, place, step in [*sorted(changes), (passage.length, 0, 0)]:
        if at > before:
            yield at - before, given
            before = at
        given[place] += step
        given[0] -= step


def _covered(start: int, end: int, units: Sequence[tuple[int, int, str]]) -> int:
    """How many of the characters from `start` to `end` these units cover."""
    return sum(max(0, min(end, last) - max(start, first)) for first, last, _ in units)


def _estimate(counts: Sequence[Numbers], seed: int) -> Estimate:
    parts = np.array([count.ravel() for count in counts]) if counts else np.zeros((0, 3))
    return estimate(parts, lambda sums: alpha(*np.moveaxis(sums.reshape(len(sums), 3, -1), 1, 0)), seed=seed)


def _coding_of_each(codes: Sequence[str], counts: Sequence[_Count]) -> dict[str, float | None]:
    if not codes:
        return {}
    sums = np.sum([count.both_marked for count in counts], axis=0).reshape(3, 1, len(codes))
    found = alpha_of_each(*sums)[0]
    return {code: None if np.isnan(value) else float(value) for code, value in zip(codes, found, strict=True)}


def _coverage(counts: Sequence[_Count]) -> float | None:
    marked = sum(float(count.everything[1, 1:].sum()) for count in counts)
    return sum(float(count.both_marked[1].sum()) for count in counts) / marked if marked else None
