"""What somebody took back and must not be destroyed yet: moved under a key of its own, out of everybody's sight."""

import json
from functools import partial

from django.db import transaction

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import KeptApart, KeptPiece, Submission
from heard.collect.evidence.queries import files_in
from heard.collect.evidence.states import PieceKind
from heard.collect.evidence.withdrawals import is_held
from heard.files.actions import destroy_key, let_go_of_file, make_item_key
from heard.files.models import StoredFile
from heard.files.sealing import seal, unseal
from heard.files.states import WhyGone, WhyHeld
from heard.files.tombstone_log import note_hold, note_hold_ended
from heard.inquiry.consent.queries import trusted_adult_of


def keep_apart(actor: User | None, submission: Submission) -> KeptApart:
    """Move all that a submission is to where only `raw.open_kept_apart` finds it; its own key opens nothing then.

    It is noted apart from the database as well: a copy from before the hold would destroy it. Raises NotNoted.
    """
    note_hold(submission.key_id, submission.reference, WhyHeld.TAKEN_BACK)
    kept = KeptApart.objects.create(submission=submission, key=make_item_key())
    key = submission.key.unwrap()
    for part in submission.parts.exclude(sha256=""):
        _keep(kept, PieceKind.WORDS, part.number, unseal(key, bytes(part.sealed), part.seal_context))
    for file in files_in(submission):
        stored = file.stored
        facts = unseal(key, bytes(file.sealed), file.seal_context)
        file.delete()
        _keep(kept, PieceKind.FILE, file.part.number, facts, stored)
    for detail in submission.details.all():
        _keep(kept, PieceKind(detail.kind), 0, unseal(key, bytes(detail.sealed), detail.seal_context))
    _keep(kept, PieceKind.ABOUT, 0, json.dumps(_about(submission)).encode())
    record(actor, "keep apart", "submission", submission.reference)
    return kept


def _keep(kept: KeptApart, kind: PieceKind, number: int, plain: bytes, stored: StoredFile | None = None) -> None:
    piece = KeptPiece(kept_apart=kept, kind=kind, number=number, stored=stored)
    piece.sealed = seal(kept.key.unwrap(), plain, piece.seal_context)
    piece.save()


def _about(submission: Submission) -> dict[str, str]:
    """What they told about themselves: whether somebody is a child decides what is done to keep them safe."""
    adult = trusted_adult_of(submission.consent)
    who = submission.contributor
    about = {"speaks of": who.speaking_as, "age": who.age_band, "region": who.region, "who knows": adult and adult.who}
    return {name: told for name, told in about.items() if told}


def destroy_what_is_held_no_longer() -> bool:
    """Destroy one thing that was taken back and that no hold keeps any more; whether there was any."""
    kept = KeptApart.objects.select_related("submission").iterator()
    free = next((each for each in kept if not is_held(each.submission)), None)
    return free is not None and _destroy(free)


@transaction.atomic
def _destroy(found: KeptApart) -> bool:
    wait_for_other_writers()
    kept = KeptApart.objects.select_related("submission", "key").filter(pk=found.pk).first()
    if kept is None or is_held(kept.submission):
        return False
    stored = [piece.stored for piece in kept.pieces.select_related("stored") if piece.stored]
    submission, key = kept.submission, kept.key
    kept.delete()
    for file in stored:
        let_go_of_file(file)
    destroy_key(None, key, WhyGone.HELD_NO_LONGER)
    record(None, "destroy", "submission", submission.reference)
    transaction.on_commit(partial(note_hold_ended, submission.key_id), robust=True)
    return True
