"""Find the themes in answers or documents, with a report that leads every quotation back to where it was said.

Give files, folders, or a table (CSV, XLSX) with the column that holds the answers. Four files are written to the
folder named with --out: report.html to read; analysis.json, themes.csv and assignments.csv to work with. Nothing is
sent anywhere.

  heard analyse answers.csv --column answer --id reference --group region --out results
  heard analyse evidence/ --question "What would have helped?" --out results
"""

import argparse
import gc
import sys
from pathlib import Path

SUMMARY = "find the themes in answers and documents, with a report that leads back to the words"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from heard.text.suppression import THRESHOLD

    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, a folder or a table of answers")
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="DIR",
        help="the folder for the result: new, empty, or an earlier result",
    )
    parser.add_argument("--column", metavar="NAME", help="the column of a table that holds the answers")
    parser.add_argument(
        "--id", dest="id_column", metavar="NAME", help="the column that names each answer; else its row does"
    )
    parser.add_argument("--group", dest="group_column", metavar="NAME", help="the column of groups to compare")
    parser.add_argument(
        "--speaker",
        dest="speaker_column",
        metavar="NAME",
        help="the column that says who spoke, where one person may have given several answers",
    )
    parser.add_argument("--question", metavar="TEXT", help="what people were asked")
    parser.add_argument("--themes", type=int, metavar="N", help="how many themes to look for; else the answers decide")
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="another seed, another of the equally good results (default 0)"
    )
    parser.add_argument(
        "--threshold",
        type=int,
        default=THRESHOLD,
        metavar="N",
        help=f"hide counts of a group below this (default {THRESHOLD})",
    )


def run(arguments: argparse.Namespace) -> int:
    from heard.cli.progress import show_progress
    from heard.text.analysis import Request, analyse, write_analysis
    from heard.text.analysis.accounting import tell_accounting
    from heard.text.analysis.output_folder import check_folder

    check_folder(arguments.out)
    request = Request(
        paths=tuple(arguments.paths),
        column=arguments.column,
        id_column=arguments.id_column,
        group_column=arguments.group_column,
        speaker_column=arguments.speaker_column,
        question=arguments.question,
        themes=arguments.themes,
        seed=arguments.seed,
        threshold=arguments.threshold,
        out=arguments.out,
    )
    gc.disable()  # answers hold no cycles, and of a million of them looking for some would take a quarter of the time
    with show_progress() as progress:
        analysis = analyse(request, progress)
        progress("Writing the report", 0, 1)
        write_analysis(analysis, arguments.out)
        progress("Writing the report", 1, 1)
    for warning in analysis.warnings:
        print(f"Please note: {warning}", file=sys.stderr)
    print(tell_accounting(analysis.accounting, len(analysis.themes)))
    print(f"Read {arguments.out / 'report.html'}")
    return 0
