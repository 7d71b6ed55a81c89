"""How the installation is, found out now."""

import shutil
from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, run_checks
from django.core.checks.messages import ERROR, WARNING
from django.db import DatabaseError, connection

from heard.health import machine, people, sealed, work
from heard.health.facts import Fact, found_by
from heard.health.states import Standing

EMERGENCY = 64 * 2**20  # bytes, below which words could not be taken in any more either

FINDERS = (
    people.concerns,
    people.safeguarding_lead,
    people.secretariat,
    people.second_step,
    machine.https,
    machine.hosts,
    machine.keys,
    machine.tombstones,
    machine.backups,
    machine.disk,
    sealed.sealed_files,
    machine.database,
    machine.clock,
    machine.audit,
    work.worker,
    work.work_left_alone,
    work.mail,
    work.scanner,
)


def all_facts() -> list[Fact]:
    """Every fact, in the order in which somebody should hear of it."""
    return list(found_by(*FINDERS))


def facts_of_django(*, deploy: bool) -> Iterator[Fact]:
    """What Django's own checks find amiss; with `deploy`, those for a site on the internet too."""
    for message in run_checks(include_deployment_checks=deploy, databases=["default"]):
        if not message.is_silenced():
            yield Fact(f"Django {message.id}", _standing_of(message), str(message.msg))


def _standing_of(message: CheckMessage) -> Standing:
    if message.level >= ERROR:
        return Standing.WRONG
    return Standing.LOOK if message.level >= WARNING else Standing.WELL


def is_up() -> bool:
    """Whether people can be answered: the database does, and there is room to write what they say."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return shutil.disk_usage(settings.DATA).free > EMERGENCY
    except (DatabaseError, OSError):
        return False
