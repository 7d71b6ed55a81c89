"""Secrets in files: made once, readable by nobody else on the machine."""

import os
import secrets
from pathlib import Path


class SealingError(Exception):
    """Something sealed cannot be opened; `str(error)` is a full sentence."""


class BadKeyFile(SealingError):
    """A key file cannot be used; `str(error)` says what to do."""


def read_or_make_secret(file: Path) -> str:
    """The secret kept in `file`; a new one, of 512 random bits, the first time it is asked for."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        # O_EXCL: of two processes that start together, one makes the file and the other reads it.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_secret(file)
    made = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(made)
        handle.flush()
        os.fsync(handle.fileno())
    return made


def _read_secret(file: Path) -> str:
    kept = file.read_text(encoding="ascii", errors="replace").strip()
    if len(kept) < 43:  # 256 bits in base64
        raise BadKeyFile(
            f"The key in {file} is cut short. Put back a copy of it. Without one, what it sealed cannot be opened; "
            "only where nothing was sealed yet, delete the file and a new key is made."
        )
    return kept
