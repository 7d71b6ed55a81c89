"""A site of its own in a folder, with its database, commands and people, for what needs a whole one."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
WITH = """
import json, sys, django
django.setup()
sys.path.insert(0, {tests!r})
from datetime import date
from cast import assemble_team, given_file, jay_gives_evidence, read_by
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part, Submission, Withdrawal
from heard.collect.evidence.raw import open_file, open_sealed
from heard.files.keys import SealingError
from heard.files.sealed_files import read_file


def tell(what):
    print(json.dumps(what))


def words_of(reference):
    try:
        return [open_sealed(part).text for part in Part.objects.filter(submission__reference=reference, sealed__gt=b"")]
    except SealingError as error:
        return type(error).__name__


"""


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    said: str
    complained: str


@dataclass(slots=True)
class ASite:
    """`folder` has the data; `away` is another disk, on which backups and private keys lie."""

    folder: Path
    database: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def away(self) -> Path:
        return self.folder / "away"

    @property
    def environment(self) -> dict[str, str]:
        ours = {
            "HEARD_DATA": str(self.data),
            "HEARD_KEYS": str(self.folder / "keys"),
            "HEARD_TOMBSTONES": str(self.folder / "tombstones"),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "heard.config.settings",
        }
        return os.environ | ours | self.more

    def begin(self, words: str) -> subprocess.Popen[str]:
        """Python in this site, beside us."""
        program = WITH.format(tests=str(TESTS)) + words
        return subprocess.Popen(
            [sys.executable, "-c", program], env=self.environment, stdout=subprocess.PIPE, text=True, cwd=self.folder
        )

    def run(self, words: str) -> Any:
        """What Python told in this site."""
        running = self.begin(words)
        told, _ = running.communicate()
        assert running.returncode == 0, words
        return json.loads(told) if told.strip() else None

    def heard(self, *words: str | Path) -> Done:
        command = [sys.executable, "-m", "heard.cli.main", *map(str, words)]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, cwd=self.folder, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def with_recipients(self, *names: str) -> None:
        self.away.mkdir(exist_ok=True)
        for name in names:
            made = self.heard("keys", "make", self.away / f"{name}.key", "--name", name)
            assert made.code == 0, made.complained

    def back_up(self) -> Path:
        done = self.heard("backup", self.away)
        assert done.code == 0, done.complained
        return Path(done.said.splitlines()[0])

    def restore(self, backup: Path, *more: str | Path, who: str = "sam") -> Done:
        return self.heard("restore", backup, "--identity", self.away / f"{who}.key", *more)
