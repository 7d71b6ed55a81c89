"""Looking at what was taken back before software had looked at it. Then it is destroyed, or a person reads it."""

from django.db import transaction

from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import KeptPiece
from heard.collect.evidence.raw import OpenedPiece, open_kept_apart
from heard.files.models import KeyDestroyed
from heard.jobs.actions import claimed, renew
from heard.jobs.models import Claim
from heard.protect.reading.actions import find_words, renewing
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.looking import CAUSES, USE, found_in, judge_in_stretches
from heard.protect.safeguarding.models import PieceLook
from heard.protect.safeguarding.opening import open_concern
from heard.protect.safeguarding.queries import pieces_to_look_at
from heard.protect.safeguarding.states import Outcome

WORK = "looking at what was taken back"


def look_at_next_piece() -> bool:
    """Look at one piece that is due; whether there was any. Safe to be killed, and to be done by several at once."""
    due = pieces_to_look_at().values_list("pk", flat=True)
    with claimed(WORK, map(str, due.iterator(100))) as claim:
        if claim is None:
            return False
        piece = pieces_to_look_at().select_related("kept_apart__submission").filter(pk=int(claim.item)).first()
        if piece:
            _look(piece, claim)
        return True


def _look(piece: KeptPiece, claim: Claim) -> None:
    if claim.is_last_try:  # it ended its worker twice, so a person reads it
        keep_look_at_piece(piece, Judged(Outcome.NOT_LOOKED_AT))
        return
    try:
        text = _words_of(_open(piece), claim)
    except KeyDestroyed:
        return
    nothing = Judged(Outcome.NOTHING_FOUND)
    keep_look_at_piece(piece, judge_in_stretches(text, lambda: renew(claim)) if text.strip() else nothing)


@transaction.atomic
def _open(piece: KeptPiece) -> OpenedPiece:
    submission = piece.kept_apart.submission
    record(None, "open what was taken back", "submission", submission.parts.get(number=piece.number).label, use=USE)
    pieces = open_kept_apart(submission)
    found = next((each for each in pieces if (each.kind, each.number) == (piece.kind, piece.number)), None)
    if found is None:
        raise KeyDestroyed
    return found


def _words_of(opened: OpenedPiece, claim: Claim) -> str:
    """Its words; of a file, what software reads in it now, which is kept nowhere."""
    if opened.file is None or opened.stored is None:
        return opened.text
    return find_words(opened.stored.pk, opened.file, renewing(claim)).opened.text


@transaction.atomic
def keep_look_at_piece(piece: KeptPiece, judged: Judged) -> PieceLook | None:
    """Keep how a look ended; open a concern where a person is needed, which holds it further. None where it is gone."""
    wait_for_other_writers()
    piece_now = pieces_to_look_at().select_related("kept_apart__submission__key").filter(pk=piece.pk).first()
    if piece_now is None:
        return None
    submission = piece_now.kept_apart.submission
    if judged.outcome in CAUSES:
        open_concern(None, submission, [found_in(submission.parts.get(number=piece_now.number), judged)])
    return PieceLook.objects.create(piece=piece_now, outcome=judged.outcome)
