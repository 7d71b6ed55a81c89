"""Find which codes of a codebook apply to which answers, with a probability for each, and “none” where none does.

RESPONSES is a table (CSV, XLSX) with the columns id and text; CODEBOOK one with code and label, and description where
there is one. Where both have a column group, an answer meets only the codes of its own group. Four files are written
to the folder named with --out: matches.csv has every answer with every code, answers.csv one row an answer, next.csv
what to code by hand next, and accounting.json what became of everything. Nothing is sent anywhere.

  heard match answers.csv codebook.csv --out coded
  heard match answers.csv codebook.csv --examples coded-by-hand.csv --out coded
"""

import argparse
import sys
from pathlib import Path

SUMMARY = "find which codes of a codebook apply to which answers, and learn from examples"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("responses", type=Path, metavar="RESPONSES", help="the table of answers: id, text[, group]")
    parser.add_argument(
        "codebook", type=Path, metavar="CODEBOOK", help="the table of codes: code, label[, description][, group]"
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="DIR",
        help="the folder for the result: new, empty, or an earlier result",
    )
    parser.add_argument(
        "--examples",
        type=Path,
        metavar="TABLE",
        help="answers that an analyst has coded: text, code[, group]; a row for each code, a blank code for none",
    )
    parser.add_argument("--single-label", action="store_true", help="give every answer exactly one code")


def run(arguments: argparse.Namespace) -> int:
    from heard.cli.progress import show_progress
    from heard.text.analysis.output_folder import check_folder, write_folder
    from heard.text.matching import match_answers
    from heard.text.matching.accounting import account_for, tell_accounting
    from heard.text.matching.output_files import ACCOUNTING, FILES, MATCHES, files_of
    from heard.text.matching.tables import read_input

    check_folder(arguments.out, FILES, ACCOUNTING)
    given = read_input(arguments.responses, arguments.codebook, arguments.examples)
    with show_progress() as progress:
        matching = match_answers(
            given.answers, given.codes, given.examples, single_label=arguments.single_label, progress=progress
        )
    account = account_for(given, matching)
    write_folder(arguments.out, files_of(matching, account), FILES, ACCOUNTING)
    for warning in account["warnings"]:
        print(f"Please note: {warning}", file=sys.stderr)
    print(tell_accounting(account["accounting"]))
    print(f"See {arguments.out / MATCHES}")
    return 0
