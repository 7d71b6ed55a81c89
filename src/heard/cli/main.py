"""`heard`: finds the subcommand, runs it, and turns what goes wrong into one clear sentence and an exit code."""

import argparse
import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from importlib import import_module

# In the order of the work; each is a module of heard.cli with SUMMARY, add_arguments() and run().
COMMANDS = (
    "notes",
    "deidentify",
    "flag",
    "analyse",
    "match",
    "agreement",
    "suppress",
    "draft",
    "reading-age",
    "receive-mail",
    "work",
    "backup",
    "restore",
    "keys",
    "check-files",
    "check",
    "audit",
    "demo",
)


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    FAILED = 1  # something we did not foresee; a traceback says what
    BAD_USE = 2  # the words of the command are wrong, or the input does not fit them
    UNREADABLE = 3  # nothing could be read from what was given
    INTERRUPTED = 130  # Ctrl-C: nothing half-written is left behind


def build_parser() -> argparse.ArgumentParser:
    """The parser with every subcommand. Their modules import only the standard library at the top."""
    parser = argparse.ArgumentParser(
        prog="heard",
        description="Run a public inquiry with the people it concerns. As installed, nothing leaves this machine. Only "
        "what you set up sends anything: mail, storage or a database elsewhere, a language model for heard draft.",
        epilog="Other words go to the site's own commands: try “heard manage help”.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = import_module(f"heard.cli.{name.replace('-', '_')}")
        command = commands.add_parser(
            name, help=module.SUMMARY, description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. Bad input is one sentence on standard error, never a traceback."""
    given = list(sys.argv[1:] if words is None else words)
    if given[:1] == ["manage"]:
        return manage(given[1:])
    try:
        return run_command(given)
    except KeyboardInterrupt:
        print("\nStopped. Nothing half-finished was left behind.", file=sys.stderr)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # whoever reads the result (`head`, `less`) has seen enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE


def run_command(words: Sequence[str]) -> int:
    """Run one command. All that is imported is imported in here, where Ctrl-C is already heard."""
    from heard.text.errors import TextError

    arguments = build_parser().parse_args(words)
    try:
        return int(arguments.run(arguments))
    except TextError as error:
        print(f"heard {arguments.command}: {error}", file=sys.stderr)
        return exit_code_for(error)


def exit_code_for(error: Exception) -> ExitCode:
    from heard.text.errors import UnreadableFile

    return ExitCode.UNREADABLE if isinstance(error, UnreadableFile) else ExitCode.BAD_USE


def manage(words: list[str]) -> int:
    """Hand over to Django's own commands (migrate, start_inquiry, …)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["heard manage", *words])
    return ExitCode.DONE


if __name__ == "__main__":
    sys.exit(main())
