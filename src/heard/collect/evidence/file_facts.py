"""What is known of a file and kept sealed: what it was called, what it is, and the key that opens it."""

import base64
import json
from dataclasses import asdict, dataclass

from heard.files.sealed_files import KeptFile


@dataclass(frozen=True, slots=True)
class FileFacts:
    """`size` in bytes and `sha256` (hexadecimal) are of what is inside; `key` opens it, in base64."""

    name: str
    media_type: str
    size: int
    sha256: str
    key: str

    @classmethod
    def about(cls, name: str, media_type: str, kept: KeptFile) -> "FileFacts":
        key = base64.b64encode(kept.key).decode()
        return cls(name=name, media_type=media_type, size=kept.size, sha256=kept.sha256, key=key)

    @property
    def key_bytes(self) -> bytes:
        return base64.b64decode(self.key)

    def written(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def read(cls, written: bytes) -> "FileFacts":
        return cls(**json.loads(written.decode("utf-8", "surrogatepass")))
