"""The only door to words and files as they came in. The import rule lets only `protect` through, which audits each.

Whoever opens something in a transaction has waited for a withdrawal that was under way, and a later one waits for them:
what is made of words in that transaction is erased with them, or is never made. A key that was read before does not
count, since an editor may have been open for an hour.
"""

from dataclasses import dataclass

from django.db import connection

from heard.audit.actions import wait_for_other_writers
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Detail, KeptPiece, Part, PartFile, Submission
from heard.collect.evidence.states import PieceKind
from heard.files.models import ItemKey, StoredFile
from heard.files.sealing import unseal
from heard.text.spans import Source


def open_sealed(part: Part) -> Source:
    """The part's words as a source named after it. Raises `KeyDestroyed` or `SealBroken`; never half-opens."""
    plain = unseal(_key_now(part.submission), bytes(part.sealed), part.seal_context)
    return Source.from_text(part.label, plain.decode("utf-8", "surrogatepass"))


def open_file(file: PartFile) -> FileFacts:
    """What the file was called, and the key with which `read_file` opens it. Raises as `open_sealed` does."""
    return FileFacts.read(unseal(_key_now(file.part.submission), bytes(file.sealed), file.seal_context))


def open_detail(detail: Detail) -> str:
    """The name to print, or how to reach somebody. Raises as `open_sealed` does."""
    return unseal(_key_now(detail.submission), bytes(detail.sealed), detail.seal_context).decode()


def _key_now(submission: Submission) -> bytes:
    if connection.in_atomic_block:
        wait_for_other_writers()
    return ItemKey.objects.get(pk=submission.key_id).unwrap()


@dataclass(frozen=True, slots=True)
class OpenedPiece:
    """A piece of what was taken back and is held. `text` is what it says; a file has `file` and `stored` instead."""

    kind: PieceKind
    number: int
    text: str = ""
    file: FileFacts | None = None
    stored: StoredFile | None = None


def open_kept_apart(submission: Submission) -> list[OpenedPiece]:
    """What a hold keeps of words that were taken back, for whoever the hold is there for; nothing where none does.

    Whoever asks has the right to by the hold's own rule, and the audit has a line. Raises as `open_sealed` does.
    """
    pieces = KeptPiece.objects.filter(kept_apart__submission=submission)
    return [_open_piece(piece) for piece in pieces.select_related("kept_apart__key", "stored")]


def _open_piece(piece: KeptPiece) -> OpenedPiece:
    plain = unseal(piece.kept_apart.key.unwrap(), bytes(piece.sealed), piece.seal_context)
    kind = PieceKind(piece.kind)
    if kind == PieceKind.FILE:
        return OpenedPiece(kind, piece.number, file=FileFacts.read(plain), stored=piece.stored)
    return OpenedPiece(kind, piece.number, plain.decode("utf-8", "surrogatepass"))
