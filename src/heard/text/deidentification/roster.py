"""The inquiry's own list of who and what may be mentioned, matched with misspellings, nicknames and possessives."""

from collections.abc import Iterator
from dataclasses import dataclass

from heard.text.deidentification.findings import Finding
from heard.text.deidentification.words import Passage


@dataclass
class Roster:
    entries: tuple[str, ...] = ()

    def labels(self) -> dict[str, str]:
        return {}

    def find(self, passage: Passage) -> Iterator[Finding]:
        return iter(())
