"""Read published session notes (txt, md, html, docx, odt, rtf, pdf) into a session record.

Prints a summary for a person, or with --json the whole record: when, who, where, sections, and every quotation with its
place in the text. What the notes do not say stays empty; what is uncertain has a warning.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.spans import Source

if TYPE_CHECKING:
    from heard.text.session_notes import SessionRecord

SUMMARY = "read published session notes into a session record"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the notes")
    parser.add_argument("--json", action="store_true", help="print the record as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the record; with --json, an empty record is printed even where the file holds no words."""
    from heard.text.readers import read
    from heard.text.session_notes import read_session_notes

    try:
        source = read(arguments.file)
    except UnreadableFile as error:
        if arguments.json and error.kind in (Unreadable.EMPTY, Unreadable.NO_TEXT):
            print_json(read_session_notes(without_words(arguments.file, str(error))))
        raise
    record = read_session_notes(source)
    if arguments.json:
        print_json(record)
    else:
        print_summary(record)
    return 0


def without_words(path: Path, why: str) -> Source:
    """A source for a file in which there is nothing to read."""
    import hashlib

    return Source(path.name, "", hashlib.sha256(path.read_bytes()).hexdigest(), warnings=(why,))


def print_json(record: "SessionRecord") -> None:
    from heard.text.session_notes import record_as_json

    print(json.dumps(record_as_json(record), ensure_ascii=False, indent=2))


def print_summary(record: "SessionRecord") -> None:
    """What a person wants to know at a glance, and every warning."""
    print(record.title or f"{record.source.name} (no title)")
    for name, words in facts(record):
        print(f"  {name + ':':<18}{words}")
    print(f"\n  {counted(len(record.quotations), 'quotation')} in {counted(len(record.sections), 'section')}")
    for section in record.sections:
        print(f"  {len(section.quotations):>5}  {section.heading or '(before the first heading)'}")
    for warning in record.warnings:
        print(f"\nWarning: {warning}", file=sys.stderr)


def facts(record: "SessionRecord") -> list[tuple[str, str]]:
    """The facts that the notes state, each with its name."""
    times = " – ".join(filter(None, (record.start, record.end)))
    chair = ", ".join(filter(None, (record.chair, record.chair_role)))
    stated = [
        ("When", ", ".join(filter(None, (record.date, times)))),
        ("Session number", str(record.ordinal or "")),
        ("In the chair", chair),
        ("Who came", record.attendance.text if record.attendance else ""),
        ("Regions", ", ".join(record.regions)),
        ("Places named", ", ".join(record.places)),
        ("Opening question", record.opening_question or ""),
        ("Key questions", str(len(record.questions) or "")),
        ("Links", str(len(record.links) or "")),
    ]
    return [(name, words) for name, words in stated if words]


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
