"""Reading the files that people gave, one at a time, with nobody at the desk."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Part, PartFile
from heard.collect.evidence.raw import open_file
from heard.files.models import KeyDestroyed
from heard.files.sealed_files import read_file
from heard.jobs.actions import claimed, renew
from heard.jobs.models import Claim
from heard.protect.reading.engines import RECORDINGS, chosen_engine, version_for
from heard.protect.reading.models import Extraction
from heard.protect.reading.opened import Opened, seal_into
from heard.protect.reading.queries import files_due, next_version_of, transcripts
from heard.protect.reading.states import REASONS, Outcome, Reason
from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.apart import ReadApart, recognise_apart
from heard.text.readers.left_out import told_as_left_out
from heard.text.readers.reading import MOST_BYTES
from heard.text.readers.transcribing import NONE

WORK = "reading files"
USE = "a draft of its words, read by software"
RENEW_EVERY = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Found:
    """How a reading ended, and what it gave."""

    outcome: Outcome
    reason: Reason | str
    opened: Opened
    by: str = ""


def read_next_file() -> bool:
    """Read one file that is due; whether there was any. Safe to be killed, and to be done by several at once."""
    due = files_due().values_list("pk", flat=True).iterator(100)
    with claimed(WORK, map(str, due)) as claim:
        if claim is None:
            return False
        file = _still_due(claim)
        if file:
            _read_file(file, claim)
        return True


def _still_due(claim: Claim) -> PartFile | None:
    """The file, unless somebody has read it, or taken it back, just before it was claimed."""
    return files_due().select_related("part__submission__key", "stored").filter(pk=int(claim.item)).first()


def _read_file(file: PartFile, claim: Claim) -> None:
    version = version_for(file.kind)
    if claim.is_last_try:
        keep_extraction(file.part, version, _stopped())
        return
    if file.kind in RECORDINGS and chosen_engine().name == NONE:  # there is nothing to open it for
        keep_extraction(file.part, version, _to_be_listened_to())
        return
    try:
        facts = _open_for_reading(file)
    except KeyDestroyed:
        return
    keep_extraction(file.part, version, find_words(file.stored_id, facts, renewing(claim)))


@transaction.atomic
def _open_for_reading(file: PartFile) -> FileFacts:
    record(None, "open file", "submission", file.part.label, use=USE)
    return open_file(file)


def find_words(stored: UUID, facts: FileFacts, show: Callable[[int, int], None]) -> Found:
    """What software reads in an opened file, however that ends. Nothing of it is kept."""
    try:
        if facts.size > MOST_BYTES:
            raise UnreadableFile(Unreadable.TOO_LARGE, _("%(name)s is too large to be read.") % {"name": facts.name})
        data = read_file(stored, facts.key_bytes)
        return _found(recognise_apart(facts.name, data, chosen_engine(), show))
    except UnreadableFile as refusal:
        return Found(Outcome.NEEDS_A_PERSON, REASONS[refusal.kind], Opened(warnings=(str(refusal),)))


def _found(read: ReadApart) -> Found:
    warnings, reason = read.warnings, ""
    if told_as_left_out(warnings):
        reason = Reason.LEFT_OUT
    if read.cut_off:
        warnings, reason = (str(read.cut_off), *warnings), REASONS[read.cut_off.kind]
    outcome = Outcome.PARTLY_READ if reason else Outcome.READ
    return Found(outcome, reason, Opened(read.text, warnings, read.located), read.by)


def _to_be_listened_to() -> Found:
    says = _("It is a recording. Somebody has to listen to it and write down what is said.")
    return Found(Outcome.NEEDS_A_PERSON, Reason.NEEDS_TRANSCRIPT, Opened(warnings=(says,)))


def _stopped() -> Found:
    """What is kept of a file that ended its reader again and again: nobody tries a third time."""
    says = _("Reading it failed each time it was tried. A person has to read it.")
    return Found(Outcome.NEEDS_A_PERSON, Reason.STOPPED, Opened(warnings=(says,)))


def renewing(claim: Claim) -> Callable[[int, int], None]:
    """What to call while at a file for long, so that whoever else works knows of it."""
    renewed = time.monotonic()

    def show(_done: int, _of: int) -> None:
        nonlocal renewed
        if time.monotonic() - renewed > RENEW_EVERY:
            renewed = time.monotonic()
            renew(claim)

    return show


@transaction.atomic
def keep_extraction(part: Part, version: str, found: Found) -> Extraction | None:
    """Keep how a reading ended. None where somebody took the file back, or wrote it down, in the meantime."""
    wait_for_other_writers()  # a withdrawal is over, or has not begun
    part = Part.objects.select_related("submission__key").get(pk=part.pk)
    if part.has_words or transcripts().filter(part=part).exists() or not part.submission.key.wrapped:
        return None
    same = Extraction.objects.filter(part=part, extractor_version=version).first()
    if same:
        return same
    extraction = Extraction(
        part=part,
        version=next_version_of(part),
        extractor=found.by[:120],
        extractor_version=version,
        outcome=found.outcome,
        reason=found.reason,
    )
    seal_into(extraction, found.opened)
    extraction.save()
    return extraction
