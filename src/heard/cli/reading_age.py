"""Say to readers of what age a text in English comes easily, and which of its sentences raise that age.

FILE is a text or a document (Word, OpenDocument, PDF, web page, …). The age is given by two formulas, Flesch-Kincaid
and SMOG; each looks at the length of sentences and words and at nothing else. Nothing is sent anywhere.

  heard reading-age young-peoples-version.docx
  heard reading-age young-peoples-version.docx --most 30 --json
"""

import argparse
import json
import sys
from pathlib import Path

SUMMARY = "say to readers of what age a text comes easily, and which sentences raise it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the text or document")
    parser.add_argument(
        "--most", type=int, default=10, metavar="N", help="show at most so many of the hardest sentences (default 10)"
    )
    parser.add_argument("--json", action="store_true", help="print everything that was measured as JSON")


def run(arguments: argparse.Namespace) -> int:
    from heard.text.errors import BadInput
    from heard.text.readers import read
    from heard.text.reading_age import measure_source
    from heard.text.reading_age.report import cautions_for, lines_of, measured_as_json

    if arguments.most < 0:
        raise BadInput(f"--most must be a number from 0; {arguments.most} was given.")
    if arguments.file.is_dir():
        raise BadInput(f"“{arguments.file}” is a folder. Give the name of one file in it.")
    source = read(arguments.file)
    measured = measure_source(source)
    warnings = (*source.warnings, *cautions_for(measured, source.text))
    for warning in warnings:
        print(f"Please note: {warning}", file=sys.stderr)
    if arguments.json:
        print(
            json.dumps(measured_as_json(measured, source.text, arguments.most, warnings), ensure_ascii=False, indent=2)
        )
    else:
        print(*lines_of(measured, source.text, arguments.most), sep="\n")
    return 0
