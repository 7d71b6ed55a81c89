"""Write an enciphered copy of everything but the keys into DEST, named by the time, while the site runs.

Only the recipients can open it (heard keys make). It is read again once it is written, and every file in it compared.
The installation key is not in it: that has a copy of its own (heard keys escrow).

  heard backup /mnt/backups
  heard backup /mnt/backups --forget-after 30
"""

import argparse
from pathlib import Path

SUMMARY = "write an enciphered copy of everything but the keys"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dest", type=Path, metavar="DEST", help="a folder on another disk")
    parser.add_argument(
        "--forget-after",
        type=days,
        metavar="DAYS",
        help="then erase the backups in DEST that are older than that; 30 keeps what was promised to people",
    )


def days(given: str) -> int:
    if not given.isdecimal() or not int(given):
        raise argparse.ArgumentTypeError(f"“{given}” is not a number of days, such as 30.")
    return int(given)


def run(arguments: argparse.Namespace) -> int:
    from datetime import timedelta

    from heard.cli.progress import show_progress
    from heard.cli.site import the_site

    with the_site(), show_progress() as show:
        from heard.backups.making import forget_old_backups, make_backup

        made = make_backup(arguments.dest, show)
        old = (
            forget_old_backups(arguments.dest, timedelta(days=arguments.forget_after)) if arguments.forget_after else []
        )
    tell(made)
    if old:
        print(f"Older backups that were erased: {len(old):,}")
    return 1 if made.missing else 0


def tell(made: object) -> None:
    import sys

    from heard.backups.making import Backup, in_megabytes

    assert isinstance(made, Backup)
    size = in_megabytes(made.file.stat().st_size)
    print(f"{made.file}\n{size}, {made.contents.files:,} sealed files; read again, and every file in it is as it was.")
    if made.only_one_recipient:
        print(
            "Only one person can open it. When their key is lost, so is the backup. Add a second: heard keys make.",
            file=sys.stderr,
        )
    if made.missing:
        print(
            f"{made.missing:,} sealed files are in the database and not where they are kept, so they are not in the "
            "backup. Do not erase older backups: they may have them.",
            file=sys.stderr,
        )
