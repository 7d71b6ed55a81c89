"""The default place for finished files: a folder on this machine."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from heard.files.keeping import SealedBytes, is_number


class Folder:
    """`keeping.Storage` in a folder: a file becomes one that stays by its name alone, which takes no time."""

    @staticmethod
    def place_of(file: UUID) -> Path:
        """256 folders, so that none holds too many."""
        return Path(settings.EVIDENCE_ROOT) / file.hex[:2] / file.hex

    def send_ahead(self, file: UUID, waiting: Path) -> None:
        pass

    def put(self, file: UUID, waiting: Path) -> None:
        place = self.place_of(file)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        waiting.rename(place)
        _flush_folder(place.parent)

    def open(self, file: UUID, start: int) -> SealedBytes:
        handle = self.place_of(file).open("rb")
        handle.seek(start)
        return handle

    def length(self, file: UUID) -> int:
        return self.place_of(file).stat().st_size

    def erase(self, file: UUID) -> None:
        self.place_of(file).unlink(missing_ok=True)

    def older_than(self, seconds: float) -> Iterator[UUID]:
        for place in Path(settings.EVIDENCE_ROOT).glob("[0-9a-f][0-9a-f]/*"):
            if is_number(place.name) and time.time() - place.stat().st_mtime > seconds:
                yield UUID(place.name)


def _flush_folder(folder: Path) -> None:
    """The new name reaches the disk as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
