"""What a thief finds who has the disk and the database, and not the key."""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection

PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
MOST_UNPACKED = 2**20


def whole_database() -> bytes:
    """Everything the database of this test holds: SQLite's own bytes, or every row of every table."""
    if connection.vendor == "sqlite":
        return bytes(connection.connection.serialize())
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = [row for table in tables for row in rows_of(cursor, table)]
    return b"\n".join(bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell).encode() for cell in rows)


def rows_of(cursor: object, table: str) -> Iterator[object]:
    cursor.execute(f'SELECT * FROM "{table}"')  # type: ignore[attr-defined]  # noqa: S608 (the database's own names)
    for row in cursor.fetchall():  # type: ignore[attr-defined]
        yield from row


def everything_in(folder: Path, but: Iterable[str] = ()) -> dict[str, bytes]:
    """Every file below, by name, but for those in the folders called so."""
    left_out = set(but)
    files = (path for path in folder.rglob("*") if path.is_file() and not left_out & set(path.parts))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def found_in(data: bytes, canaries: Iterable[str]) -> set[str]:
    """Which of them can be read in it: as they are, in other encodings, in base64 or hexadecimal, or packed."""
    everything = [data, *unpacked(data)]
    return {canary for canary in canaries if any(written in one for one in everything for written in ways_of(canary))}


def ways_of(canary: str) -> list[bytes]:
    plain = canary.encode()
    wide = canary.encode("utf-16-le")
    ways = [plain, wide, canary.encode("utf-16-be"), plain.hex().encode(), canary.upper().encode(), plain[::-1]]
    for text in (plain, wide):
        ways += [middle_of_base64(text, at) for at in range(3)]
    return ways


def middle_of_base64(text: bytes, at: int) -> bytes:
    """What base64 makes of `text` wherever it begins, without what depends on its neighbours."""
    written = base64.b64encode(bytes(at) + text)
    whole = (at + len(text)) // 3 * 4
    return written[4 if at else 0 : whole]


def unpacked(data: bytes) -> Iterator[bytes]:
    """Whatever in it was packed with zlib or gzip."""
    for begins in PACKED.finditer(data):
        try:
            yield zlib.decompressobj(47).decompress(data[begins.start() :], MOST_UNPACKED)
        except zlib.error:
            continue
