"""A restore drill: back a site up while it is written to, lose it, put it back, and hold every word and file against
what was given. Nothing of it is real.

Run as a program in a site of its own (HEARD_DATA, HEARD_KEYS, HEARD_TOMBSTONES, DATABASE_URL), whose database is
migrated; what it finds goes to its output as JSON. `make drill` runs one that takes minutes.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

AWAY = "away"  # a folder beside the data: another disk
WHOEVER_WRITES = 0.05  # seconds between two submissions while the backup is made


@dataclass
class Outcome:
    """`lost` and `back` must stay empty: what was given and is not as it was, and what was taken back and is there.

    `allowed_again` are uses that somebody took back and that hold; `held_and_lost` what the law holds and is not there.
    """

    given: int = 0
    given_meanwhile: int = 0
    taken_again: int = 0
    taken_again_the_second_time: int = 0
    is_kept_beside: bool = False
    lost: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    allowed_again: list[str] = field(default_factory=list)
    held_and_lost: list[str] = field(default_factory=list)
    readable_in_the_backup: list[str] = field(default_factory=list)
    audit_is_whole: bool = False
    is_closed_in_between: bool = False
    is_open: bool = False
    backup_bytes: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Gift:
    reference: str
    words: str
    sha256: str
    canary: str


def drill(submissions: int, file_bytes: int) -> Outcome:
    """Everything is in one process, as only a machine that was lost would not have it."""
    from django.conf import settings

    away = Path(settings.DATA).parent / AWAY
    away.mkdir(exist_ok=True)
    outcome = Outcome()
    gifts = give(submissions, file_bytes)
    outcome.given = len(gifts)
    make_keys(away)
    during, since, _read, unquoted, held, *_ = gifts
    backup = back_up_while_written_to(away, during, outcome)
    withdraw(since)
    let_nobody_quote(unquoted)
    hold(held)
    withdraw(held)
    lose_everything_but_tombstones()
    put_back(away, backup, outcome)
    look([gift for gift in gifts if gift != held], {during, since}, backup, outcome)
    outcome.allowed_again = [gift.reference for gift in [unquoted] if may_be_quoted(gift)]
    outcome.held_and_lost = [gift.reference for gift in [held] if not is_locked_away(gift)]
    return outcome


def give(number: int, file_bytes: int) -> list[Gift]:
    from cast import assemble_team, given_file, jay_gives_evidence, read_by
    from heard.protect.deidentification.actions import SuggestedRedaction
    from heard.protect.deidentification.states import IdentifierKind
    from heard.protect.safeguarding import withdrawals
    from heard.text.spans import Span

    # Software has looked at all of it, as it does within seconds; what it has not seen would wait for it, locked away.
    withdrawals.waits_for_a_look = lambda _submission: False
    team = assemble_team()
    gifts = []
    for each in range(number):
        canary = f"kingfisher{each:05}"
        words, file = f"Nadia said {canary} would be a week.", os.urandom(file_bytes) + canary.encode()
        part = jay_gives_evidence(words=words, files=[given_file(f"{canary}.bin", "application/x-thing", file)])
        gifts.append(Gift(part.submission.reference, words, hashlib.sha256(file).hexdigest(), canary))
        if each < 3:  # somebody has read them, so that more than the original says what they said
            who = SuggestedRedaction(Span(0, 5), "person", IdentifierKind.DIRECT, "[name]")
            read_by(team, part, 2, [who])
    return gifts


def make_keys(away: Path) -> None:
    from heard.backups.escrow import write_escrow
    from heard.backups.recipients import make_recipient

    for name in ("sam", "robin"):
        make_recipient(away / f"{name}.key", name)
    write_escrow(away / "escrow.age")


def back_up_while_written_to(away: Path, during: Gift, outcome: Outcome) -> Path:
    """Somebody takes their words back while their file is being copied, and others give more."""
    from heard.backups.making import make_backup

    taken_back: list[Gift] = []

    def show(stage: str, _done: int, _total: int) -> None:
        if stage == "Copying sealed files" and not taken_back:
            taken_back.append(during)
            withdraw(during)

    writer, noted = begin_to_write()
    while not noted.read_text():
        time.sleep(0.05)
    began = time.monotonic()
    made = make_backup(away, show)
    outcome.seconds["back up"] = round(time.monotonic() - began, 1)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    outcome.given_meanwhile = len(noted.read_text().splitlines())
    outcome.backup_bytes = made.file.stat().st_size
    assert taken_back
    assert not made.missing
    return made.file


def begin_to_write() -> tuple[int, Path]:
    """A process that gives evidence until it is killed, and notes each that was acknowledged."""
    from django.db import connections

    from cast import given_file, jay_gives_evidence

    noted = Path(tempfile.mkdtemp()) / "noted"
    noted.touch()
    connections.close_all()
    child = os.fork()
    if child:
        return child, noted
    while True:
        part = jay_gives_evidence(words="Said meanwhile.", files=[given_file("m.bin", "application/x-thing", b"m")])
        with noted.open("a") as handle:
            handle.write(part.submission.reference + "\n")
        time.sleep(WHOEVER_WRITES)


def withdraw(gift: Gift) -> None:
    from heard.collect.evidence import actions
    from heard.collect.evidence.models import Submission

    actions.withdraw(None, Submission.objects.get(reference=gift.reference))


def let_nobody_quote(gift: Gift) -> None:
    from heard.collect.evidence.models import Submission
    from heard.inquiry.consent.actions import take_back_use
    from heard.inquiry.consent.states import Use

    take_back_use(None, Submission.objects.get(reference=gift.reference).consent, Use.QUOTE_UNNAMED, gift.reference)


def may_be_quoted(gift: Gift) -> bool:
    from heard.collect.evidence.queries import submissions_for
    from heard.inquiry.consent.states import Use

    return submissions_for(Use.QUOTE_UNNAMED).filter(reference=gift.reference).exists()


def hold(gift: Gift) -> None:
    from cast import ASHA
    from heard.accounts.models import User
    from heard.collect.evidence.models import Submission
    from heard.protect.retention.actions import put_on_hold

    secretary = User.objects.get(email=ASHA)
    put_on_hold(secretary, Submission.objects.get(reference=gift.reference), "A court has asked for it.")


def is_locked_away(gift: Gift) -> bool:
    """Whether nobody sees it, and it is there all the same."""
    from heard.collect.evidence.models import Submission
    from heard.collect.evidence.raw import open_kept_apart

    kept = open_kept_apart(Submission.objects.get(reference=gift.reference))
    return told(gift) is None and gift.words in [piece.text for piece in kept]


def lose_everything_but_tombstones() -> None:
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    connection.close()
    for folder in (settings.DATA, settings.KEYS):
        shutil.rmtree(folder)
    settings.DATA.mkdir()


def put_back(away: Path, backup: Path, outcome: Outcome) -> None:
    """By the second of the two, whose key opens as much as the first's."""
    from heard.backups.closing import is_closed
    from heard.backups.escrow import recover
    from heard.backups.restoring import restore

    def show(stage: str, _done: int, _total: int) -> None:
        outcome.is_closed_in_between |= stage == "Putting it back" and is_closed()

    began = time.monotonic()
    recover(away / "escrow.age", away / "robin.key")
    outcome.taken_again = restore(backup, away / "robin.key", show).taken_again
    outcome.seconds["put back"] = round(time.monotonic() - began, 1)
    # And once more, over what is there, by the first.
    began = time.monotonic()
    again = restore(backup, away / "sam.key", show, replace=True)
    outcome.seconds["put back again"] = round(time.monotonic() - began, 1)
    outcome.taken_again_the_second_time = again.taken_again
    outcome.is_kept_beside = bool(again.replaced and any(again.replaced.iterdir()))
    if again.replaced:
        shutil.rmtree(again.replaced)
    outcome.is_open = not is_closed()


def look(gifts: list[Gift], taken_back: set[Gift], backup: Path, outcome: Outcome) -> None:
    from django.conf import settings

    from heard.audit.queries import verify_chain

    outcome.audit_is_whole = verify_chain().is_whole
    outcome.lost = [
        gift.reference for gift in gifts if gift not in taken_back and told(gift) != (gift.words, gift.sha256)
    ]
    outcome.back = [gift.reference for gift in taken_back if told(gift) is not None]
    # Of a few that were read: what others see of their words lies open in the database.
    gone = [gift.canary for gift in taken_back]
    outcome.back += canaries_in(everything_kept(Path(settings.DATA)), gone)
    assert canaries_in(everything_kept(Path(settings.DATA)), [gifts[2].canary]), "The search for words finds none."
    outcome.readable_in_the_backup = canaries_in(backup.read_bytes(), [gift.canary for gift in gifts])


def told(gift: Gift) -> tuple[str, str] | None:
    """The words and the file's SHA-256 as they can be read now."""
    from heard.collect.evidence.models import Part, PartFile
    from heard.collect.evidence.raw import open_file, open_sealed
    from heard.files.keys import SealingError
    from heard.files.sealed_files import read_file

    try:
        part = Part.objects.get(submission__reference=gift.reference, number=1)
        words = open_sealed(part).text
        file = PartFile.objects.get(part__submission=part.submission_id)
        digest = hashlib.sha256()
        for piece in read_file(file.stored_id, open_file(file).key_bytes):
            digest.update(piece)
    except SealingError:
        return None
    return words, digest.hexdigest()


def everything_kept(folder: Path) -> bytes:
    """Every file of the site, and on PostgreSQL every row."""
    from django.db import connection

    from stolen import whole_database

    kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file() and "evidence" not in path.parts]
    return b"\n".join([*kept, whole_database() if connection.vendor == "postgresql" else b""])


def canaries_in(data: bytes, canaries: list[str]) -> list[str]:
    from stolen import found_in

    return sorted(found_in(data, canaries))


def main(words: list[str] | None = None) -> dict[str, Any]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=8)
    parser.add_argument("--file-bytes", type=int, default=100_000)
    parser.add_argument("--migrate", action="store_true", help="make the database first")
    given = parser.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    import django

    django.setup()
    if given.migrate:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    return asdict(drill(given.submissions, given.file_bytes))


if __name__ == "__main__":
    print(json.dumps(main(), indent=2))
