"""Files on their way in: sealed while they arrive, so that none ever lies readable on a disk or fills the memory."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.media_types import BYTES_TO_TELL_BY, media_type_of
from heard.files.sealed_files import CHUNK_BYTES, KeptFile, SealingWriter, erase_file

# Control characters, and those that turn the direction of writing: with them a name can pretend to another ending.
NOT_FOR_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST_NAME = 120


def shown_name(name: str) -> str:
    """A file's name as it can be shown; a long one keeps its ending."""
    clean = NOT_FOR_NAMES.sub("", name).strip() or "?"
    return clean if len(clean) <= LONGEST_NAME else f"{clean[: LONGEST_NAME - 12]}…{clean[-11:]}"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that lies sealed on the disk, and that nothing remembers yet: keep it or `forget` it."""

    kept: KeptFile
    facts: FileFacts

    def forget(self) -> None:
        erase_file(self.kept.id)


class SealedUpload(UploadedFile):
    """What Django's form parser hands on for each file."""

    def __init__(self, name: str, received: ReceivedFile) -> None:
        super().__init__(None, name, received.facts.media_type, received.kept.size)
        self.received = received


class SealingUploadHandler(FileUploadHandler):
    """Seals each file of a form. `too_large` and `empty` hold the names of those that were not kept."""

    chunk_size = CHUNK_BYTES

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.too_large: list[str] = []
        self.empty: list[str] = []
        self.writer: SealingWriter | None = None
        self.beginning = b""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.writer is None:
            self.writer, self.beginning = SealingWriter(), raw_data[:BYTES_TO_TELL_BY]
        if start + len(raw_data) > settings.LARGEST_FILE:
            self.upload_interrupted()
            self.too_large.append(shown_name(self.file_name or ""))
            raise SkipFile
        self.writer.write(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload | None:
        name = shown_name(self.file_name or "")
        if self.writer is None or file_size == 0:
            self.upload_interrupted()
            self.empty.append(name)
            return None
        kept, self.writer = self.writer.finish(), None
        facts = FileFacts.about(name, media_type_of(name, self.beginning), kept)
        return SealedUpload(name, ReceivedFile(kept, facts))

    def upload_interrupted(self) -> None:
        if self.writer is not None:
            self.writer.abandon()
            self.writer = None


def received_files(request: HttpRequest) -> list[ReceivedFile]:
    """The files of the form that was sent."""
    return [upload.received for upload in request.FILES.getlist("added") if isinstance(upload, SealedUpload)]
