"""Replace what identifies people in testimony, consistently, and report what may still identify them.

Give a table (CSV, XLSX) or JSON lines with `id` and `text`, a document, or a folder of them; --id and --column name the
columns of a table that calls them something else. Three files are written to
the folder named with --out, readable by you alone because they hold the original words: redactions.jsonl, residue.jsonl
(what a person should still look at) and summary.json. Nothing is sent anywhere, and no machine finds everything: read
before you publish.

  heard deidentify chat.csv --roster session-3.csv --out redacted
  heard deidentify answers.xlsx --column "What would have helped?" --id reference --out redacted
  heard deidentify letters/ --out redacted --key inquiry.key.json
"""

import argparse
import sys
from pathlib import Path

from heard.cli.testimony import add_testimony_arguments, collect

SUMMARY = "replace what identifies people in testimony, consistently, and say what may be left"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_testimony_arguments(parser)
    parser.add_argument(
        "--roster", type=Path, metavar="CSV", help="who and what may be mentioned: columns name, kind, aliases"
    )
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="go on from the replacements in FILE and keep them there; whoever has it can undo the work",
    )
    parser.add_argument(
        "--fast", action="store_true", help="rules and lists only, over ten times as fast; finds fewer names"
    )


def run(arguments: argparse.Namespace) -> int:
    from heard.cli.progress import show_progress
    from heard.text.analysis.wording import counted
    from heard.text.deidentification import deidentify, read_roster
    from heard.text.deidentification.records import check_folder, read_key, write_key, write_result
    from heard.text.deidentification.residual import find_residue

    check_folder(arguments.out)
    roster = read_roster(arguments.roster) if arguments.roster else None
    replacements = read_key(arguments.key) if arguments.key else None
    collected = collect(arguments, "de-identify")
    texts = [testimony.text for testimony in collected.testimony]
    redactions = []
    with show_progress() as progress:
        for redaction in deidentify(texts, roster, fast=arguments.fast, replacements=replacements):
            redactions.append(redaction)
            progress("De-identifying", len(redactions), len(texts))
    residue = list(find_residue(redactions))
    write_result(arguments.out, collected, redactions, residue, {"fast": arguments.fast, "roster": roster is not None})
    if arguments.key and replacements is not None:
        write_key(arguments.key, replacements)
    for warning in collected.warnings:
        print(f"Please note: {warning}", file=sys.stderr)
    marked = sum(bool(redaction.spans) for redaction in redactions)
    print(f"Of {counted(len(texts), 'text')}, {marked:,} had something replaced. {_tell_residue(len(residue))}")
    print(
        f"Read {arguments.out / 'redactions.jsonl'} and {arguments.out / 'residue.jsonl'} before anything is published."
    )
    return 0


def _tell_residue(places: int) -> str:
    """What the second look found. Nothing found is not nothing there."""
    from heard.text.analysis.wording import counted

    if not places:
        return "The second look noticed nothing more; it misses some, so read every text."
    return f"{counted(places, 'place')} may still identify somebody."
