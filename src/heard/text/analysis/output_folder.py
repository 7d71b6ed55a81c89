"""The folder a result goes to: whole or not at all, and never over somebody's other files."""

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from heard.text.analysis.wording import listed
from heard.text.errors import BadInput

ANALYSIS = "analysis.json"
THEMES = "themes.csv"
ASSIGNMENTS = "assignments.csv"
REPORT = "report.html"
FILES = (ANALYSIS, THEMES, ASSIGNMENTS, REPORT)


def check_folder(out: Path, names: Collection[str] = FILES, main: str = ANALYSIS) -> None:
    """Raise `BadInput` unless a result may be put in `out`: it does not exist, is empty, or holds an earlier result.

    An earlier result has only files of these `names`, and its `main` one is JSON with an accounting.
    """
    if not out.exists() and not out.is_symlink():
        _check_may_be_made(out)
        return
    if not out.is_dir():
        raise BadInput(f"“{out}” is a file, so the result cannot go there. Give --out the name of a folder.")
    others = sorted(path.name for path in out.iterdir() if path.name not in names)
    if others:
        raise BadInput(f"The folder “{out}” already holds {listed(others, most=3)}. Give --out a new or empty folder.")
    if any(out.iterdir()) and not _has_accounting(out / main):
        raise BadInput(
            f"The folder “{out}” holds files that are not from an analysis. Give --out a new or empty folder."
        )


def _check_may_be_made(out: Path) -> None:
    """Better told now than after an hour's work."""
    above = next(folder for folder in out.absolute().parents if folder.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise BadInput(f"“{out}” cannot be made, because nothing may be written in “{above.name or above}”.")


def _has_accounting(path: Path) -> bool:
    try:
        return "accounting" in json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def write_folder(
    out: Path,
    files: Mapping[str, Iterable[bytes]],
    names: Collection[str] = FILES,
    main: str = ANALYSIS,
    private: Collection[str] = (),
) -> None:
    """Put `files` in `out` in one move, taking the place of an earlier result. Those `private` nobody else may read.

    Everything is written and on the disk beside `out` before it takes its name, so that whatever stops us leaves the
    earlier result whole. Raises `BadInput` where the folder cannot be written.
    """
    check_folder(out, names, main)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _new_folder_beside(out) as new:
            for name, pieces in files.items():
                _write_through(new / name, pieces, 0o600 if name in private else 0o666)
            _take_the_place_of(out.resolve(), new)
    except OSError as error:
        raise BadInput(f"The result could not be written to “{out}”: {error.strerror or error}.") from error


@contextmanager
def _new_folder_beside(out: Path) -> Iterator[Path]:
    new = out.resolve().with_name(f".{out.resolve().name}.unfinished-{os.getpid()}")
    try:
        new.mkdir()
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write_through(path: Path, pieces: Iterable[bytes], mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _take_the_place_of(out: Path, new: Path) -> None:
    old = new.with_name(f"{new.name}-before")
    moved = False
    try:
        if out.exists():
            out.rename(old)
            moved = True
        new.rename(out)
    except BaseException:
        if moved and not out.exists():
            old.rename(out)
        raise
    finally:
        if out.exists():
            with suppress(OSError):
                shutil.rmtree(old, ignore_errors=True)
