"""Which files to read: those that were named, and everything in the folders that were named."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from heard.text.analysis.wording import counted, listed
from heard.text.errors import BadInput, Unreadable, UnreadableFile
from heard.text.readers import shown_name


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `name` is what the result calls it; `named`: the person named it, and not only its folder."""

    path: Path
    name: str
    named: bool


@dataclass(slots=True)
class FoundFiles:
    files: list[FoundFile] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def find_files(paths: Iterable[Path], *, out: Path | None = None) -> FoundFiles:
    """The files to read, sorted within each folder and each only once; what is skipped has a sentence in `warnings`.

    Names are relative to the folder that was given. The folder `out` is never read. Raises `UnreadableFile` for a path
    that does not exist and `BadInput` where there is nothing to read at all.
    """
    found = FoundFiles()
    seen: set[Path] = set()
    folders = [path for path in paths if path.is_dir()]
    for path in paths:
        for file in _files_of(path, several=len(folders) > 1, out=out, warnings=found.warnings):
            place = Path(os.path.realpath(file.path))  # unlike `resolve`, it bears a link that leads to itself
            if place not in seen:
                found.files.append(file)
            else:
                found.warnings.append(f"“{file.name}” was given more than once and read once.")
            seen.add(place)
    if not found.files:
        raise BadInput(
            " ".join([f"There is no file to read in {listed([path.name for path in paths])}.", *found.warnings])
        )
    return found


def _files_of(path: Path, *, several: bool, out: Path | None, warnings: list[str]) -> Iterator[FoundFile]:
    if path.is_dir():
        prefix = f"{path.resolve().name}/" if several else ""
        for inside in _walk(path, out, warnings):
            yield FoundFile(inside, prefix + _shown(inside.relative_to(path)), named=False)
    elif path.exists():
        yield FoundFile(path, shown_name(path), named=True)
    else:
        raise UnreadableFile(Unreadable.UNSUPPORTED, f"There is no file or folder “{path}”.")


def _shown(path: Path) -> str:
    return "/".join(shown_name(Path(part)) for part in path.parts)


def _walk(folder: Path, out: Path | None, warnings: list[str]) -> Iterator[Path]:
    hidden: list[str] = []
    refused: list[str] = []
    own = out.resolve() if out else None
    for place, folders, names in os.walk(folder, onerror=lambda error: refused.append(str(Path(error.filename).name))):
        here = Path(place)
        hidden += [name for name in (*folders, *names) if name.startswith(".")]
        linked = [name for name in folders if (here / name).is_symlink()]
        warnings += [f"“{name}” is a link to another folder and was not followed." for name in sorted(linked)]
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in linked and (here / name).resolve() != own
        )
        for name in sorted(names):
            if not name.startswith("."):
                yield here / name
    if hidden:
        what = counted(len(hidden), "hidden file or folder", "hidden files or folders")
        warnings.append(f"{what} {'was' if len(hidden) == 1 else 'were'} not read: {listed(sorted(hidden))}.")
    warnings += [f"The folder “{name}” may not be opened, so nothing in it was read." for name in sorted(refused)]
