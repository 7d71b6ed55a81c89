"""A withdrawal while a concern is open waits with destroying; otherwise why it was open goes with the words."""

from heard.collect.evidence.models import KeptApart, KeptPiece, Submission
from heard.collect.evidence.states import PieceKind
from heard.protect.reading.queries import newest_extraction_of
from heard.protect.safeguarding.models import Look, PieceLook, Sign
from heard.protect.safeguarding.queries import open_concern_of, pieces_to_look_at, waits_for_a_look
from heard.protect.safeguarding.sealed_words import open_why_with, seal_why
from heard.protect.safeguarding.states import Outcome


def holds_withdrawal(submission: Submission) -> bool:
    """Until software has looked, and whatever it found was read: a child may take her words back out of fear, and fear
    is quicker than we are.
    """
    return open_concern_of(submission) is not None or waits_for_a_look(submission)


def erase_reasons(submission: Submission) -> None:
    """What the software found in the words. Where they are kept apart, it goes there with them."""
    note_what_was_looked_at(submission)
    Look.objects.filter(part__submission=submission).delete()
    concern = open_concern_of(submission)
    is_kept = KeptApart.objects.filter(submission=submission).exists()
    for sign in Sign.objects.filter(part__submission=submission).select_related("part__submission__key", "concern"):
        if is_kept and sign.concern == concern:
            seal_why(sign, open_why_with(submission.key, sign))
        else:
            sign.sealed = b""
        sign.save(update_fields=["sealed"])


def note_what_was_looked_at(submission: Submission) -> None:
    """What is kept apart and was looked at before is not looked at again."""
    for piece in pieces_to_look_at().filter(kept_apart__submission=submission):
        if was_looked_at(submission, piece):
            PieceLook.objects.create(piece=piece, outcome=Outcome.READ_BEFORE)


def was_looked_at(submission: Submission, piece: KeptPiece) -> bool:
    """Of a file whose words somebody wrote down, those are what is looked at."""
    part = submission.parts.get(number=piece.number)
    if piece.kind == PieceKind.WORDS:
        return Look.objects.filter(part=part, extraction=None).exists()
    draft = newest_extraction_of(part)
    return part.has_words or (draft is not None and Look.objects.filter(extraction=draft).exists())
