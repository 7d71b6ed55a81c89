"""The audit's last seal, noted in a file that is kept elsewhere: it shows what no chain can, lines cut off its end."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from heard.audit.queries import ChainStatus

NOTED = re.compile(r"^\S+ +\d+ +([0-9a-f]{64})\s*$")


def last_noted(file: Path | None) -> str:
    """The last seal noted in `file`; empty where there is no file yet, or none is noted in it. Raises OSError."""
    if file is None or not file.exists():
        return ""
    found = [match[1] for line in file.read_text("ascii", "replace").splitlines() if (match := NOTED.match(line))]
    return found[-1] if found else ""


def add_note(file: Path, status: ChainStatus) -> None:
    """Add when, how many lines, and the last seal. What was noted before stays. Raises OSError."""
    with file.open("a", encoding="ascii") as notes:
        notes.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {status.lines} {status.head}\n")
        notes.flush()
        os.fsync(notes.fileno())
