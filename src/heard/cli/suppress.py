"""Hide the small numbers of a table, and as many others as it takes that none of them can be worked out.

COUNTS is a table (CSV, XLSX): names of rows in the first column, names of columns in the first row, counts in between,
with or without totals (called Total). z stands where there can be no number, x where it is not known. Three files are
written to the folder named with --out: table.csv, which may be published; accounting.txt, which says in plain words
what was hidden and why, for your eyes only; and accounting.json. Nothing is sent anywhere.

  heard suppress attendance.csv --out to-publish
  heard suppress attendance.csv --against as-published-before.csv --round 5 --out to-publish
"""

import argparse
import sys
from pathlib import Path

SUMMARY = "hide small numbers in a table of counts, and what would give them away"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from heard.text.suppression import THRESHOLD

    parser.add_argument("counts", type=Path, metavar="COUNTS", help="the table of counts")
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="DIR",
        help="the folder for the result: new, empty, or an earlier result",
    )
    parser.add_argument(
        "--threshold",
        type=int,
        default=THRESHOLD,
        metavar="N",
        help=f"hide numbers below this (default {THRESHOLD})",
    )
    parser.add_argument("--round", type=int, metavar="N", help="round what is shown to multiples of this")
    parser.add_argument(
        "--against",
        type=Path,
        action="append",
        default=[],
        metavar="EARLIER",
        help="an edition of the same table that was published before; may be given several times",
    )


def run(arguments: argparse.Namespace) -> int:
    from heard.cli.progress import show_progress
    from heard.text.analysis.output_folder import check_folder, write_folder
    from heard.text.safe_tables.report import ACCOUNTING, FILES, PRIVATE, TABLE, TEXT, files_of, summary_of
    from heard.text.safe_tables.safe_copy import make_safe_copy

    check_folder(arguments.out, FILES, ACCOUNTING)
    with show_progress() as progress:
        copy = make_safe_copy(arguments.counts, arguments.threshold, arguments.round, arguments.against, progress)
    write_folder(arguments.out, files_of(copy), FILES, ACCOUNTING, PRIVATE)
    for warning in copy.warnings:
        print(f"Please note: {warning}", file=sys.stderr)
    print(summary_of(copy))
    print(f"Publish {arguments.out / TABLE}. Read {arguments.out / TEXT}, and keep it to yourselves.")
    return 0
