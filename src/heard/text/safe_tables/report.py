"""What was hidden and why, in plain words and as data; and the table. Reference: docs/reference/suppress.md."""

import csv
import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from io import StringIO
from typing import Any

from heard.text.analysis.wording import counted
from heard.text.safe_tables.safe_copy import SafeCopy
from heard.text.spreadsheet_cells import harmless
from heard.text.suppression.showing import Symbol

TABLE, TEXT, ACCOUNTING = "table.csv", "accounting.txt", "accounting.json"
FILES = (TABLE, TEXT, ACCOUNTING)
PRIVATE = (TEXT, ACCOUNTING)
_MEANING = {
    Symbol.SUPPRESSED: "hidden: small numbers, and others with them, so that nobody can be recognised",
    Symbol.ROUNDS_TO_ZERO: "rounds to 0, but is not 0",
    Symbol.NOT_AVAILABLE: "not available",
    Symbol.NOT_APPLICABLE: "not applicable: there can be no such number",
}


def files_of(copy: SafeCopy) -> dict[str, Iterable[bytes]]:
    """Each file's name, and its bytes."""
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(map(harmless, [copy.given.corner, *copy.given.columns]))
    writer.writerows([harmless(name), *cells] for name, cells in zip(copy.given.rows, copy.cells, strict=True))
    return {
        TABLE: [lines.getvalue().encode("utf-8", "replace")],
        TEXT: [("\n".join(lines_of(copy)) + "\n").encode("utf-8", "replace")],
        ACCOUNTING: [(json.dumps(accounting_of(copy), ensure_ascii=False, indent=1) + "\n").encode()],
    }


def hidden_counts(copy: SafeCopy) -> Iterator[tuple[str, str, str]]:
    """The row, the column and the reason of each count that is hidden, totals aside."""
    for i, row in enumerate(copy.given.row_names):
        for j, column in enumerate(copy.given.column_names):
            if copy.published.counts[i][j] is None:
                yield row, column, _reason(copy, i, j)


def _reason(copy: SafeCopy, i: int, j: int) -> str:
    if copy.given.count(i, j) < copy.published.threshold:
        return "small"
    return "hidden before" if (i, j) in copy.published.stays else "would give others away"


def accounting_of(copy: SafeCopy) -> dict[str, Any]:
    """The sum as data: counts = shown + small + hidden_before + would_give_others_away + no_number."""
    reasons = [reason for _, _, reason in hidden_counts(copy)]
    counts = sum(map(len, copy.published.counts))
    no_number = len(copy.published.impossible)
    by_reason = {
        name.replace(" ", "_"): reasons.count(name) for name in ("small", "hidden before", "would give others away")
    }
    return {
        "accounting": {
            "counts": counts,
            "shown": counts - no_number - len(reasons),
            **by_reason,
            "no_number": no_number,
        },
        "totals_hidden": _totals_hidden(copy),
        "threshold": copy.published.threshold,
        "round": copy.round_to,
        "table": {"name": copy.given.name, "sha256": copy.given.sha256},
        "against": [{"name": own.name, "sha256": own.sha256} for own in copy.against],
        "heard": version("heard"),
        "warnings": list(copy.warnings),
    }


def _totals_hidden(copy: SafeCopy) -> int:
    """Of the totals that the table has."""
    given, published = copy.given, copy.published
    totals = published.row_totals if given.total_column is not None else ()
    totals += published.column_totals if given.total_row is not None else ()
    return sum(total is None for total in totals)


def summary_of(copy: SafeCopy) -> str:
    """What was done, in one or two sentences."""
    account = accounting_of(copy)["accounting"]
    small, besides = account["small"], account["hidden_before"] + account["would_give_others_away"]
    of = f"Of {counted(account['counts'], 'count')}, {account['shown']:,} {_is(account['shown'])} shown"
    if not small and not besides:
        return f"{of}; none is hidden."
    hidden = f"{small:,} {_is(small)} hidden because below {copy.published.threshold}"
    return f"{of}, {hidden} and {besides:,} so that nothing small can be worked out."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def lines_of(copy: SafeCopy) -> Iterator[str]:
    """The accounting for people to read."""
    threshold = copy.published.threshold
    yield "Keep this to yourselves: it tells which of the hidden numbers are small."
    yield f"What may be published is {TABLE}."
    yield ""
    yield f"{copy.given.name} adds up to {copy.published.total:,}. {summary_of(copy)}"
    if hidden := _totals_hidden(copy):
        yield f"Of its totals, {hidden:,} {_is(hidden)} hidden, too."
    if copy.given.total_row is None and copy.given.total_column is None:
        yield "The table has no totals. Nothing small can be worked out by somebody who knows them from elsewhere."
    if _stands(copy, Symbol.SUPPRESSED):
        yield (
            f"Checked: from all that is shown, every hidden number below {threshold} could still be anything from 0 to "
            f"{threshold - 1}."
        )
    for earlier in copy.against:
        yield (
            f"Compared with {earlier.name}: what was hidden there is hidden here, and of no number shown there can be "
            f"worked out that it changed by fewer than {threshold}, save that nothing changed in a whole row or column."
        )
    if copy.round_to > 1:
        yield (
            f"What is shown is rounded to the nearest {copy.round_to}, each number by itself, so rounded numbers may "
            "not add up to rounded totals."
        )
    yield from _hidden_lines(copy)
    yield from _symbol_lines(copy)
    yield ""
    yield "This protects one table. Another table of the same people (by region, then by age) is not compared with it,"
    yield "and a quotation beside the name of a small group is another matter."


def _hidden_lines(copy: SafeCopy) -> Iterator[str]:
    why = {
        "small": f"below {copy.published.threshold}",
        "hidden before": "hidden in an earlier edition",
        "would give others away": f"a small number{', or a small change,' if copy.against else ''} could be worked out",
    }
    hidden = list(hidden_counts(copy))
    if hidden:
        yield ""
        yield "Hidden:"
    for row, column, reason in hidden:
        yield f"  {row}, {column}: {why[reason]}"


def _symbol_lines(copy: SafeCopy) -> Iterator[str]:
    symbols = [f"  {symbol.value}  {meaning}" for symbol, meaning in _MEANING.items() if _stands(copy, symbol)]
    if symbols:
        yield ""
        yield "Print under the table:"
    yield from symbols


def _stands(copy: SafeCopy, symbol: Symbol) -> bool:
    return any(cell == symbol.value for row in copy.cells for cell in row)
