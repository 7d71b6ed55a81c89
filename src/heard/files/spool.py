"""What arrives, while it arrives: in memory as long as it is small, beyond that on the disk, and there unreadable."""

import os
from tempfile import SpooledTemporaryFile

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from heard.files.sealing import make_key

IN_MEMORY = 2 * 2**20  # bytes


class SealedSpool:
    """A file that is written once and then read once. Its key is never written down and goes with the process.

    AES-256 in counter mode, without a seal: whoever could change the file while the process reads it could as well
    change the process.
    """

    def __init__(self) -> None:
        self._cipher = Cipher(AES(make_key()), CTR(os.urandom(16)))
        self._writing, self._reading = self._cipher.encryptor(), self._cipher.decryptor()
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by whoever reads it)

    def write(self, plain: bytes) -> None:
        self._file.write(self._writing.update(plain))

    def rewind(self) -> None:
        """From here on it is read, from the beginning."""
        self._file.seek(0)

    def read(self, size: int = -1) -> bytes:
        return self._reading.update(self._file.read(size))

    def close(self) -> None:
        self._file.close()
