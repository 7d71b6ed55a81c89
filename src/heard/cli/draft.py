"""Draft labels for themes, or plainer words for passages, with a language model of your own. Off by default.

Only de-identified text is sent: the redactions.jsonl that heard deidentify writes. It goes to the one address that is
set in HEARD_DRAFTING_URL (with HEARD_DRAFTING_MODEL and, where there is one, HEARD_DRAFTING_KEY), and nowhere else.
What comes back is checked against the words it was made from; a draft that fails is refused, with the reason beside it.
A draft is a suggestion: a person decides.

  heard deidentify answers.csv --id reference --column comment --out hidden
  heard analyse hidden/redactions.jsonl --out analysis
  heard draft labels analysis --redacted hidden/redactions.jsonl --out labels
  heard draft plain hidden/redactions.jsonl --out plain
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.language_model import Endpoint
    from heard.text.drafting.running import Drafts, Job

SUMMARY = "draft labels and plainer words with a language model of your own, from de-identified text"

# As for `heard receive-mail`: nothing is wrong with what was given; give it again later (sysexits.h).
TRY_AGAIN = 75

MOST_SECONDS = 86_400  # a day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", metavar="labels|plain", required=True)
    labels = kinds.add_parser("labels", help="a label for each theme of an analysis")
    labels.add_argument("analysis", type=Path, metavar="ANALYSIS", help="the folder that heard analyse wrote")
    labels.add_argument(
        "--redacted", required=True, type=Path, metavar="FILE", help="the redactions.jsonl of the same answers"
    )
    labels.add_argument(
        "--codebook",
        type=Path,
        metavar="TABLE",
        help="take only labels of this table (its column label), which are sent, too",
    )
    plain = kinds.add_parser("plain", help="plainer words for each paragraph of de-identified texts")
    plain.add_argument("redacted", type=Path, metavar="REDACTIONS", help="the redactions.jsonl of the texts")
    for kind in (labels, plain):
        kind.add_argument(
            "--out", required=True, type=Path, metavar="DIR", help="the folder for the drafts; given again, goes on"
        )
        kind.add_argument(
            "--wait", type=int, default=60, metavar="SECONDS", help="how long to wait for each reply (default 60)"
        )


def run(arguments: argparse.Namespace) -> int:
    from heard.cli.progress import show_progress
    from heard.text.drafting.running import draft_all

    endpoint = own_endpoint(arguments.wait)
    warnings: list[str] = []
    prepare = prepare_labels if arguments.kind == "labels" else prepare_plain
    jobs, drafts = prepare(arguments, endpoint.model, warnings.append)
    drafts.open(jobs)
    for warning in warnings:
        print(f"Please note: {warning}", file=sys.stderr)
    try:
        with show_progress() as progress:
            failure = draft_all("Drafting", jobs, endpoint, drafts, progress)
    except KeyboardInterrupt:
        if drafts.answered:
            print(f"\nWhat is drafted stays in {drafts.folder}: give the same command again to go on.", file=sys.stderr)
        raise
    return tell(drafts, "theme" if arguments.kind == "labels" else "passage", failure)


def own_endpoint(seconds: int) -> "Endpoint":
    """The operator's endpoint. Raises `BadInput` where drafting is off."""
    from dataclasses import replace

    from heard.language_model import endpoint_from_environment
    from heard.text.errors import BadInput

    if not 1 <= seconds <= MOST_SECONDS:
        raise BadInput(f"--wait must be from 1 to {MOST_SECONDS:,} seconds; {seconds} was given.")
    endpoint = endpoint_from_environment()
    if endpoint is None:
        raise BadInput(
            "Drafting is off; to switch it on, set HEARD_DRAFTING_URL to the address of a language model of your own, "
            "such as http://127.0.0.1:8080/v1, and HEARD_DRAFTING_MODEL to its name."
        )
    return replace(endpoint, seconds=float(seconds))


def prepare_labels(
    arguments: argparse.Namespace, model: str, warn: Callable[[str], None]
) -> tuple[Sequence["Job"], "Drafts"]:
    from heard.text.drafting.running import Drafts
    from heard.text.drafting.themes import COLUMNS, label_jobs, read_labels, read_themes
    from heard.text.errors import BadInput
    from heard.text.working_texts import WorkingTexts, read_working_texts

    codebook = read_labels(arguments.codebook, warn) if arguments.codebook else frozenset()
    themes = read_themes(arguments.analysis, WorkingTexts(read_working_texts(arguments.redacted)), warn)
    if not themes:
        raise BadInput("The analysis found no theme, so there is nothing to draft a label for.")
    about = {"model": model, "codebook": sorted(codebook)}
    return label_jobs(themes, model, codebook), Drafts(arguments.out, "labels.csv", COLUMNS, about)


def prepare_plain(
    arguments: argparse.Namespace, model: str, _warn: Callable[[str], None]
) -> tuple[Sequence["Job"], "Drafts"]:
    from heard.text.drafting.passages import COLUMNS, plain_jobs
    from heard.text.drafting.running import Drafts
    from heard.text.working_texts import read_working_texts

    jobs = plain_jobs(read_working_texts(arguments.redacted), model)
    return jobs, Drafts(arguments.out, "plain.csv", COLUMNS, {"model": model})


def tell(drafts: "Drafts", what: str, failure: str) -> int:
    """Say what became of everything, and where to read it."""
    from heard.text.analysis.wording import counted

    account = drafts.accounting
    if not drafts.answered:
        print(f"heard draft: {failure} Nothing was drafted.", file=sys.stderr)
        return TRY_AGAIN
    print(
        f"Of {counted(account['all'], what)}, {account['drafted']:,} {'has' if account['drafted'] == 1 else 'have'} a "
        f"draft and {account['refused']:,} {'has' if account['refused'] == 1 else 'have'} none, with the reason beside."
    )
    print(f"Read {drafts.folder / drafts.table}. Drafts are suggestions: a person decides.")
    if account["not_answered"]:
        print(
            f"heard draft: {failure} {counted(account['not_answered'], what)} still to do: what is drafted stays; give "
            "the same command again to go on.",
            file=sys.stderr,
        )
        return TRY_AGAIN
    return 0
