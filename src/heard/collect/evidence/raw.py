"""The only door to words and files as they came in. The import rule lets only `protect` through, which audits each."""

from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Detail, Part, PartFile
from heard.files.sealing import unseal
from heard.text.spans import Source


def open_sealed(part: Part) -> Source:
    """The part's words as a source named after it. Raises `KeyDestroyed` or `SealBroken`; never half-opens."""
    plain = unseal(part.submission.key.unwrap(), bytes(part.sealed), part.seal_context)
    return Source.from_text(part.label, plain.decode("utf-8", "surrogatepass"))


def open_file(file: PartFile) -> FileFacts:
    """What the file was called, and the key with which `read_file` opens it. Raises as `open_sealed` does."""
    return FileFacts.read(unseal(file.part.submission.key.unwrap(), bytes(file.sealed), file.seal_context))


def open_detail(detail: Detail) -> str:
    """The name to print, or how to reach somebody. Raises as `open_sealed` does."""
    return unseal(detail.submission.key.unwrap(), bytes(detail.sealed), detail.seal_context).decode()
