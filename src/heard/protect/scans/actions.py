"""Checking files, one at a time, with nobody at the desk; and deciding about what was found."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import PartFile
from heard.collect.evidence.raw import open_file
from heard.files.models import KeyDestroyed
from heard.files.sealed_files import read_file
from heard.jobs.actions import claimed
from heard.jobs.models import Claim
from heard.protect.scans.clamd import Scanner, TooLarge, Unreachable, scanner_at, what_is_found
from heard.protect.scans.models import Release, Scan
from heard.protect.scans.queries import files_not_checked, is_scanner_set_up
from heard.protect.scans.rules import check_release
from heard.protect.scans.states import Result

WORK = "checking files for viruses"
USE = "a check for viruses, by software"
LEASE = timedelta(minutes=10)  # sending a large file and waiting for what the scanner says of it


def check_next_file() -> bool:
    """Check one file that is due; whether there was any. While the scanner does not answer, all wait."""
    if not is_scanner_set_up():
        return False
    due = files_not_checked().values_list("pk", flat=True)
    if not due.exists():
        return False
    try:
        scanner = scanner_at(settings.CLAMAV_SOCKET)
    except Unreachable:
        return False
    with claimed(WORK, map(str, due), LEASE) as claim:
        return claim is not None and _check_file(claim, scanner)


def _check_file(claim: Claim, scanner: Scanner) -> bool:
    file = files_not_checked().select_related("part__submission__key", "stored").filter(pk=int(claim.item)).first()
    if file is None:
        return True
    try:
        keep_scan(file, scanner, *_result_of(file))
    except KeyDestroyed:
        return True
    except (Unreachable, OSError):  # no fault of the file, which is tried again
        Claim.objects.filter(pk=claim.pk).update(tries=F("tries") - 1)
        raise
    return True


def _result_of(file: PartFile) -> tuple[Result, str]:
    facts = _open_for_checking(file)
    try:
        found = what_is_found(settings.CLAMAV_SOCKET, read_file(file.stored_id, facts.key_bytes))
    except TooLarge:
        return Result.TOO_LARGE, ""
    return (Result.SOMETHING_FOUND, found) if found else (Result.NOTHING_FOUND, "")


@transaction.atomic
def _open_for_checking(file: PartFile) -> FileFacts:
    record(None, "open file", "submission", file.part.label, use=USE)
    return open_file(file)


@transaction.atomic
def keep_scan(file: PartFile, scanner: Scanner, result: Result, found: str = "") -> Scan | None:
    """Keep what a scanner said. None where the file was taken back, or checked, in the meantime."""
    wait_for_other_writers()  # a withdrawal is over, or has not begun
    if not files_not_checked().filter(pk=file.pk).exists():
        return None
    if result == Result.SOMETHING_FOUND:
        record(None, "find something in", "submission", file.part.label)
    return Scan.objects.create(
        file=file, result=result, found=found[:200], scanner=scanner.name[:60], signatures=scanner.signatures[:80]
    )


@transaction.atomic
def release_file(actor: User, scan: Scan, why: str) -> Release:
    """Let a file be opened although something was found in it."""
    check_release(actor, scan)
    record(actor, "release file", "submission", scan.file.part.label, use=why)
    return Release.objects.create(scan=scan, by=actor, why=why)
