"""Coverage and silence: which evidence no theme rests on, and which groups are missing from a theme beyond chance."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma

from heard.text.segments.words import without
from heard.text.spans import Span
from heard.text.suppression import SuppressedTable, stays_open


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the evidence the themes rest on. `left` is the rest, in the order given."""

    evidence: int
    rested_on: int
    left: tuple[str, ...]


def find_coverage(evidence: Sequence[str], resting: Mapping[str, Collection[str]]) -> Coverage:
    """Which of the `evidence` (ids) no theme rests on; `resting[theme]` are the ids that the theme rests on.

    Raises `ValueError` where a theme rests on evidence that there is not.
    """
    used = {own for ids in resting.values() for own in ids}
    strange = used - set(evidence)
    if strange:
        raise ValueError(f"A theme rests on {sorted(strange)[0]!r}, which is not among the evidence.")
    left = tuple(own for own in evidence if own not in used)
    return Coverage(len(evidence), len(evidence) - len(left), left)


def uncoded_spans(text: str, coded: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches of a text on which no code rests, without white space at their ends."""
    rest = without(Span(0, len(text)), sorted(coded))
    return tuple(_trimmed(text, span) for span in rest if span.of(text).strip())


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


@dataclass(frozen=True, slots=True)
class Silence:
    """A group that spoke about a theme less than chance has it, by (row, column) of the table.

    `count` is None where it is hidden; `chance` is then that of the threshold less one, the most that it could be.
    `expected` is the count if the group had spoken like everybody else.
    """

    row: int
    column: int
    count: int | None
    expected: float
    chance: float


def find_silences(
    counts: Sequence[Sequence[int]], table: SuppressedTable, *, level: float = 0.05
) -> tuple[Silence, ...]:
    """The groups (columns) that are missing from themes (rows) of `table`, which was made of `counts`.

    One-sided hypergeometric tests, with the share of false finds held at `level` (Benjamini and Hochberg, 1995). Of a
    hidden small number no more is said than that it is small: it is taken for the largest it could be, one less than
    the threshold. Even that may let others be worked out, by what is said of it or by what is not; then nothing is said
    of any hidden number. Of groups whose size is hidden nothing is said at all.
    """
    tried = [
        _silence(table, i, j, group)
        for i in range(len(counts))
        for j, group in enumerate(table.column_totals)
        if group is not None and (i, j) not in table.impossible
    ]
    found = _below_level(tried, level)
    hidden = [(silence.row, silence.column) for silence in found if silence.count is None]
    small = {(i, j) for i, j in hidden if counts[i][j] < table.threshold}
    is_safe = stays_open(counts, table, small=small, large=set(hidden) - small)
    return tuple(own for own in found if own.count is not None or (is_safe and (own.row, own.column) in small))


def _silence(table: SuppressedTable, row: int, column: int, group: int) -> Silence:
    """How far a group falls short on a theme, by what is shown, or at the most it could be and still be small."""
    shown = table.counts[row][column]
    on_theme = table.row_totals[row]
    chance = _chance_of_at_most(table.threshold - 1 if shown is None else shown, table.total, on_theme, group)
    return Silence(row, column, shown, on_theme * group / table.total, chance)


def _chance_of_at_most(count: int, everybody: int, on_theme: int, in_group: int) -> float:
    """How likely a group drawn from everybody would have `count` or fewer on the theme: the hypergeometric sum.

    1 for a group that does not fall short at all, since its chance is never small.
    """
    least = max(0, on_theme + in_group - everybody)
    if count < least:
        return 0.0
    if count * everybody >= on_theme * in_group:
        return 1.0
    way = exp(
        _log_choose(on_theme, count)
        + _log_choose(everybody - on_theme, in_group - count)
        - _log_choose(everybody, in_group)
    )
    chance = 0.0
    # Below the middle each smaller number is less likely, so the sum may end where nothing is added.
    for some in range(count, least - 1, -1):
        if chance + way == chance:
            break
        chance += way
        way *= some * (everybody - on_theme - in_group + some) / ((on_theme - some + 1) * (in_group - some + 1))
    return min(1.0, chance)


def _log_choose(many: int, some: int) -> float:
    return lgamma(many + 1) - lgamma(some + 1) - lgamma(many - some + 1)


def _below_level(tried: Sequence[Silence], level: float) -> tuple[Silence, ...]:
    by_chance = sorted(tried, key=lambda silence: (silence.chance, silence.row, silence.column))
    passing = [rank for rank, silence in enumerate(by_chance, start=1) if silence.chance <= level * rank / len(tried)]
    return tuple(by_chance[: max(passing, default=0)])
