"""Speaking to ClamAV's daemon: one connection, the file piece by piece, one line in answer.

https://docs.clamav.net/manual/Usage/Scanning.html (`zINSTREAM`, `zVERSION`)
"""

import io
import socket
import struct
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

TIMEOUT = 60  # seconds without a sign of life
TIME_TO_LOOK = 180  # seconds for its answer about a file; ClamAV gives up by itself after 120 (`MaxScanTime`)
ALWAYS_LOOKED_INTO = 25 * 2**20  # bytes: the least that a ClamAV is set up for when installed (`MaxFileSize`)
LONGEST_ANSWER = 4096  # bytes
BEYOND = "Heuristics.Limits.Exceeded"  # “found” where it stopped looking, if it is set up to tell


class Unreachable(Exception):
    """The scanner does not answer, or says what nobody understands. The file is not checked."""


class TooLarge(Exception):
    """The file is more than the scanner is set up to take, or to look into (`StreamMaxLength`, `MaxFileSize`, …)."""


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
    length, said = answer_about(address, pieces)
    if "size limit exceeded" in said or said.startswith(f"stream: {BEYOND}"):
        raise TooLarge
    if said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    if said != "stream: OK":
        raise Unreachable
    # It says OK as well of what it never looked into, unless it is set up to tell.
    if length > ALWAYS_LOOKED_INTO and not tells_what_it_leaves_out(address):
        raise TooLarge
    return ""


def tells_what_it_leaves_out(address: str) -> bool:
    """Whether the scanner is set up to say where it stopped looking (`AlertExceedsMax`). Raises Unreachable.

    Nothing else asks it that: it is given archives in archives, deeper than it can be set up to go (100).
    """
    return BEYOND in answer_about(address, [deep_archive(101)])[1]


def deep_archive(depth: int) -> bytes:
    inner = b"-"
    for _ in range(depth):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr("-", inner)
        inner = outer.getvalue()
    return inner


def answer_about(address: str, pieces: Iterable[bytes]) -> tuple[int, str]:
    """How many bytes were sent, and what the scanner says of them."""
    length = 0
    with connected(address, TIMEOUT) as connection:
        try:
            connection.sendall(b"zINSTREAM\0")
            for piece in pieces:
                connection.sendall(struct.pack(">I", len(piece)) + piece)
                length += len(piece)
            connection.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it stopped listening, and may have said why
        connection.settimeout(TIME_TO_LOOK)
        return length, answer_of(connection)


@contextmanager
def connected(address: str, timeout: float) -> Iterator[socket.socket]:
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
