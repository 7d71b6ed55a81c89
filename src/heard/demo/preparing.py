"""Makes a demonstration ready to be served. What is ready already is left alone, so a second start takes seconds.

Each step notes that it is done only after it is, in a file beside the database; a start that was cut short is mended by
the next.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from heard.accounts.actions import set_new_password
from heard.accounts.models import User
from heard.demo.loading import Show, load
from heard.demo.reading import FOLDER, Content


@dataclass(frozen=True, slots=True)
class SignIn:
    """How somebody gets into the desk. No password means that it was changed there, and only they know it."""

    email: str
    password: str | None


def prepare(folder: Path, show: Show) -> SignIn:
    """Everything the site needs in `folder`, and the sign-in of its secretariat."""
    content = Content(FOLDER)
    migrate(show)
    once(folder / "content.sha256", content.fingerprint(), lambda: load(content, show))
    once(folder / "static.sha256", static_fingerprint(), lambda: collect_static(show))
    return sign_in(folder / "sign-in.txt", content)


def once(note: Path, fingerprint: str, do: Callable[[], None]) -> None:
    """Do something unless it was done for the same `fingerprint` before."""
    if note.exists() and note.read_text(encoding="ascii") == fingerprint:
        return
    do()
    note.write_text(fingerprint, encoding="ascii")


def migrate(show: Show) -> None:
    """Bring the database up to date, showing each migration."""
    executor = MigrationExecutor(connection)
    total = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if total:
        call_command("migrate", interactive=False, stdout=_Counting("Making the database", total, show))


class _Counting(StringIO):
    """Turns what `migrate` prints into progress."""

    def __init__(self, doing: str, total: int, show: Show) -> None:
        super().__init__()
        self.doing, self.total, self.show, self.done = doing, total, show, 0

    def write(self, text: str) -> int:
        if "Applying" in text:
            self.show(self.doing, self.done, self.total)
            self.done += 1
        elif self.done == self.total:
            self.show(self.doing, self.total, self.total)
        return len(text)


def static_files() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def static_fingerprint() -> str:
    """Changes with the path, size or time of any file that the site serves."""
    digest = sha256()
    for file in static_files():
        facts = file.stat()
        digest.update(f"{file} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static(show: Show) -> None:
    """Copy type, colours and scripts to where they are served from, under names that change with them."""
    total = sum(1 for _ in static_files())
    show("Collecting type, colours and scripts", 0, total)
    call_command("collectstatic", interactive=False, verbosity=0)
    show("Collecting type, colours and scripts", total, total)


def sign_in(file: Path, content: Content) -> SignIn:
    """The secretariat's sign-in, kept in `file`, which only its owner can read."""
    person = next(entry for entry in content.inquiry["person"] if entry["role"] == "secretariat")
    user = User.objects.get(email=person["email"])
    if not file.exists():
        keep_privately(file, f"{user.email}\n{set_new_password(user)}\n")
    _, password = file.read_text(encoding="utf-8").split()
    return SignIn(user.email, password if user.check_password(password) else None)


def keep_privately(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
