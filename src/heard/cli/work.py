"""Do what is due: read the files that people gave, and whatever else follows from what came in.

What is due is what has no record yet, so this may be stopped or killed at any moment, and may run twice at once.

  heard work
  heard work --once
"""

import argparse
import os
import signal
from types import FrameType
from typing import NoReturn

SUMMARY = "do what is due, such as reading the files that came in"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="stop when nothing is due")


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    import django

    django.setup()
    # Only now, because Django's models can be loaded only once it is configured.
    from threading import Event

    from heard.backups.closing import check_open
    from heard.jobs.queries import left_alone
    from heard.jobs.work import do_what_is_due, work_until

    check_open()
    signal.signal(signal.SIGTERM, _stop)  # how a system asks its services to stop
    if arguments.once:
        done = do_what_is_due()
        print("\n".join(f"{name}: {count:,}" for name, count in done.items() if count) or "Nothing was due.")
        if left := left_alone().count():
            print(f"Left alone after three tries: {left:,}")
        return 0
    print("Doing what is due. Ctrl-C stops it.", flush=True)
    work_until(Event())
    return 0


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
