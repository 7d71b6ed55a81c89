"""Importing: the file is sealed, its columns are said, its rows are received a few at a time, and it is erased."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.approvals.actions import use_approval
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.channels.form_imports.mapping import Mapping, fingerprint
from heard.collect.channels.form_imports.models import FormImport, ImportedRow, KnownAnswer, SavedMapping
from heard.collect.channels.form_imports.queries import (
    SAVED,
    Opened,
    counts_of,
    hash_of_answer,
    hash_of_row,
    open_import,
    running,
    saved_key,
    table_of,
)
from heard.collect.channels.form_imports.rows import RowRead, RowReader, read_rows
from heard.collect.channels.form_imports.rules import check_import_forms
from heard.collect.channels.form_imports.second_persons import report_of
from heard.collect.channels.form_imports.states import TAKE_REPORT, ImportState, Outcome, WhyOut
from heard.collect.evidence.actions import GivenEvidence, receive_submission
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import next_reference
from heard.files.actions import destroy_key, let_go_of_file, make_item_key, note_file
from heard.files.sealed_files import KeptFile
from heard.files.sealing import seal
from heard.text.errors import BadInput
from heard.text.languages import notice_language

AT_ONCE = 20  # rows in one transaction: as long as anybody else waits to write
WAITS_FOR = timedelta(days=7)  # a file whose columns nobody says


@transaction.atomic
def begin_import(actor: User, form: str, facts: FileFacts, kept: KeptFile) -> FormImport:
    """Keep a file that arrived sealed, until its rows are received."""
    check_import_forms(actor)
    forget_old_files()
    begun = FormImport(form=form, by=actor, stored=note_file(kept), key=make_item_key())
    _seal(begun, Opened(facts, None))
    record(actor, "upload", "form import", begun.label)
    return begun


def _seal(form_import: FormImport, opened: Opened) -> None:
    form_import.sealed = seal(form_import.key.unwrap(), opened.written(), form_import.seal_context)
    form_import.save()


@transaction.atomic
def say_columns(actor: User, form_import: FormImport, mapping: Mapping) -> None:
    """Keep what the columns are. Nothing is received by that."""
    check_import_forms(actor)
    _check_not_begun(form_import)
    _seal(form_import, replace(open_import(form_import), mapping=mapping))


@transaction.atomic
def take_report(actor: User, form_import: FormImport) -> None:
    """Note that somebody takes the report along, to which a second person agreed, once."""
    check_import_forms(actor)
    use_approval(actor, TAKE_REPORT, report_of(form_import))
    record(actor, "take report", "form import", form_import.label)


def look_at(actor: User, form_import: FormImport, what_for: str) -> None:
    """Note that somebody is shown rows as they came in."""
    check_import_forms(actor)
    record(actor, "open", "form import", form_import.label, use=what_for)


@transaction.atomic
def start_import(actor: User, form_import: FormImport, columns: tuple[str, ...], rows: int) -> None:
    """Begin to receive the rows: from now on, any page that shows how far it is, or `heard work`, carries it on."""
    check_import_forms(actor)
    _check_not_begun(form_import)
    mapping = open_import(form_import).mapping
    if mapping is None or not mapping.words:
        raise BadInput(_("No column holds words yet, so there is nothing to receive."))
    if not mapping.asks_to_be_read and not (mapping.declared and mapping.declaration):
        raise BadInput(_("Nothing says that these people agreed to be read, so nothing is received."))
    if mapping.declaration:
        record(actor, "declare consent", "form import", form_import.label, use=mapping.declaration)
    record(actor, "start", "form import", form_import.label)
    form_import.state, form_import.rows = ImportState.RUNNING, rows
    form_import.save(update_fields=["state", "rows"])
    sealed = seal(saved_key(), mapping.written().encode(), SAVED)
    SavedMapping.objects.update_or_create(columns=fingerprint(columns), defaults={"sealed": sealed, "by": actor})


def _check_not_begun(form_import: FormImport) -> None:
    if form_import.state != ImportState.BEGUN:
        raise BadInput(_("This import is begun or done already, so its columns stay as they are."))


def import_if_due() -> bool:
    """Carry on an import, if one is running. Whether there was one."""
    form_import = running().first()
    return form_import is not None and carry_on(form_import, seconds=2)


def carry_on(form_import: FormImport, seconds: float) -> bool:
    """Receive more rows for about so many seconds. Whether there was anything to do.

    Two that carry on at once do no harm: each row is taken in the transaction that notes how far it is.
    """
    if form_import.state != ImportState.RUNNING:
        return False
    opened = open_import(form_import)
    assert opened.mapping is not None
    # Read from the first row, because what a row is known by depends on the rows before it that are the same.
    reads = list(read_rows(table_of(form_import, opened.facts).rows, opened.mapping))
    reader = RowReader(opened.mapping)
    until = time.monotonic() + seconds
    while receive_some(form_import, reads, reader) and time.monotonic() < until:
        pass
    return True


@transaction.atomic
def receive_some(form_import: FormImport, reads: Sequence[RowRead], reader: RowReader) -> bool:
    """Receive the next rows, all or none of them. Whether there are more."""
    wait_for_other_writers()
    form_import.refresh_from_db()
    if form_import.state != ImportState.RUNNING:
        return False
    place = form_import.next_row
    numbers = _References()
    for read in islice(reads, place, place + AT_ONCE):
        _receive_row(form_import, read, reader, numbers)
    form_import.next_row = min(place + AT_ONCE, len(reads))
    form_import.save(update_fields=["next_row"])
    if form_import.next_row >= len(reads):
        _finish(form_import)
        return False
    return True


class _References:
    """The next free references, asked for once: finding one looks at all that are taken."""

    def __init__(self) -> None:
        self.number = 0

    def next(self) -> str:
        self.number = self.number + 1 if self.number else int(next_reference()[2:])
        return f"H-{self.number:04}"


def _receive_row(form_import: FormImport, read: RowRead, reader: RowReader, references: _References) -> None:
    row = ImportedRow(form_import=form_import, row=read.number, outcome=Outcome.LEFT_OUT)
    known = KnownAnswer.objects.filter(hash=hash_of_answer(form_import.form, read)).first()
    if known:
        row.submission = known.submission
        if known.row_hash == hash_of_row(read):
            row.outcome = Outcome.SAME
        else:
            row.why = WhyOut.CHANGED
    else:
        evidence = reader.evidence_in(read)
        if isinstance(evidence, WhyOut):
            row.why = evidence
        else:
            row.outcome = Outcome.RECEIVED
            row.submission = _receive(form_import, read, evidence, references.next())
    row.save()


def _receive(form_import: FormImport, read: RowRead, evidence: GivenEvidence, reference: str) -> Submission:
    language = notice_language("\n".join(part.text for part in evidence.parts))
    submission = receive_submission(form_import.by, replace(evidence, reference=reference, language=language))
    KnownAnswer.objects.create(
        hash=hash_of_answer(form_import.form, read), row_hash=hash_of_row(read), submission=submission
    )
    return submission


def _finish(form_import: FormImport) -> None:
    counted = counts_of(form_import)
    said = "; ".join(f"{outcome}: {number}" for outcome, number in counted.items())
    record(form_import.by, "import", "form import", form_import.label, use=said)
    _let_go(form_import.by, form_import, ImportState.DONE, "its rows are received")


@transaction.atomic
def drop_import(actor: User | None, form_import: FormImport) -> None:
    """Erase a file whose rows nobody has begun to receive. `actor` is None where its time is over."""
    if actor is not None:
        check_import_forms(actor)
    _check_not_begun(form_import)
    record(actor, "drop", "form import", form_import.label)
    _let_go(actor, form_import, ImportState.DROPPED, "not received")


def forget_old_files() -> None:
    """Erase files that waited for a week for somebody to say what their columns are."""
    for old in FormImport.objects.filter(state=ImportState.BEGUN, at__lt=timezone.now() - WAITS_FOR):
        drop_import(None, old)


def _let_go(actor: User | None, form_import: FormImport, state: ImportState, reason: str) -> None:
    stored, form_import.stored = form_import.stored, None
    form_import.state, form_import.sealed = state, b""
    form_import.save(update_fields=["stored", "state", "sealed"])
    if stored is not None:
        let_go_of_file(stored)
    destroy_key(actor, form_import.key, reason)
