"""What a place for finished files must do: a folder on this machine, or a bucket of an S3-compatible service.

Either holds sealed bytes alone, named by a random number. A file is written on this machine first, whichever it is.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from heard.files.keys import SealingError


class OutOfReach(SealingError, OSError):
    """The service that keeps files does not answer, or refuses. What it has is untouched."""

    def __init__(self) -> None:
        super().__init__(_("The place where files are kept does not answer. Nothing is lost; try again in a while."))

    def __str__(self) -> str:
        return str(self.args[0])


class SealedBytes(Protocol):
    """An opened file. `read` gives as many bytes as were asked for, and fewer only at the end."""

    def read(self, length: int, /) -> bytes: ...
    def close(self) -> None: ...


class Storage(Protocol):
    """Files by their numbers. `waiting` is where a finished file lies on this machine before it stays anywhere."""

    def send_ahead(self, file: UUID, waiting: Path) -> None:
        """What takes time, done before any row is written, so that nobody waits for it. Raises OSError."""

    def put(self, file: UUID, waiting: Path) -> None:
        """Keep it, in the transaction that writes the row which names it. Raises OSError."""

    def open(self, file: UUID, start: int) -> SealedBytes:
        """Its sealed bytes from the one at `start`. Raises FileNotFoundError or OutOfReach."""

    def length(self, file: UUID) -> int:
        """How many sealed bytes there are of it. Raises FileNotFoundError or OutOfReach."""

    def erase(self, file: UUID) -> None:
        """Whether it is there or not. Raises OutOfReach."""

    def older_than(self, seconds: float) -> Iterator[UUID]:
        """Every file that was put there longer ago than that."""


def is_number(name: str) -> bool:
    """Whether a name is one that we give; other things may lie beside our files."""
    return re.fullmatch("[0-9a-f]{32}", name) is not None
