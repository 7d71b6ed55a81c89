"""Walk the audit from its first line and say whether every line is as it was written.

The last seal that is noted somewhere else, on paper or on another machine, also shows whether lines were cut off the
end. Nothing is changed.

  heard audit verify
  heard audit verify --note /media/usb/heard-audit.txt
  heard audit verify --head 3f1c…
"""

import argparse
import os
import sys
from pathlib import Path

SUMMARY = "walk the audit and say whether every line is as it was written"

BROKEN = 1
UNREADABLE = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", metavar="verify", required=True)
    verify = parts.add_parser(
        "verify", help=SUMMARY, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verify.add_argument("--head", metavar="SEAL", help="a last seal noted earlier: is the line with it still there?")
    verify.add_argument(
        "--note",
        type=Path,
        metavar="FILE",
        help="compare with the last seal noted in FILE, and when all is well add the last one now; best kept elsewhere",
    )


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    import django

    django.setup()
    # Only now, because Django's models can be loaded only once it is configured.
    from django.db import DatabaseError

    from heard.audit.noting import add_note, last_noted
    from heard.audit.queries import verify_chain

    try:
        wanted = [head for head in (arguments.head, last_noted(arguments.note)) if head]
        status = verify_chain(wanted)
        print("\n".join(told(status)))
        if not status.is_whole or status.missing_heads:
            return BROKEN
        if arguments.note:
            add_note(arguments.note, status)
    except DatabaseError as error:
        print(f"heard audit verify: the audit could not be read ({type(error).__name__}).", file=sys.stderr)
        return UNREADABLE
    except OSError as error:
        print(f"heard audit verify: {arguments.note} could not be read or written ({error.strerror}).", file=sys.stderr)
        return UNREADABLE
    return 0


def told(status: object) -> list[str]:
    """What was found, a line each."""
    from heard.audit.queries import ChainStatus

    assert isinstance(status, ChainStatus)
    lines = [f"Lines: {status.lines:,}", f"Last seal: {status.head}"]
    if not status.is_whole:
        lines.append(f"Line {status.broken_at:,} is not as it was written. Those before it are.")
        lines.append("Stop work, keep a copy of the database, and compare it with a backup.")
    elif status.missing_heads:
        lines.append("No line has the seal that was noted: lines were cut off the end, or all were written anew.")
        lines.append("Stop work, keep a copy of the database, and compare it with a backup.")
    else:
        lines.append("Whole: every line is as it was written.")
    return lines
