"""Who says what, as the report shows it: counts and shares by group, with what is hidden shown as hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from heard.text.analysis.result import Comparison
from heard.text.analysis.wording import counted, percentage

_TELLING = 10  # percentage points from everyone's share; less is noise in most inquiries
_MOST_FINDINGS = 6
_MOST_SILENCES = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A count (None: hidden), its share of the group in words, and its bar in percent of the longest bar."""

    count: int | None
    share: str = ""
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    anchor: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GroupsView:
    column: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...]
    description: str
    findings: tuple[str, ...]
    hidden: str
    silence: str
    silences: tuple[str, ...]
    more_silences: str


def view_groups(comparison: Comparison, labels: Mapping[str, str]) -> GroupsView:
    table = comparison.table
    sizes = (table.total, *table.column_totals)
    rows = [(everyone, *counts) for everyone, counts in zip(table.row_totals, table.counts, strict=True)]
    highest = max(share for row in rows for share in map(_share, row, sizes))
    silences = _silences(comparison, labels)
    return GroupsView(
        column=comparison.column,
        names=comparison.groups,
        rows=tuple(
            Row(
                labels[theme] if theme else "Fits no theme",
                f"theme-{theme}" if theme else "none",
                tuple(_cell(count, size, highest) for count, size in zip(row, sizes, strict=True)),
            )
            for theme, row in zip(comparison.rows, rows, strict=True)
        ),
        totals=tuple(map(Cell, sizes)),
        description=(
            f"{counted(table.total, 'answer')} that say something, by “{comparison.column}”. Here everybody who "
            "answered is counted, those who sent the same letter included."
        ),
        findings=_telling(comparison, labels),
        hidden=_explain_hidden(comparison),
        silence=_explain_silence(comparison, silences),
        silences=silences[:_MOST_SILENCES],
        more_silences=_tell_more(len(silences) - _MOST_SILENCES),
    )


def _share(count: int | None, whole: int | None) -> float:
    return count / whole if count and whole else 0.0


def _cell(count: int | None, whole: int | None, highest: float) -> Cell:
    # Beside a hidden total a share would give the total away.
    if count is None or not whole:
        return Cell(count)
    return Cell(count, percentage(count, whole), round(100 * count / whole / highest, 2))


def _telling(comparison: Comparison, labels: Mapping[str, str]) -> tuple[str, ...]:
    """The clearest differences between a group and everyone, among the numbers that are shown."""
    found: list[tuple[float, str]] = []
    table = comparison.table
    for theme, counts, everyone in zip(comparison.rows, table.counts, table.row_totals, strict=True):
        for group, count, size in zip(comparison.groups, counts, table.column_totals, strict=True):
            if theme is None or count is None or not size:
                continue
            apart = 100 * count / size - 100 * everyone / table.total
            if abs(apart) >= _TELLING:
                more = "more" if apart > 0 else "less"
                share, usual = percentage(count, size), percentage(everyone, table.total)
                sentence = (
                    f"{group}: {more} than others about “{labels[theme]}” ({share}, against {usual} of everyone)."
                )
                found.append((-abs(apart), sentence))
    return tuple(sentence for _, sentence in sorted(found)[:_MOST_FINDINGS])


def _explain_hidden(comparison: Comparison) -> str:
    if not comparison.table.hides_something:
        return ""
    fewer = f"fewer than {comparison.table.threshold}"
    return (
        f"c: {fewer}, hidden so that nobody can be recognised. Where a number of {fewer} could be worked out from the "
        "others, another number beside it is hidden too."
    )


def _silences(comparison: Comparison, labels: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each group that is missing from a theme, the least likely first.

    Among very many answers chance explains hardly any difference, so only half of the usual number is worth a sentence.
    Of a hidden number it is asked whether the largest that it could be is so few.
    """
    found: list[str] = []
    threshold = comparison.table.threshold
    for silence in comparison.silences:
        theme = comparison.rows[silence.row]
        most = threshold - 1 if silence.count is None else silence.count
        if theme is not None and most <= silence.expected / 2:  # to be missing from what fits no theme means nothing
            count = f"fewer than {threshold}" if silence.count is None else f"{silence.count:,}"
            said = f"{comparison.groups[silence.column]}: {count} about “{labels[theme]}”"
            found.append(f"{said}, where {silence.expected:,.0f} would be usual.")
    return tuple(found)


def _explain_silence(comparison: Comparison, silences: Sequence[str]) -> str:
    unknown = " Of a group whose size is hidden nothing can be said." if None in comparison.table.column_totals else ""
    if not silences:
        return f"No group speaks about a theme less than half as often as everybody does, beyond chance.{unknown}"
    return (
        "These groups speak about a theme less than half as often as everybody does, and chance does not explain it. "
        f"That is a reason to ask them, not a finding: perhaps nobody put the question to them.{unknown}"
    )


def _tell_more(more: int) -> str:
    return f"And {more:,} more: see “silences” in analysis.json." if more > 0 else ""
