"""Looking through all sealed files: whether each is there, and as it was. Nothing is ever deleted or mended here."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from uuid import UUID

from heard.files.models import StoredFile
from heard.files.sealed_files import CHUNK_BYTES, Digesting
from heard.files.storage import storage

SHARES = 7
A_DAY = 24 * 60 * 60  # seconds; what is younger may belong to a row that is being written


@dataclass(slots=True)
class Found:
    """The numbers of files that are not as they should be. `extra` ones are there and nothing remembers them."""

    looked_at: int = 0
    missing: list[UUID] = field(default_factory=list)
    changed: list[UUID] = field(default_factory=list)
    extra: list[UUID] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return not (self.missing or self.changed)


def look_through(share: int | None = None, show: Callable[[str, int, int], None] = lambda *_: None) -> Found:
    """Look whether every file is there; read all of them, or with `share` (0 to 6) a seventh. Raises OutOfReach."""
    found = Found()
    remembered = dict(StoredFile.objects.values_list("pk", "sealed_sha256"))
    for number, (file, sealed_sha256) in enumerate(remembered.items(), start=1):
        is_due = share is None or file.int % SHARES == share
        _look_at(file, sealed_sha256, found, read=is_due)
        found.looked_at += is_due
        show("Looking through sealed files", number, len(remembered))
    found.extra = [file for file in storage().older_than(A_DAY) if file not in remembered]
    return found


def _look_at(file: UUID, sealed_sha256: str, found: Found, *, read: bool) -> None:
    try:
        digest = _digest_of(file) if read else _is_there(file)
    except FileNotFoundError:
        if StoredFile.objects.filter(pk=file).exists():  # nobody let go of it meanwhile
            found.missing.append(file)
        return
    if digest and sealed_sha256 and digest != sealed_sha256:
        found.changed.append(file)
    elif digest and not sealed_sha256:
        StoredFile.objects.filter(pk=file, sealed_sha256="").update(sealed_sha256=digest)


def _is_there(file: UUID) -> str:
    storage().length(file)
    return ""


def _digest_of(file: UUID) -> str:
    digesting = Digesting(storage().open(file, 0))
    with closing(digesting):
        while digesting.read(CHUNK_BYTES):
            pass
    return digesting.digest.hexdigest()
