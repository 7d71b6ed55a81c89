"""Drafting one thing after another: every outcome is kept as it comes, and a model that is gone is not waited for.

Three files in the folder of a result: a table to read, `drafts.jsonl` with which the same command goes on where it was
stopped, and `accounting.json`. A refusal is a row like any other, with its reason.
"""

import csv
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

from heard.text.analysis import Progress
from heard.text.analysis.wording import listed
from heard.text.drafting.asking import Ask, Message, NotAnswered, NotDrafted
from heard.text.errors import BadInput
from heard.text.private_files import as_line, write_whole
from heard.text.spreadsheet_cells import harmless

DRAFTS, ACCOUNTING = "drafts.jsonl", "accounting.json"
MOST_FAILURES = 3
"""A model that gives no reply so many times in a row is not asked again."""

NOT_ASKED = "The language model was not asked yet. Give the same command again later."


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to draft: `row` is what its row says beforehand, `draft` adds the rest or raises `NotDrafted`.

    Two jobs with the same `key` are the same question to the same model.
    """

    key: str
    row: dict[str, str]
    draft: Callable[[Ask], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a row with a `draft`, or with `why_not`. An unanswered one is asked again another time."""

    key: str
    row: dict[str, str]
    is_answered: bool = True


@dataclass(slots=True)
class Drafts:
    """A folder of drafts, in which each is on the disk before the next is asked for."""

    folder: Path
    table: str
    columns: Sequence[str]
    about: dict[str, Any] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    def open(self, jobs: Sequence[Job]) -> None:
        """Find what an earlier run left of these jobs.

        Raises `BadInput` where the folder is somebody's, has only drafts of something else, or cannot be written.
        """
        if self.folder.exists() and not self.folder.is_dir():
            raise BadInput(
                f"“{self.folder}” is a file, so the result cannot go there. Give --out the name of a folder."
            )
        above = next(place for place in (self.folder, *self.folder.absolute().parents) if place.exists())
        if not os.access(above, os.W_OK | os.X_OK):
            raise BadInput(f"Nothing may be written in “{above}”. Give --out another folder.")
        own = {DRAFTS, ACCOUNTING, self.table}
        inside = list(self.folder.iterdir()) if above == self.folder else []
        # What a power cut left of a file that was being written; the file itself is whole.
        unfinished = {path for path in inside for name in own if path.name.startswith(f".{name}.unfinished-")}
        others = sorted(path.name for path in inside if path.name not in own and path not in unfinished)
        if others:
            raise BadInput(
                f"The folder “{self.folder}” already holds {listed(others, most=3)}. Give --out a new folder."
            )
        for path in unfinished:
            path.unlink()
        kept = dict(_read_earlier(self.folder / DRAFTS))
        earlier = {key: row for key, row in kept.items() if row}
        if earlier and not any(job.key in earlier for job in jobs):
            raise BadInput(
                f"The folder “{self.folder}” holds drafts from other texts, another model or another version of Heard. "
                "Give --out a new folder."
            )
        self.outcomes = [
            Outcome(job.key, earlier[job.key])
            if job.key in earlier
            else Outcome(job.key, _row(job, why_not=NOT_ASKED), is_answered=False)
            for job in jobs
        ]
        self.failed = kept.keys() - earlier.keys()

    @property
    def left(self) -> list[int]:
        """The places of the jobs to do: last those for which the model failed, lest they stand before all others."""
        places = (place for place, outcome in enumerate(self.outcomes) if not outcome.is_answered)
        return sorted(places, key=lambda place: self.outcomes[place].key in self.failed)

    def keep(self, place: int, outcome: Outcome) -> None:
        """Put what became of the job at this place on the disk."""
        self.outcomes[place] = outcome
        if not outcome.is_answered:
            self.failed.add(outcome.key)
        with _written(self.folder):
            _append(self.folder / DRAFTS, _line(outcome))

    @property
    def answered(self) -> int:
        return sum(outcome.is_answered for outcome in self.outcomes)

    @property
    def accounting(self) -> dict[str, int]:
        """All = drafted + refused + not_answered."""
        drafted = sum(bool(outcome.row["draft"]) for outcome in self.outcomes)
        return {
            "all": len(self.outcomes),
            "drafted": drafted,
            "refused": self.answered - drafted,
            "not_answered": len(self.outcomes) - self.answered,
        }

    def write(self) -> None:
        """The table, the accounting, and the drafts once more without those of other questions."""
        rows = [[harmless(outcome.row.get(name, "")) for name in self.columns] for outcome in self.outcomes]
        about = {"accounting": self.accounting, "heard": version("heard"), **self.about}
        kept = [own for own in self.outcomes if own.is_answered or own.key in self.failed]
        with _written(self.folder):
            write_whole(self.folder / DRAFTS, map(_line, kept))
            write_whole(self.folder / self.table, [_as_csv([self.columns, *rows])])
            write_whole(self.folder / ACCOUNTING, [json.dumps(about, ensure_ascii=False, indent=1) + "\n"])


def key_of(*asked: object) -> str:
    return hashlib.sha256(json.dumps([version("heard"), *asked]).encode()).hexdigest()


def draft_all(stage: str, jobs: Sequence[Job], ask: Ask, drafts: Drafts, progress: Progress) -> str:
    """Do every job that an earlier run has not done, and write the result; say what the model failed with last, if so.

    `drafts` were opened for these jobs. Whatever stops it, Ctrl-C included, what was drafted until then is written.
    No table is where nothing was answered.
    """
    patience = _Patience(ask)
    left = drafts.left
    try:
        for done, place in enumerate(left, start=len(jobs) - len(left)):
            progress(stage, done, len(jobs))
            drafts.keep(place, _do(jobs[place], patience))
            if patience.is_at_an_end:
                break
        else:
            progress(stage, len(jobs), len(jobs))
    finally:
        if drafts.answered:
            drafts.write()
    return patience.last_failure


@dataclass(slots=True)
class _Patience:
    """Asks, and counts how often in a row there was no reply."""

    ask: Ask
    failures: int = 0
    last_failure: str = ""

    def __call__(self, messages: Sequence[Message]) -> str:
        before, self.failures = self.failures, 0
        try:
            return self.ask(messages)
        except NotAnswered as error:
            self.failures = before + 1
            self.last_failure = str(error)
            raise

    @property
    def is_at_an_end(self) -> bool:
        return self.failures >= MOST_FAILURES


def _do(job: Job, ask: Ask) -> Outcome:
    try:
        return Outcome(job.key, _row(job, **job.draft(ask)))
    except NotDrafted as error:
        return Outcome(job.key, _row(job, why_not=str(error)), is_answered=not isinstance(error, NotAnswered))


def _row(job: Job, **more: str) -> dict[str, str]:
    return {"draft": "", "why_not": "", **job.row, **more}


def _read_earlier(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """What an earlier run kept, by key: a row, empty where the model gave no answer.

    A line cut short by a power cut is asked for again.
    """
    lines = path.read_bytes().decode("utf-8", "replace").split("\n") if path.exists() else []
    for line in lines:
        with suppress(ValueError, LookupError, TypeError, AttributeError):
            kept = json.loads(line)
            yield kept.pop("key"), kept if kept.keys() >= {"draft", "why_not"} else {}


def _line(outcome: Outcome) -> str:
    return as_line({"key": outcome.key, **(outcome.row if outcome.is_answered else {})})


def _append(path: Path, line: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
        file.write(line.encode("utf-8", "backslashreplace"))
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise BadInput(f"The drafts could not be written to “{folder}”: {error.strerror or error}.") from error


def _as_csv(rows: Iterable[Sequence[str]]) -> str:
    lines = StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return lines.getvalue()
