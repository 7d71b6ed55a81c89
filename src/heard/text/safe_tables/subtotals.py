"""Sums in a table that are not called totals: from a subtotal, or a second breakdown, hidden numbers are worked out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

from heard.text.analysis.wording import listed
from heard.text.safe_tables.counts import CountsTable, folded

MOST_TRIED = 20_000
"""So many groups of rows or columns are added up; of a longer table, only the smaller groups."""

TOLD, REFUSED = 0.5, 0.001
"""A sum that chance would bring about less often than this in the table is told, or refused."""

_ADVICE = (
    "Hidden numbers could be worked out from a subtotal: leave it out, or call it “Total” if it is the sum of all."
)
_TWICE = "If both count the same people, hidden numbers could be worked out: make a table of each."


@dataclass(frozen=True, slots=True)
class FoundSum:
    """What adds up to what, in a sentence with advice."""

    sentence: str
    may_be_chance: bool


@dataclass(frozen=True, slots=True)
class _Lines:
    """The rows of a table or its columns, totals aside: names, and numbers with 0 where there is none."""

    what: str
    names: Sequence[str]
    counts: Sequence[tuple[int, ...]]


def find_sums(table: CountsTable) -> Iterator[FoundSum]:
    """Every row or column that is the sum of others, and any two stretches of them with the same sum.

    A sum of neighbours may be chance where but one of its numbers agrees, another where the numbers are few and small.
    """
    for lines in (
        _Lines("row", table.row_names, list(map(tuple, table.counts))),
        _Lines("column", table.column_names, list(zip(*table.counts, strict=True))),
    ):
        beside = dict(_sums_of_neighbours(lines))
        yield from beside.values()
        yield from _sums_of_others(lines, beside)
        yield from _stretches_alike(lines)


def _sums_of_neighbours(lines: _Lines) -> Iterator[tuple[int, FoundSum]]:
    places = range(len(lines.names))
    for at in places:
        for run in (places[:at][::-1], places[at + 1 :]):
            last = _end_of_sum(lines.counts, at, run)
            if last is None:
                continue
            first, end = sorted((run[0], last))
            name, agreeing = lines.names[at], sum(count > 0 for count in lines.counts[at])
            of = f"{lines.what}s “{lines.names[first]}” to “{lines.names[end]}”"
            is_named = folded(name).startswith(("all ", "total ", "whole "))
            sentence = f"The {lines.what} “{name}” is the sum of the {of}. {_ADVICE}"
            yield at, FoundSum(sentence, may_be_chance=agreeing < 2 and not is_named)


def _end_of_sum(counts: Sequence[tuple[int, ...]], at: int, run: Sequence[int]) -> int | None:
    """The place in `run` up to which its lines, two at least that hold something, add up to the line `at`."""
    added, filled = [0] * len(counts[at]), 0
    for place in run:
        added = [one + other for one, other in zip(added, counts[place], strict=True)]
        filled += any(counts[place])
        if tuple(added) == counts[at]:
            return place if filled > 1 else None
        if any(one > other for one, other in zip(added, counts[at], strict=True)):
            return None
    return None


def _sums_of_others(lines: _Lines, but: dict[int, FoundSum]) -> Iterator[FoundSum]:
    """Sums of lines that are not beside them."""
    wanted: dict[tuple[int, ...], list[int]] = {}
    for place, line in enumerate(lines.counts):
        if place not in but:
            wanted.setdefault(line, []).append(place)
    filled = [place for place, line in enumerate(lines.counts) if any(line)]
    tried = 0
    for size in range(2, len(filled)):
        tried += comb(len(filled), size)
        if tried > MOST_TRIED:
            return
        for group in combinations(filled, size):
            added = _added(lines.counts, group)
            chance = tried * len(filled) * _chance_of(added)
            for place in wanted.get(added, ()) if chance < TOLD else ():
                of = listed([lines.names[own] for own in group])
                sentence = f"The {lines.what} “{lines.names[place]}” is the sum of the {lines.what}s {of}. {_ADVICE}"
                yield FoundSum(sentence, may_be_chance=chance >= REFUSED)


def _stretches_alike(lines: _Lines) -> Iterator[FoundSum]:
    """Two stretches, each of at least two lines that hold something, that add up to the same: the same people twice."""
    filled = [place for place, line in enumerate(lines.counts) if any(line)]
    longest = max(2, MOST_TRIED // max(1, len(filled)))
    seen: dict[tuple[int, ...], tuple[int, int]] = {}
    for end in range(1, len(filled)):
        for start in range(end - 1, max(-1, end - longest), -1):
            added = _added(lines.counts, filled[start : end + 1])
            before = seen.setdefault(added, (start, end))
            chance = comb(len(filled), 4) * _chance_of(added)
            if before[1] < start and chance < TOLD:
                one, other = (
                    f"“{lines.names[filled[first]]}” to “{lines.names[filled[last]]}”"
                    for first, last in (before, (start, end))
                )
                sentence = f"The {lines.what}s {one} add up to the same as {other}. {_TWICE}"
                yield FoundSum(sentence, may_be_chance=chance >= REFUSED)


def _added(counts: Sequence[tuple[int, ...]], group: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(counts[place] for place in group), strict=True)))


def _chance_of(added: Sequence[int]) -> float:
    """About how often another sum of this size is this very one."""
    return prod(1 / (1 + count) for count in added if count)
