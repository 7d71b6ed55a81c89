"""The files of `heard flag`: a line for every text, and an accounting that repeats nobody's words."""

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from heard.text.errors import BadInput
from heard.text.private_files import as_line, write_whole
from heard.text.safeguarding.flagging import Flag
from heard.text.testimony import Collected

FLAGS, ACCOUNTING = "flags.jsonl", "accounting.json"
FILES = frozenset({FLAGS, ACCOUNTING})


def write_flags(out: Path, collected: Collected, flags: Sequence[Flag]) -> None:
    """Write both files, each whole or not at all. Raises BadInput where that cannot be done."""
    contents: dict[str, Iterable[str]] = {
        FLAGS: (
            as_line({"id": statement.id, "flagged": flag.flagged, "score": flag.score, "reasons": list(flag.reasons)})
            for statement, flag in zip(collected.testimony, flags, strict=True)
        ),
        ACCOUNTING: [json.dumps({"accounting": account_for(collected, flags)}, indent=1) + "\n"],
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, lines in contents.items():
            write_whole(out / name, lines)
    except OSError as error:
        raise BadInput(f"The result could not be written to “{out}”: {error.strerror or error}.") from error


def account_for(collected: Collected, flags: Sequence[Flag]) -> dict[str, int | str]:
    """Texts are the flagged, the others and the empty."""
    flagged = sum(flag.flagged for flag in flags)
    return {
        "texts": len(flags),
        "flagged": flagged,
        "not flagged": len(flags) - flagged - collected.empty,
        "empty": collected.empty,
        "partly or wholly not in English": sum(not flag.in_english for flag in flags),
        "files": collected.files,
        "unreadable files": collected.unreadable,
        "engine": f"heard {version('heard')}",
    }
