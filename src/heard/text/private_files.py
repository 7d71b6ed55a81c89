"""Files that hold somebody's words: written whole or not at all, and readable by whoever ran the command alone."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def write_whole(path: Path, lines: Iterable[str]) -> None:
    """Write beside `path` first, so that whatever stops us leaves an earlier file whole."""
    unfinished = path.with_name(f".{path.name}.unfinished-{os.getpid()}")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            # Half of a surrogate pair has no UTF-8; as a JSON escape it comes back as it was.
            file.writelines(line.encode("utf-8", "backslashreplace") for line in lines)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def as_line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
