"""Small-number suppression: which counts of a table may be shown, so that nobody behind a small one can be recognised.

    table = suppress_small_numbers(counts)
    shown = [[show_count(count) for count in row] for row in table.counts]

`publish_table` does the same for a table that is published: small totals of rows are hidden too, and any number of
earlier editions is looked at. `suppress_next_edition` is for one, with public totals of rows. `next_number` is for a
number that stands alone.

A count below the threshold is hidden. Because totals are printed, a hidden count could be worked out by taking the
shown ones away from them; so more counts are hidden until nobody can. This is cell suppression with a feasibility
audit: see Hundepool and others, *Statistical Disclosure Control* (2012), chapter 4. The usual threshold of 10 follows
the practice of the Office for National Statistics and of the Department for Education. What it promises and what it
cannot: docs/explanation/suppression.md. Importing this loads nothing heavy.
"""

from heard.text.suppression.editions import next_number
from heard.text.suppression.publishing import Edition, PublishedTable, publish_table
from heard.text.suppression.showing import Symbol, round_counts, show_count
from heard.text.suppression.tables import (
    LOWEST_THRESHOLD,
    THRESHOLD,
    SuppressedTable,
    TooFewChanges,
    stays_open,
    suppress_next_edition,
    suppress_small_numbers,
)

__all__ = [
    "LOWEST_THRESHOLD",
    "THRESHOLD",
    "Edition",
    "PublishedTable",
    "SuppressedTable",
    "Symbol",
    "TooFewChanges",
    "next_number",
    "publish_table",
    "round_counts",
    "show_count",
    "stays_open",
    "suppress_next_edition",
    "suppress_small_numbers",
]
