"""Outlook messages written by hand, after MS-CFB and MS-OXMSG: no program here writes any."""

import struct
from dataclasses import dataclass, field

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_UNICODE, _BINARY, _TIME = 0x001F, 0x0102, 0x0040
_SUBJECT, _BODY, _SENT, _HTML, _DATA, _FILE_NAME, _MIME = 0x0037, 0x1000, 0x0039, 0x1013, 0x3701, 0x3707, 0x370E
_1601 = 11_644_473_600  # seconds before 1970


@dataclass
class Entry:
    """A stream, or a storage with what is in it."""

    name: str
    data: bytes | None = None
    inside: list["Entry"] = field(default_factory=list)


def outlook_message(subject: str, body: str, sent: int, attached: dict[str, bytes], html: str = "") -> bytes:
    """A message with a body, sent at `sent` (seconds since 1970), and files hanging on it."""
    facts: dict[int, tuple[int, bytes]] = {
        _SUBJECT: (_UNICODE, subject.encode("utf-16-le")),
        _BODY: (_UNICODE, body.replace("\n", "\r\n").encode("utf-16-le")),
        _SENT: (_TIME, struct.pack("<Q", (sent + _1601) * 10_000_000)),
    }
    if html:
        facts[_HTML] = (_BINARY, html.encode())
    header = struct.pack("<8x4I8x", 0, len(attached), 0, len(attached))
    message = _properties(header, facts)
    for number, (name, data) in enumerate(attached.items()):
        about = {_DATA: (_BINARY, data), _FILE_NAME: (_UNICODE, name.encode("utf-16-le"))}
        message.append(Entry(f"__attach_version1.0_#{number:08X}", inside=_properties(bytes(8), about)))
    return compound_file(message)


def _properties(header: bytes, facts: dict[int, tuple[int, bytes]]) -> list[Entry]:
    streams, table = [], header
    for tag, (kind, value) in facts.items():
        if kind == _TIME:
            table += struct.pack("<HHI", kind, tag, 6) + value
            continue
        length = len(value) + (2 if kind == _UNICODE else 0)
        table += struct.pack("<HHIII", kind, tag, 6, length, 0)
        streams.append(Entry(f"__substg1.0_{tag:04X}{kind:04X}", value))
    return [Entry("__properties_version1.0", table), *streams]


def compound_file(entries: list[Entry]) -> bytes:
    """Entries as a compound file of version 3, with its small streams in the stream of the root."""
    return _Writer().write(entries)


class _Writer:
    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.chain: list[int] = []
        self.small = b""
        self.small_chain: list[int] = []
        self.directory: list[bytes] = []

    def write(self, entries: list[Entry]) -> bytes:
        self.directory.append(b"")
        child = self._add(entries)
        root_start = self._put(self.small)
        self.directory[0] = self._record("Root Entry", 5, root_start, len(self.small), child)
        while len(self.directory) % 4:
            self.directory.append(bytes(68) + struct.pack("<III", _FREE, _FREE, _FREE) + bytes(48))
        directory = self._put(b"".join(self.directory))
        small_fat = self._put(struct.pack(f"<{len(self.small_chain)}I", *self.small_chain), fill=b"\xff")
        small_count = -(-len(self.small_chain) * 4 // _SECTOR)
        fat_sectors = 1
        while (len(self.chain) + fat_sectors) * 4 > fat_sectors * _SECTOR:
            fat_sectors += 1
        first_fat = len(self.sectors)
        chain = [*self.chain, *[_FAT] * fat_sectors]
        chain += [_FREE] * (fat_sectors * _SECTOR // 4 - len(chain))
        places = [*range(first_fat, first_fat + fat_sectors)]
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        header += struct.pack("<HHHHH6xIII4xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, directory, _CUTOFF,
                              small_fat if self.small_chain else _END, small_count, _END, 0)  # fmt: skip
        header += struct.pack("<109I", *places, *[_FREE] * (109 - len(places)))
        return header + b"".join(self.sectors) + struct.pack(f"<{len(chain)}I", *chain)

    def _add(self, entries: list[Entry]) -> int:
        """Records for entries that lie in one place: a tree that leans to the right, which is a tree. Its root."""
        after = _FREE
        for entry in sorted(entries, key=lambda each: (len(each.name), each.name.upper()), reverse=True):
            number = len(self.directory)
            self.directory.append(b"")
            if entry.data is None:
                inside = self._add(entry.inside)
                self.directory[number] = self._record(entry.name, 1, 0, 0, inside, after)
            else:
                start = self._put(entry.data) if len(entry.data) >= _CUTOFF else self._put_small(entry.data)
                self.directory[number] = self._record(entry.name, 2, start, len(entry.data), _FREE, after)
            after = number
        return after

    def _record(self, name: str, kind: int, start: int, size: int, child: int, right: int = _FREE) -> bytes:
        encoded = name.encode("utf-16-le") + b"\0\0"
        record = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, right, child)
        return record + bytes(36) + struct.pack("<IQ", start, size)

    def _put(self, data: bytes, fill: bytes = b"\0") -> int:
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, fill) for at in range(0, len(data), _SECTOR)]
        return self._link(self.sectors, self.chain, pieces)

    def _put_small(self, data: bytes) -> int:
        first = len(self.small_chain)
        padded = data + bytes(-len(data) % _SMALL)
        count = len(padded) // _SMALL
        self.small += padded
        self.small_chain += [*range(first + 1, first + count), _END] if count else []
        return first if count else _END

    def _link(self, sectors: list[bytes], chain: list[int], pieces: list[bytes]) -> int:
        first = len(sectors)
        sectors += pieces
        chain += [*range(first + 1, first + len(pieces)), _END] if pieces else []
        return first if pieces else _END
