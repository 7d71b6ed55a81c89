"""The folder a demonstration lives in. It never touches another inquiry: not its folder, its database or its mail."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from heard.text.errors import BadInput

MARKER = "README.txt"
ABOUT = """A demonstration of Heard lives in this folder: an invented inquiry with its database, keys and pages.
Nothing in it is real. Delete the folder to start afresh with “heard demo”.
"""
# Settings of a real inquiry that must not reach the demonstration.
FOREIGN_SETTINGS = (
    "DATABASE_URL",
    "HEARD_BEHIND_PROXY",
    "HEARD_KEYS",
    "HEARD_OTHER_HOSTS",
    "HEARD_SECRET_KEY",
    "HEARD_SMTP_HOST",
    "HEARD_TOMBSTONES",
)


def prepare_folder(folder: Path) -> None:
    """Make `folder`, or raise BadInput where it holds something that is not a demonstration."""
    marker = folder / MARKER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not marker.exists():
            if any(folder.iterdir()):
                raise BadInput(
                    f"{folder} holds something that is not a demonstration. Please name a new folder with --dir."
                )
            marker.write_text(ABOUT, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{folder} cannot be used: {error.strerror}. Please name another folder with --dir.") from error


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait while another start makes the same folder ready. The lock goes with the process, however it ends."""
    with (folder / MARKER).open(encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def configure(folder: Path, url: str) -> None:
    """Point the site at `folder` and `url`, and start Django."""
    for name in FOREIGN_SETTINGS:
        os.environ.pop(name, None)
    os.environ |= {
        "HEARD_DATA": str(folder),
        "HEARD_URL": url,
        "DJANGO_SETTINGS_MODULE": "heard.config.settings",
    }
    import django

    django.setup()
