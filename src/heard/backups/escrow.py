"""The escrowed copy of the installation's key: enciphered to the recipients, so that either of them can put it back."""

import os
from pathlib import Path

import pyrage
from django.conf import settings
from pyrage.x25519 import Identity

from heard.backups.recipients import (
    folders_of_the_site,
    is_inside,
    public_key,
    read_identities,
    recipients_for_a_copy,
)
from heard.files.sealing import derived_key
from heard.text.errors import BadInput, Unreadable, UnreadableFile

LARGEST = 10_000  # bytes of an escrowed copy


def fingerprint() -> str:
    """Tells one installation's key from another, and nothing else about it. Empty where there is none yet."""
    is_there = Path(settings.INSTALLATION_KEY_FILE).exists()
    return derived_key("heard fingerprint of the installation key")[:8].hex() if is_there else ""


def write_escrow(file: Path) -> None:
    """A copy of the installation's key that any of the recipients can open, and nobody else."""
    recipients = recipients_for_a_copy()
    _check_away_from_the_site(file)
    key = _the_key()
    # Opened once before anybody relies on it, with a key that goes when this ends.
    checking = Identity.generate()
    copy = pyrage.encrypt(key, [*map(public_key, recipients), checking.to_public()])
    if pyrage.decrypt(copy, [checking]) != key:
        raise BadInput("The copy could not be opened again, so nothing was written. Try again.")
    _write_new(file, copy)


def recover(file: Path, identity_file: Path) -> Path:
    """Put the installation's key back where it belongs, from an escrowed copy. The file that it is in now."""
    identities = read_identities(identity_file)
    key = opened(file, identities)
    place = Path(settings.INSTALLATION_KEY_FILE)
    if place.exists():
        if place.read_bytes().strip() == key.strip():
            return place
        raise BadInput(
            f"There is another key in {place}, and it was left as it is. Move it to a safe place first, and do not "
            "delete it: what it sealed opens with nothing else."
        )
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_new(place, key)
    return place


def opened(file: Path, identities: list[Identity]) -> bytes:
    try:
        sealed = file.open("rb").read(LARGEST + 1)
    except OSError as error:
        raise UnreadableFile(Unreadable.DAMAGED, f"{file} cannot be read: {error.strerror}.") from error
    try:
        key: bytes = pyrage.decrypt(sealed[:LARGEST], identities)
    except pyrage.DecryptError as error:
        raise cannot_open(file, error) from error
    except OSError as error:
        raise damaged(file) from error
    if len(sealed) > LARGEST or len(key.strip()) < 43:
        raise UnreadableFile(Unreadable.DAMAGED, f"{file} is not a copy of an installation’s key.")
    return key


def cannot_open(file: Path, error: pyrage.DecryptError) -> BadInput | UnreadableFile:
    """What went wrong in opening something enciphered, as a sentence."""
    if "No matching keys" in str(error):
        return BadInput(
            f"This private key does not open {file.name}: it was not among the recipients when that was written. Ask "
            "the other recipient for theirs."
        )
    return damaged(file)


def damaged(file: Path) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.DAMAGED, f"{file.name} is damaged, cut short or not what it should be. Nothing was changed."
    )


def _the_key() -> bytes:
    place = Path(settings.INSTALLATION_KEY_FILE)
    try:
        return place.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(
            f"There is no installation key in {place} yet. It is made when evidence is first received, or when "
            "*Type in evidence* is first opened at the desk."
        ) from error


def _check_away_from_the_site(file: Path) -> None:
    for what, folder in folders_of_the_site().items():
        if is_inside(file, folder):
            raise BadInput(
                f"{file} lies in the folder of {what}, with which the copy would be lost. Name a place on another "
                "machine or disk."
            )


def _write_new(file: Path, data: bytes) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BadInput(f"{file} is there already, and was left as it is. Name a new file.") from error
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.") from error
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
