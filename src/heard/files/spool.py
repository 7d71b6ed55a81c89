"""What arrives, while it arrives: in memory as long as it is small, beyond that on the disk, and there unreadable."""

import os
from io import BufferedReader, RawIOBase
from tempfile import SpooledTemporaryFile

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from heard.files.sealing import make_key

IN_MEMORY = 2 * 2**20  # bytes


class SealedSpool(RawIOBase):
    """A file that is written once and then read once. Its key is never written down and goes with the process.

    AES-256 in counter mode, without a seal: whoever could change the file while the process reads it could as well
    change the process.
    """

    def __init__(self) -> None:
        cipher = Cipher(AES(make_key()), CTR(os.urandom(16)))
        self._writing, self._reading = cipher.encryptor(), cipher.decryptor()
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by whoever reads it)

    def add(self, plain: bytes) -> None:
        self._file.write(self._writing.update(plain))

    def reader(self) -> BufferedReader:
        """Everything that was added, from the beginning. Closing it erases the file."""
        self._file.seek(0)
        return BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        plain = self._reading.update(self._file.read(len(into)))
        into[: len(plain)] = plain
        return len(plain)

    def close(self) -> None:
        self._file.close()
        super().close()
