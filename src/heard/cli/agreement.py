"""Say how far people who coded the same words independently of each other agree, beyond chance.

CODINGS is a table (CSV, XLSX) with a row for each code that somebody gave: unit, coder and code; or, for passages
marked in texts, source, coder, code, start and end, in characters. A row with a blank code says that the coder looked
and gave none. Nothing is sent anywhere.

  heard agreement codings.csv
  heard agreement marked-passages.csv --json
"""

import argparse
import json
import sys
from pathlib import Path

SUMMARY = "say how far people who coded the same words agree, beyond chance"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "codings", type=Path, metavar="CODINGS", help="the table: unit, coder, code; or source, coder, code, start, end"
    )
    parser.add_argument("--json", action="store_true", help="print every coefficient as JSON")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another seed for the intervals (default 0)")


def run(arguments: argparse.Namespace) -> int:
    from heard.text.agreement.codings import read_codings
    from heard.text.agreement.report import report_agreement, report_as_json, report_lines
    from heard.text.errors import BadInput

    if arguments.seed < 0:
        raise BadInput(f"--seed must be a number from 0; {arguments.seed} was given.")
    report = report_agreement(read_codings(arguments.codings), seed=arguments.seed)
    for warning in report.warnings:
        print(f"Please note: {warning}", file=sys.stderr)
    if arguments.json:
        print(json.dumps(report_as_json(report), ensure_ascii=False, indent=2))
    else:
        print(*report_lines(report), sep="\n")
    return 0
