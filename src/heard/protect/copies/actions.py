"""Making clean copies of files, one at a time, with nobody at the desk."""

import mimetypes
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import PartFile
from heard.collect.evidence.raw import open_file
from heard.files.actions import note_file
from heard.files.models import KeyDestroyed
from heard.files.sealed_files import KeptFile, SealingWriter, erase_file, read_file
from heard.files.sealing import seal
from heard.jobs.actions import claimed
from heard.jobs.models import Claim
from heard.protect.copies.cleaning.apart import TIME, Told, clean_apart
from heard.protect.copies.cleaning.cleaned import CannotClean
from heard.protect.copies.cleaning.words import PLAIN
from heard.protect.copies.models import CleanCopy
from heard.protect.copies.queries import files_without_copy
from heard.protect.copies.states import Outcome

WORK = "making clean copies"
USE = "a copy without what is hidden in it, made by software"
LEASE = timedelta(seconds=TIME + 120)  # longer than cleaning can take, with time to seal what comes out
NOTHING_IS_HIDDEN_IN = ("text/plain", "text/csv", "text/vtt", "text/markdown", "application/x-subrip")
ENDINGS = {"image/jpeg": ".jpg", "audio/mp4": ".m4a", "audio/mpeg": ".mp3", "audio/ogg": ".ogg", "image/webp": ".webp"}


@dataclass(frozen=True, slots=True)
class Made:
    """How it ended, and the copy where there is one."""

    outcome: Outcome
    kept: KeptFile | None = None
    media_type: str = ""


def copy_next_file() -> bool:
    """Copy one file that is due; whether there was any. Safe to be killed, and to be done by several at once."""
    with claimed(WORK, map(str, files_without_copy().values_list("pk", flat=True)), lease=LEASE) as claim:
        if claim is None:
            return False
        file = _still_due(claim)
        if file:
            _copy_file(file, claim)
        return True


def _still_due(claim: Claim) -> PartFile | None:
    return files_without_copy().select_related("part__submission__key", "stored").filter(pk=int(claim.item)).first()


def _copy_file(file: PartFile, claim: Claim) -> None:
    if claim.is_last_try:
        keep_copy(file, Made(Outcome.BROKEN))
        return
    try:
        keep_copy(file, make_copy(file, _open_for_copying(file)))
    except KeyDestroyed:
        return
    except OSError:  # a full disk, or the storage out of reach: no fault of the file, which is tried again
        Claim.objects.filter(pk=claim.pk).update(tries=F("tries") - 1)
        raise


@transaction.atomic
def _open_for_copying(file: PartFile) -> FileFacts:
    record(None, "open file", "submission", file.part.label, use=USE)
    return open_file(file)


def make_copy(file: PartFile, facts: FileFacts) -> Made:
    """Clean an opened file apart, and seal what comes out while it comes."""
    if facts.media_type in NOTHING_IS_HIDDEN_IN:
        return Made(Outcome.NOTHING_HIDDEN)
    writer = SealingWriter()
    try:
        told = clean_apart(facts.media_type, read_file(file.stored_id, facts.key_bytes), writer.write)
    except CannotClean as refusal:
        writer.abandon()
        return Made(Outcome(refusal.refusal))
    except BaseException:
        writer.abandon()
        raise
    return Made(_outcome_of(told), writer.finish(), told.media_type)


def _outcome_of(told: Told) -> Outcome:
    if told.media_type == PLAIN:  # nobody cleans what came as plain text: the file was of another kind
        return Outcome.WORDS_IN_PART if told.is_partly else Outcome.WORDS_ALONE
    return Outcome.PARTLY_CLEAN if told.is_partly else Outcome.CLEAN


@transaction.atomic
def keep_copy(file: PartFile, made: Made) -> CleanCopy | None:
    """Keep a copy, or why there is none. None where the file was taken back, or copied, in the meantime."""
    wait_for_other_writers()  # a withdrawal is over, or has not begun
    due = files_without_copy().select_related("part__submission__key").filter(pk=file.pk).first()
    if due is None or not due.part.submission.key.wrapped:
        if made.kept:
            erase_file(made.kept.id)
        return None
    copy = CleanCopy(file=due, outcome=made.outcome)
    if made.kept:
        facts = FileFacts.about(_name_of(due, made.media_type), made.media_type, made.kept)
        copy.stored = note_file(made.kept)
        copy.sealed = seal(due.part.submission.key.unwrap(), facts.written(), copy.seal_context)
    copy.save()
    return copy


def _name_of(file: PartFile, media_type: str) -> str:
    """H-0012-2.jpg: what the file was called may tell of people."""
    ending = ENDINGS.get(media_type) or mimetypes.guess_extension(media_type) or ""
    return f"{file.part.submission.reference}-{file.part.number}{ending}"
