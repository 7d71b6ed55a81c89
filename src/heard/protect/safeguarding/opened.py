"""What a concern is about, for somebody who has it open: for an hour, and for nobody else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.signing import BadSignature, TimestampSigner

from heard.accounts.models import User
from heard.collect.evidence.models import Part
from heard.collect.evidence.queries import is_kept_apart
from heard.collect.evidence.raw import OpenedPiece, open_detail, open_kept_apart
from heard.collect.evidence.states import DetailKind, PieceKind
from heard.protect.deidentification.actions import opened_original
from heard.protect.deidentification.contents import OPEN_FOR
from heard.protect.reading.opened import open_extraction
from heard.protect.reading.queries import newest_extraction_of
from heard.protect.safeguarding.models import Concern, Sign
from heard.protect.safeguarding.queries import parts_of
from heard.protect.safeguarding.sealed_words import open_reasons
from heard.protect.scans.queries import is_shut

_signer = TimestampSigner(salt="heard opened concern")


def pass_for(user: User, concern: Concern) -> str:
    """A word that lets `user` see what the concern is about for an hour."""
    return _signer.sign(f"{user.pk} {concern.pk}")


def is_pass_for(user: User, concern: Concern, given: str) -> bool:
    try:
        return _signer.unsign(given, max_age=OPEN_FOR) == f"{user.pk} {concern.pk}"
    except BadSignature:
        return False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a part is to be read: what kind of reason, and the sentences it gives."""

    sign: Sign
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenedPart:
    """One part: its words or, where nobody has written those down, what software read in its file (`is_draft`).

    `file` is what a hold keeps of its file; other files are opened on their own page, unless `is_shut` says that the
    virus scanner found something in them.
    """

    part: Part
    reasons: list[Reason]
    words: str = ""
    is_draft: bool = False
    is_shut: bool = False
    file: OpenedPiece | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """All that somebody reads who looks after a concern. `told` is what was told beside the words, by what it is."""

    parts: list[OpenedPart]
    told: dict[str, str] = field(default_factory=dict)


def open_what_it_is_about(concern: Concern) -> Opened:
    """Whoever asks has it open, of which the audit has its lines. Raises KeyDestroyed or SealBroken."""
    if is_kept_apart(concern.submission):
        return _kept_apart(concern)
    details = concern.submission.details.all()
    told = {str(DetailKind(detail.kind).label): open_detail(detail) for detail in details}
    return Opened([_opened(part, concern) for part in parts_of(concern)], told)


def _opened(part: Part, concern: Concern) -> OpenedPart:
    reasons = list(_reasons(concern, part))
    if part.has_words:
        return OpenedPart(part, reasons, opened_original(part).text)
    draft = newest_extraction_of(part)
    return OpenedPart(part, reasons, open_extraction(draft).text if draft else "", is_draft=True, is_shut=is_shut(part))


def _kept_apart(concern: Concern) -> Opened:
    pieces = open_kept_apart(concern.submission)
    words = {piece.number: piece.text for piece in pieces if piece.kind == PieceKind.WORDS}
    files = {piece.number: piece for piece in pieces if piece.kind == PieceKind.FILE}
    told = {str(piece.kind.label): piece.text for piece in pieces if piece.kind in DetailKind.values}
    for piece in pieces:
        told |= json.loads(piece.text) if piece.kind == PieceKind.ABOUT else {}
    opened = [
        OpenedPart(part, list(_reasons(concern, part)), words.get(part.number, ""), file=files.get(part.number))
        for part in parts_of(concern)
    ]
    return Opened(opened, told)


def _reasons(concern: Concern, part: Part) -> Iterator[Reason]:
    for sign in concern.signs.filter(part=part).select_related("by", "part__submission__key"):
        yield Reason(sign, open_reasons(sign))
