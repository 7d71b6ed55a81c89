"""Look through all sealed files: whether each is there, and as it was. Deletes nothing and mends nothing.

heard work does the same every night, and reads a seventh of the files each time; this reads all of them.

  heard check-files
"""

import argparse

SUMMARY = "look whether all sealed files are there and as they were"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "The exit code is 1 where any file is missing or changed."


def run(_arguments: argparse.Namespace) -> int:
    from heard.cli.progress import show_progress
    from heard.cli.site import the_site

    with the_site(), show_progress() as show:
        from heard.files.looking_through import look_through

        found = look_through(show=show)
    print(f"Looked at {found.looked_at:,} sealed files.")
    for what, files in (("Missing", found.missing), ("Changed", found.changed), ("Not remembered", found.extra)):
        if files:
            print(f"{what}: {len(files):,}", *(file.hex for file in files), sep="\n  ")
    if not found.is_well:
        print("Nothing was deleted. A backup from before may have them: heard restore --check FILE --identity KEY.")
        return 1
    print("Every one is there, as it was.")
    return 0
