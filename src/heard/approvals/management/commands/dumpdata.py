"""Takes Django's `dumpdata` away: everything in the clear, on one person's word, with no line in the audit."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Not here: it would write out everything in the clear. heard backup writes what two people can open."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("labels", nargs="*")

    def handle(self, *_args: Any, **_options: Any) -> None:
        raise CommandError(
            "This would write out everything that the inquiry holds, in the clear, on one person's word. Nothing was "
            "written. heard backup writes a copy that only its recipients can open."
        )
