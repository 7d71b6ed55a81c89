"""Speaking to ClamAV's daemon: one connection, the file piece by piece, one line in answer.

https://docs.clamav.net/manual/Usage/Scanning.html (`zINSTREAM`, `zVERSION`)
"""

import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

TIMEOUT = 60  # seconds without a sign of life
LONGEST_ANSWER = 4096  # bytes


class Unreachable(Exception):
    """The scanner does not answer, or says what nobody understands. The file is not checked."""


class TooLarge(Exception):
    """The file is longer than the scanner is set up to take (`StreamMaxLength`)."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """“ClamAV 1.4.6”, and its signatures: “27123 of Thu Nov 26 09:31:10 2026”."""

    name: str
    signatures: str


def scanner_at(address: str, timeout: float = TIMEOUT) -> Scanner:
    """Raises Unreachable."""
    with connected(address, timeout) as connection:
        connection.sendall(b"zVERSION\0")
        name, _, signatures = answer_of(connection).partition("/")
    return Scanner(name, signatures.replace("/", " of ", 1))


def what_is_found(address: str, pieces: Iterable[bytes]) -> str:
    """The name of what the scanner finds; empty where it finds nothing. Raises Unreachable or TooLarge."""
    with connected(address) as connection:
        try:
            connection.sendall(b"zINSTREAM\0")
            for piece in pieces:
                connection.sendall(struct.pack(">I", len(piece)) + piece)
            connection.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it stopped listening, and may have said why
        said = answer_of(connection)
    if "size limit exceeded" in said:
        raise TooLarge
    if said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    if said != "stream: OK":
        raise Unreachable
    return ""


@contextmanager
def connected(address: str, timeout: float = TIMEOUT) -> Iterator[socket.socket]:
    """`address` is a path, or a host and a port with a colon between them."""
    host, _, port = address.rpartition(":")
    try:
        if address.startswith("/"):
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(timeout)
            connection.connect(address)
        else:
            connection = socket.create_connection((host, int(port)), timeout)
        with connection:
            yield connection
    except (OSError, ValueError) as error:
        raise Unreachable from error


def answer_of(connection: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER and (more := connection.recv(LONGEST_ANSWER)):
        said += more
    return said.rstrip(b"\0\n").decode("ascii", "replace")
