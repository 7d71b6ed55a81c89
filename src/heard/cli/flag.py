"""Say which messages somebody must read today, because they may tell of harm, and why.

PATH is JSON lines or a table (CSV, XLSX) with id and text, a document, or a folder of them. Two files are written to
the folder named with --out, readable by you alone: flags.jsonl, with id, flagged, score and reasons for every text in
their order, and accounting.json. English only: a text in another language is flagged for a person who can read it.
Nothing is sent anywhere, and no machine finds everything: what is not flagged is read later, not never.

  heard flag messages.jsonl --out flags
  heard flag answers.xlsx --column "Is there anything else?" --id reference --out flags
"""

import argparse
import sys

from heard.cli.testimony import add_testimony_arguments, collect

SUMMARY = "say which messages may tell of harm, so that somebody reads them today"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_testimony_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    from heard.cli.progress import show_progress
    from heard.text.analysis.output_folder import check_folder
    from heard.text.analysis.wording import counted
    from heard.text.safeguarding import flag_texts
    from heard.text.safeguarding.output_files import ACCOUNTING, FILES, FLAGS, write_flags

    check_folder(arguments.out, FILES, ACCOUNTING)
    collected = collect(arguments, "look at")
    flags = []
    with show_progress() as progress:
        for flag in flag_texts(statement.text for statement in collected.testimony):
            flags.append(flag)
            progress("Looking for signs of harm", len(flags), len(collected.testimony))
    write_flags(arguments.out, collected, flags)
    for warning in collected.warnings:
        print(f"Please note: {warning}", file=sys.stderr)
    flagged = sum(flag.flagged for flag in flags)
    print(f"Of {counted(len(flags), 'text')}, {flagged:,} should be read by somebody today.")
    print(f"{arguments.out / FLAGS} says which, and why. The others may still tell of harm: read them too.")
    return 0
