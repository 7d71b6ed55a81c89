"""Say how the installation is: keys, disk, mail, worker, scanner, team, audit, clock; and what to do where it is not.

The exit code says the worst: 0 all is well, 4 something to look at, 1 something is wrong.

  heard check
  heard check --deploy
"""

import argparse
import os

SUMMARY = "say how the installation is, and what to do about it"

LOOK, WRONG = 4, 1
MARKS = ("well ", "LOOK ", "WRONG")  # by how bad it is


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--deploy", action="store_true", help="also what only matters once the site is on the internet for everybody"
    )


def run(arguments: argparse.Namespace) -> int:
    set_up()
    # Only now, because Django's models can be loaded only once it is configured.
    from heard.health.facts import found_by, worst_of
    from heard.health.queries import all_facts, facts_of_django
    from heard.health.states import Standing

    facts = [*all_facts(), *found_by(lambda: facts_of_django(deploy=arguments.deploy))]
    for fact in sorted(facts, key=lambda fact: -fact.standing):
        print(f"{MARKS[fact.standing]}  {fact.about}: {fact.says}")
    worst = worst_of(facts)
    if arguments.deploy and worst == Standing.LOOK:
        print("\nNothing is wrong, but read what there is to look at before you open the site to everybody.")
    return {Standing.WELL: 0, Standing.LOOK: LOOK, Standing.WRONG: WRONG}[worst]


def set_up() -> None:
    """Raises BadInput where a setting is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    from heard.text.errors import BadInput

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise BadInput(str(error)) from error
