"""The files of a result: `redactions.jsonl`, `residue.jsonl` and `summary.json`. The same input gives the same
bytes.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from heard.text.deidentification.deidentify import Redaction
from heard.text.deidentification.replacements import Replacements
from heard.text.deidentification.residual import Residue
from heard.text.errors import BadInput
from heard.text.private_files import as_line, write_whole
from heard.text.testimony import Collected

REDACTIONS, RESIDUE, SUMMARY = "redactions.jsonl", "residue.jsonl", "summary.json"
FILES = frozenset({REDACTIONS, RESIDUE, SUMMARY})


def check_folder(out: Path) -> None:
    """Raise BadInput unless a result may be put in `out`: it does not exist, is empty, or holds an earlier result."""
    if out.is_file():
        raise BadInput(f"“{out}” is a file, so the result cannot go there. Give --out the name of a folder.")
    if out.is_dir():
        others = sorted(path.name for path in out.iterdir() if path.name not in FILES)
        if others:
            raise BadInput(
                f"The folder “{out}” already holds other files ({others[0]}). Give --out a new or empty folder."
            )
        if (out / SUMMARY).exists() and not is_summary(out / SUMMARY):
            raise BadInput(f"The {SUMMARY} in “{out}” is not ours. Give --out a new or empty folder.")


def is_summary(path: Path) -> bool:
    """Whether an earlier result wrote this file."""
    try:
        return "with_identifiers" in json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def write_result(
    out: Path,
    collected: Collected,
    redactions: Sequence[Redaction],
    residue: Sequence[Residue],
    options: Mapping[str, Any],
) -> None:
    """Write the three files, each whole or not at all, readable by their owner alone: they hold the original words."""
    ids = [testimony.id for testimony in collected.testimony]
    contents: dict[str, Iterable[str]] = {
        REDACTIONS: (
            as_line(redaction_as_json(identity, redaction)) for identity, redaction in zip(ids, redactions, strict=True)
        ),
        RESIDUE: (as_line(residue_as_json(ids[each.text], redactions[each.text], each)) for each in residue),
        SUMMARY: [json.dumps(summarise(collected, redactions, residue, options), ensure_ascii=False, indent=1) + "\n"],
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, lines in contents.items():
            write_whole(out / name, lines)
    except OSError as error:
        raise BadInput(f"The result could not be written to “{out}”: {error.strerror or error}.") from error


def redaction_as_json(identity: str, redaction: Redaction) -> dict[str, Any]:
    spans = [
        {
            "start": span.start,
            "end": span.end,
            "category": span.category.value,
            "identifier": span.identifier.value,
            "replacement": span.replacement,
            "source": span.source,
            "score": span.score,
        }
        for span in redaction.spans
    ]
    return {"id": identity, "text": redaction.text, "redacted": redaction.redacted, "spans": spans}


def residue_as_json(identity: str, redaction: Redaction, residue: Residue) -> dict[str, Any]:
    """Offsets are into `redacted`."""
    return {
        "id": identity,
        "start": residue.start,
        "end": residue.end,
        "words": redaction.redacted[residue.start : residue.end],
        "reason": residue.reason.value,
        "score": round(residue.score, 3),
    }


def summarise(
    collected: Collected, redactions: Sequence[Redaction], residue: Sequence[Residue], options: Mapping[str, Any]
) -> dict[str, Any]:
    """The accounting. It repeats no testimony: texts = with identifiers + without + empty, and every replacement is
    counted once.
    """
    marked = sum(bool(redaction.spans) for redaction in redactions)
    return {
        "texts": len(redactions),
        "with_identifiers": marked,
        "without": len(redactions) - marked - collected.empty,
        "empty": collected.empty,
        "files": collected.files,
        "unreadable_files": collected.unreadable,
        "replacements": len([span for redaction in redactions for span in redaction.spans]),
        "by_category": dict(
            sorted(Counter(span.category.value for redaction in redactions for span in redaction.spans).items())
        ),
        "by_identifier": dict(
            sorted(Counter(span.identifier.value for redaction in redactions for span in redaction.spans).items())
        ),
        "residue": dict(sorted(Counter(each.reason.value for each in residue).items())),
        "options": dict(options),
        "engine": engine(),
        "warnings": collected.warnings,
    }


@cache
def engine() -> dict[str, str]:
    """The hashes of the model and the lists, so that a result can be made again."""
    folder = files("heard.text")
    model = hashlib.sha256(
        (folder / "models/rampart/rampart.onnx").read_bytes() + (folder / "models/rampart/head.npz").read_bytes()
    )
    lists = hashlib.sha256()
    for name in sorted(path.name for path in (folder / "gazetteers").iterdir() if path.name.endswith(".txt")):
        lists.update((folder / "gazetteers" / name).read_bytes())
    return {"model_sha256": model.hexdigest(), "lists_sha256": lists.hexdigest()}


def read_key(path: Path) -> Replacements:
    """The replacements of earlier runs, so that this one goes on from them. Empty where there is no such file yet.

    Raises BadInput where the file is no key, or none could be written there once the work is done.
    """
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise BadInput(f"The key cannot be kept in “{path}”: there is no such folder, or nothing may be written in it.")
    if not path.exists():
        return Replacements()
    try:
        stored = json.loads(path.read_text("utf-8"))
        return Replacements(
            {(kind, name): replacement for kind, name, replacement in stored["key"]}, dict(stored["counts"])
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"The key {path.name} cannot be read. Give the file an earlier run wrote, or the name of a new one."
        ) from error


def write_key(path: Path, replacements: Replacements) -> None:
    write_whole(path, key_lines(replacements))


def key_lines(replacements: Replacements) -> Iterator[str]:
    stored = {
        "key": [[kind, name, replacement] for (kind, name), replacement in replacements.key.items()],
        "counts": replacements.counts,
    }
    yield json.dumps(stored, ensure_ascii=False, indent=1) + "\n"
