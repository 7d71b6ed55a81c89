"""Sealing: AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce before each ciphertext.

Every submission has a random key. That key is stored wrapped, which is to say sealed by the installation's key, and the
installation's key lies in a file outside the database. Whoever has only the database can open nothing; when a wrapped
key is destroyed, nobody can open what it sealed. `context` binds a ciphertext to where it belongs, so that one cannot
be put in another's place.
"""

import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from heard.files.keys import SealingError, read_or_make_secret

NONCE_BYTES = 12
KEY_BYTES = 32


class SealBroken(SealingError):
    """What was sealed cannot be opened: it was changed, or the key is not the one it was sealed with."""

    def __init__(self) -> None:
        super().__init__(
            "This cannot be opened. Either it was changed after it was sealed, or the installation’s key is not "
            "the one it was sealed with. Nothing was deleted; check the key file first."
        )


def make_key() -> bytes:
    return AESGCM.generate_key(KEY_BYTES * 8)


def seal(key: bytes, plain: bytes, context: bytes) -> bytes:
    """`plain` as nonce and ciphertext, 28 bytes longer than it was."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """What was sealed, or `SealBroken`."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def derived_key(purpose: str) -> bytes:
    """A key for one purpose alone, made from the installation's. Knowing one tells nothing of another."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(installation_key())


def installation_key() -> bytes:
    """The key that wraps all others; made the first time it is needed."""
    return _derive_key(settings.INSTALLATION_KEY_FILE)


@cache
def _derive_key(file: Path | str) -> bytes:
    secret = read_or_make_secret(Path(file)).encode()
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"heard installation key").derive(secret)
