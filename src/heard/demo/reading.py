"""The fictional inquiry as its files tell it (`content/*.toml`), before any of it is loaded."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"

STILL_TO_READ = 6

Entry = dict[str, Any]  # one table of a TOML file


@dataclass(frozen=True)
class Content:
    """Everything that is loaded, as read from `folder`."""

    folder: Path

    @cached_property
    def inquiry(self) -> Entry:
        return read_toml(self.folder / "inquiry.toml")

    @cached_property
    def contributions(self) -> list[Entry]:
        """In the order in which they were received."""
        files = sorted((self.folder / "contributions").glob("*.toml"))
        return [entry for file in files for entry in read_toml(file)["contribution"]]

    @cached_property
    def identifiers(self) -> dict[str, list[Entry]]:
        """What each contribution's words would give away, by its reference."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in read_toml(self.folder / "key.toml")["identifier"]:
            if "reference" in entry:
                found[entry["reference"]].append(entry)
        return found

    @cached_property
    def concerns(self) -> dict[str, Entry]:
        """What may tell of harm, by the contribution's reference."""
        return {entry["reference"]: entry for entry in read_toml(self.folder / "concerns.toml")["concern"]}

    @cached_property
    def themes(self) -> list[Entry]:
        entries: list[Entry] = read_toml(self.folder / "themes.toml")["theme"]
        return entries

    @cached_property
    def sessions(self) -> list[Entry]:
        entries: list[Entry] = read_toml(self.folder / "session_notes" / "sessions.toml")["session"]
        return entries

    def notes_file(self, name: str) -> Path:
        return self.folder / "session_notes" / name

    @cached_property
    def quoted(self) -> set[str]:
        """The references of the contributions that are quoted."""
        return {entry["reference"] for theme in self.themes for entry in theme["quotation"] if "reference" in entry}

    @cached_property
    def coded(self) -> set[str]:
        """The references of the contributions that a theme rests on."""
        return self.quoted | {entry["reference"] for theme in self.themes for entry in theme["excerpt"]}

    @cached_property
    def left_to_read(self) -> set[str]:
        """The newest contributions that nothing rests on: some of the desk's work should be left to do."""
        resting = [entry["reference"] for entry in self.contributions if entry["reference"] not in self.coded]
        return set(resting[-STILL_TO_READ:])

    def fingerprint(self) -> str:
        """Changes with any byte of any file."""
        digest = sha256()
        for file in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            digest.update(file.name.encode() + sha256(file.read_bytes()).digest())
        return digest.hexdigest()


def read_toml(file: Path) -> Entry:
    return tomllib.loads(file.read_text(encoding="utf-8"))
