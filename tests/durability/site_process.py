"""The site in a process of its own, which forks a server or a worker as often as one is killed.

Run as a program it reads orders from its input, one a line, and answers each with a line of JSON. Everything is loaded
once, before the first fork, so that a killed server is back in a moment; each is a whole uvicorn (or worker) that opens
the database and the files for itself.

A server may be told to kill itself, as `kill -9` would, the n-th time it comes to one of POINTS, and a worker at one of
POINTS_OF_WORK.
"""

import contextlib
import importlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

# Where a server may die: (module, class or function, name), before or after it.
POINTS: dict[str, tuple[str, str, str]] = {
    "a chunk is sealed": ("heard.files.sealed_files", "SealingWriter", "_seal"),
    "a file is flushed": ("heard.files.sealed_files", "SealingWriter", "_flush"),
    "a file is put off": ("heard.files.sealed_files", "SealingWriter", "pause"),
    "a file is put in its place": ("heard.files.folder", "Folder", "put"),
    "the folder is flushed": ("heard.files.folder", "", "_flush_folder"),
    "a file is noted": ("heard.collect.channels.web_form.actions", "", "note_file"),
    "a draft is written": ("heard.collect.channels.web_form.models", "Draft", "save"),
    "a transaction is committed": ("django.db.backends.base.base", "BaseDatabaseWrapper", "_commit"),
    "a key is made": ("heard.collect.evidence.actions", "", "make_item_key"),
    "words are sealed": ("heard.collect.evidence.actions", "", "_seal_words"),
    "a file is handed over": ("heard.collect.evidence.actions", "", "_seal_file"),
    "the audit is written": ("heard.collect.evidence.actions", "", "record"),
    "the receipt is given": ("heard.collect.channels.web_form.actions", "", "give_receipt"),
    "the draft is deleted": ("heard.collect.channels.web_form.models", "Draft", "delete"),
    "the answer is sent": ("django.core.handlers.asgi", "ASGIHandler", "send_response"),
}

# The same for a worker that reads and copies files.
POINTS_OF_WORK: dict[str, tuple[str, str, str]] = {
    "a claim is taken": ("heard.jobs.actions", "", "_take"),
    "an original is opened to be read": ("heard.protect.reading.actions", "", "_open_for_reading"),
    "its words are found": ("heard.protect.reading.actions", "", "find_words"),
    "what was read is sealed": ("heard.protect.reading.actions", "", "seal_into"),
    "what was read is kept": ("heard.protect.reading.actions", "", "keep_extraction"),
    "an original is opened to be copied": ("heard.protect.copies.actions", "", "_open_for_copying"),
    "a copy is made": ("heard.protect.copies.actions", "", "make_copy"),
    "a copy is noted": ("heard.protect.copies.actions", "", "note_file"),
    "a copy is kept": ("heard.protect.copies.actions", "", "keep_copy"),
    "a claim is let go": ("heard.jobs.models", "Claim", "delete"),
    **{
        point: POINTS[point]
        for point in (
            "a chunk is sealed",
            "a file is flushed",
            "a file is put in its place",
            "the folder is flushed",
            "a transaction is committed",
        )
    },
}


def die_at(point: str, when: str, times: int) -> None:
    """Kill this process before or after the function at `point` runs for the n-th time."""
    module, holder, name = (POINTS | POINTS_OF_WORK)[point]
    owner: Any = importlib.import_module(module)
    owner = getattr(owner, holder) if holder else owner
    before: Callable[..., Any] = getattr(owner, name)
    left = [times]

    @wraps(before)
    def dying(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if left[0] == 0 and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = before(*args, **kwargs)
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, dying)


def forked(run: Callable[[], None]) -> int:
    """The number of a new process that runs it."""
    child = os.fork()
    if child:
        return child
    try:
        os.setpgid(0, 0)
        run()
    finally:
        os._exit(1)


def serve(port: int, dying: list[Any] | None) -> None:
    import uvicorn

    from heard.config.asgi import application

    if dying:
        die_at(*dying)
    uvicorn.run(application, host="127.0.0.1", port=port, log_level="error", access_log=False, lifespan="off")


def work(dying: list[Any] | None) -> None:
    from threading import Event

    from heard.jobs.work import work_until

    if dying:
        die_at(*dying)
    work_until(Event(), pause=0.1)


def open_a_call() -> None:
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    from heard.accounts.actions import create_account
    from heard.collect.calls.actions import CallPlan, plan_call
    from heard.collect.calls.states import AdultNeeded
    from heard.inquiry.inquiries.actions import appoint_team_member
    from heard.inquiry.inquiries.models import Question
    from heard.inquiry.inquiries.states import Role

    call_command("migrate", verbosity=0, interactive=False)
    for number, text in ((1, "What happened when you moved?"), (2, "Who listened?")):
        Question.objects.get_or_create(number=number, defaults={"text": text})
    asha = create_account("asha@example.org", "Asha Moss")
    appoint_team_member(None, asha, Role.SECRETARIAT)
    plan_call(asha, CallPlan(timezone.now() - timedelta(days=1), adult_needed_under=AdultNeeded.UNDER_13))


def let_claims_end() -> None:
    """As if their minutes were over: whoever held them is dead."""
    from heard.jobs.models import Claim

    Claim.objects.filter(tries__lt=3).delete()


def finish_work() -> dict[str, int]:
    """Everything that is due, after those who died over it have lost their claims."""
    from heard.jobs.work import do_what_is_due

    let_claims_end()
    return dict(do_what_is_due())


def told(five_words: str) -> dict[str, Any] | None:
    """What these words open: the text, and the SHA-256 of what is really in each file; None where they open nothing."""
    from heard.collect.evidence.raw import open_file, open_sealed
    from heard.collect.receipts.five_words import FiveWords
    from heard.collect.receipts.queries import receipt_for
    from heard.files.sealed_files import read_file

    receipt = receipt_for(FiveWords(tuple(five_words.split())))
    if receipt is None:
        return None
    parts = list(receipt.submission.parts.all())
    texts = [open_sealed(part).text for part in parts if not hasattr(part, "file")]
    files = []
    for part in parts:
        if hasattr(part, "file"):
            digest = sha256()
            for piece in read_file(part.file.stored_id, open_file(part.file).key_bytes):
                digest.update(piece)
            files.append(digest.hexdigest())
    return {"text": "\n".join(texts), "files": sorted(files), "reference": receipt.submission.reference}


def what_is_broken() -> list[str]:
    """Whatever a kill must never leave behind, as sentences."""
    return [*broken_files(), *broken_rows(), *broken_database()]


def what_is_undone() -> list[str]:
    from heard.jobs.queries import left_alone
    from heard.protect.copies.queries import files_without_copy

    return ["The worker left something undone."] if files_without_copy().exists() or left_alone().exists() else []


def broken_files() -> Iterator[str]:
    from heard.files.folder import Folder
    from heard.files.models import StoredFile
    from heard.files.sealed_files import CHUNK_BYTES, SEALED_CHUNK_BYTES

    for stored in StoredFile.objects.all():
        chunks = max(1, -(-stored.size // CHUNK_BYTES))
        place = Folder.place_of(stored.id)
        if not place.exists():
            yield "A row names a file that is not there."
        elif place.stat().st_size < stored.size + chunks * (SEALED_CHUNK_BYTES - CHUNK_BYTES):
            yield "A file is cut short."


def broken_rows() -> Iterator[str]:
    from django.db.models import Count

    from heard.audit.queries import verify_chain
    from heard.collect.evidence.models import PartFile, Submission
    from heard.collect.receipts.models import Receipt

    if Submission.objects.annotate(number=Count("parts")).filter(number=0).exists():
        yield "A submission holds nothing."
    if Receipt.objects.count() != Submission.objects.count():
        yield "There are not as many receipts as submissions."
    if PartFile.objects.values("stored").annotate(number=Count("pk")).filter(number__gt=1).exists():
        yield "A file belongs to two submissions."
    if not verify_chain().is_whole:
        yield "The audit does not hold together."


def broken_database() -> Iterator[str]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for check, fine in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            if cursor.execute(f"PRAGMA {check}").fetchall() != fine:
                yield f"SQLite’s {check} finds something."


def how_many() -> dict[str, int]:
    from heard.collect.evidence.models import PartFile, Submission
    from heard.collect.receipts.models import Receipt

    return {
        "submissions": Submission.objects.count(),
        "receipts": Receipt.objects.count(),
        "files": PartFile.objects.count(),
    }


def apart(question: Callable[..., Any], *asked: Any) -> Any:
    """Its answer, worked out in a process that ends afterwards, so that nothing stays open here when we fork."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writer, json.dumps(question(*asked)).encode() + b"\n")
        except BaseException as error:  # the one who asked shall see it
            os.write(writer, json.dumps({"error": repr(error)}).encode() + b"\n")
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return json.loads(said)


def ended(process: int, is_to_be_killed: bool) -> bool:
    """Whether a forked process has ended, after it was killed where it was to be."""
    if is_to_be_killed:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    return os.waitpid(process, 0 if is_to_be_killed else os.WNOHANG)[0] == process


def obey(order: dict[str, Any]) -> Any:
    match order:
        case {"do": "open"}:
            return apart(open_a_call)
        case {"do": "serve", "port": port}:
            return forked(lambda: serve(port, order.get("dying")))
        case {"do": "work"}:
            apart(let_claims_end)
            return forked(lambda: work(order.get("dying")))
        case {"do": "end" | "see whether it ended", "process": process}:
            return ended(process, is_to_be_killed=order["do"] == "end")
        case {"do": "finish work"}:
            return apart(finish_work)
        case {"do": "tell", "words": words}:
            return apart(told, words)
        case {"do": "count"}:
            return apart(how_many)
        case {"do": "look for what is undone"}:
            return apart(what_is_undone)
        case {"do": "look"}:
            return apart(what_is_broken)
    raise ValueError(order)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "heard.config.settings"
    sys.path.insert(0, str(Path(__file__).parent))
    import django

    django.setup()
    importlib.import_module("heard.config.asgi")
    importlib.import_module("heard.config.urls")
    notice_language = importlib.import_module("heard.text.languages").notice_language
    notice_language("Loaded once, here, and not by each server anew.")
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        print(json.dumps(obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
