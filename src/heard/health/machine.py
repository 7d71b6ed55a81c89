"""Facts about the machine: settings, keys, disk, database, clock."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.models import Entry
from heard.audit.queries import newest_lines, verify_chain
from heard.health.facts import Fact, look, well, wrong

A_LITTLE = 120  # seconds that two machines' clocks may differ
BACKED_UP = "back up"  # what the audit's line of a backup says was done
DAYS_BETWEEN_BACKUPS, TOO_MANY_DAYS = 2, 8


def https() -> Iterator[Fact]:
    """Https."""
    if settings.HTTPS:
        yield well(_("Https"), _("What people send is enciphered on its way."))
    else:
        yield look(
            _("Https"),
            _(
                "The address begins with http: whoever is in between reads what people send. Right only where nobody "
                "but you uses the site. Set HEARD_URL."
            ),
        )


def hosts() -> Iterator[Fact]:
    """Names of the site."""
    about = _("Names of the site")
    if settings.DEBUG:
        yield wrong(_("Debug pages"), _("HEARD_DEBUG is on: an error shows strangers what the site is made of."))
    if "*" in settings.ALLOWED_HOSTS:
        yield wrong(about, _("The site answers to any name, so that links it sends could lead to somebody else’s."))
    else:
        yield well(about, _("It answers to: %(names)s.") % {"names": ", ".join(dict.fromkeys(settings.ALLOWED_HOSTS))})


def keys() -> Iterator[Fact]:
    """Keys."""
    about, folder = _("Keys"), Path(settings.INSTALLATION_KEY_FILE).parent
    files = sorted(folder.glob("*.key")) if folder.is_dir() else []
    if not Path(settings.INSTALLATION_KEY_FILE).exists():
        yield look(
            about, _("There is no installation key yet. It is made when something is first sealed; copy it then.")
        )
    open_to_others = [path.name for path in (folder, *files) if path.exists() and readable_by_others(path)]
    if open_to_others:
        said = _("Others on this machine can read: %(names)s. Take that right away (chmod go= …).")
        yield wrong(about, said % {"names": ", ".join(open_to_others)})
    elif files:
        yield well(about, _("Nobody else on this machine can read them."))
    if folder.resolve().is_relative_to(Path(settings.DATA).resolve()):
        yield look(
            _("Where the keys are"),
            _("They lie beside the database: who takes one takes both. Set HEARD_KEYS to a folder on another disk."),
        )


def readable_by_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def disk() -> Iterator[Fact]:
    """Room on the disk."""
    about, free = _("Room on the disk"), shutil.disk_usage(settings.DATA).free
    said = {"free": f"{free // 2**20:,}", "kept": f"{settings.KEEP_FREE // 2**20:,}"}
    if free < settings.KEEP_FREE:
        yield wrong(about, _("%(free)s MB are free. Below %(kept)s MB no files are taken in, only words.") % said)
    elif free < 2 * settings.KEEP_FREE:
        yield look(about, _("%(free)s MB are free. Below %(kept)s MB no files are taken in, only words.") % said)
    else:
        yield well(about, _("%(free)s MB are free.") % said)


def database() -> Iterator[Fact]:
    """Database."""
    about = _("Database")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield wrong(about, _("It is not as this version of Heard needs it. Run: heard manage migrate"))
    else:
        yield well(about, _("It answers, and is as this version of Heard needs it."))


def audit() -> Iterator[Fact]:
    """Audit."""
    about, chain = _("Audit"), verify_chain()
    if chain.is_whole:
        yield well(about, _("Whole: each of %(lines)s lines is as it was written.") % {"lines": f"{chain.lines:,}"})
    else:
        said = _("Line %(line)s is not as it was written. Stop work, and compare the database with a backup.")
        yield wrong(about, said % {"line": f"{chain.broken_at:,}"})


def clock() -> Iterator[Fact]:
    """Clock."""
    about, last = _("Clock"), newest_lines().first()
    ahead = (last.at - timezone.now()).total_seconds() if last else 0
    if ahead > A_LITTLE:
        said = _("It was set back: the audit’s last line is %(minutes)s minutes ahead. Set it right.")
        yield wrong(about, said % {"minutes": f"{int(ahead // 60):,}"})
    else:
        yield well(about, _("It is not behind anything that was noted."))


def tombstones() -> Iterator[Fact]:
    """Notes of what was destroyed."""
    about, folder = _("Notes of what was destroyed"), Path(settings.TOMBSTONES)
    if folder.resolve().is_relative_to(Path(settings.DATA).resolve()):
        yield look(
            about,
            _(
                "They lie beside the database: put back with it, an older copy would forget what people took back "
                "since. Set HEARD_TOMBSTONES to a folder on another disk."
            ),
        )
    else:
        yield well(about, _("They are kept apart from the database."))


def backups() -> Iterator[Fact]:
    """Backups."""
    about, last = _("Backups"), Entry.objects.filter(verb=BACKED_UP).first()
    if last is None:
        yield look(about, _("There is none yet. Make one on another disk: heard backup"))
        return
    days = (timezone.now() - last.at).days
    say = wrong if days > TOO_MANY_DAYS else look if days > DAYS_BETWEEN_BACKUPS else well
    yield say(about, _("The last one is from %(date)s.") % {"date": f"{last.at:%d %B %Y}"})
