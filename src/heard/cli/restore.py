"""Put a backup back. All of it is read and checked before anything is touched.

Stop the site and heard work first. What people took back since the backup was made is destroyed again before the site
opens, by the tombstones that are still there, those in the backup, and those given. Where anything goes wrong once it
has begun, the site stays closed.

  heard restore --check /mnt/backups/heard-2026-11-27-213000.age --identity /media/stick/sam.key
  heard restore /mnt/backups/heard-2026-11-27-213000.age --identity /media/stick/sam.key
"""

import argparse
from pathlib import Path

SUMMARY = "put a backup back, without what was taken back since"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what heard backup wrote")
    parser.add_argument("--identity", type=Path, required=True, metavar="KEY", help="a recipient’s private key")
    parser.add_argument("--check", action="store_true", help="read and check all of it, and write nothing")
    parser.add_argument("--replace", action="store_true", help="keep the site that is there in a folder beside")
    parser.add_argument(
        "--tombstones",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="another tombstones.jsonl to go by as well; may be given several times",
    )


def run(arguments: argparse.Namespace) -> int:
    from heard.cli.progress import show_progress
    from heard.cli.site import the_site

    with the_site(), show_progress() as show:
        from heard.backups.restoring import check_backup, restore

        if arguments.check:
            told = tell_contents(check_backup(arguments.file, arguments.identity, show))
        else:
            told = tell_restored(
                restore(
                    arguments.file,
                    arguments.identity,
                    show,
                    tombstones=arguments.tombstones,
                    replace=arguments.replace,
                )
            )
    print(told)
    return 0


def tell_contents(contents: object) -> str:
    from heard.backups.archive import Contents

    assert isinstance(contents, Contents)
    return (
        f"Whole, and can be put back here. Made {contents.about.made_at} by Heard {contents.about.heard}: "
        f"{contents.files:,} sealed files, {contents.about.audit_lines:,} lines of audit. Nothing was written."
    )


def tell_restored(done: object) -> str:
    from heard.backups.restoring import Restored

    assert isinstance(done, Restored)
    lines = [
        f"The site is as it was {done.contents.about.made_at}: {done.contents.files:,} sealed files, every one as it "
        "was. The audit is whole.",
        f"Destroyed or ended again because it was taken back, or its time was over, since: {done.taken_again:,}.",
        "Everybody signs in again. Look through who may come in: whoever left since the backup is back in the list.",
        "Then: heard manage collectstatic --noinput, and start the site and heard work.",
    ]
    if done.missing:
        lines.insert(1, f"{done.missing:,} sealed files are missing: they were not in the backup.")
    if done.replaced:
        lines.append(f"The site as it was until now is kept in {done.replaced}. Erase it once all is well.")
    return "\n".join(lines)
