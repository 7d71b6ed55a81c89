"""Kill the site a few hundred times while evidence is given to it, and see whether anything is lost.

    python bench/kills/run.py --kills 200 [--seed 1]

With DATABASE_URL it runs on that PostgreSQL database, which must be empty; otherwise on a SQLite file of its own.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from socket import socket

HERE = Path(__file__).parent
BEGINS, ENDS = "<!-- written by run.py -->", "<!-- until here -->"
sys.path.insert(0, str(HERE.parent.parent / "tests" / "durability"))

from killing import WORKER, Site, kill_while_giving  # noqa: E402


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--server-alone", action="store_true", help="without a worker, for a busy machine")
    asked.add_argument("--begin-with", type=Path, help="a migrated SQLite file to copy, which saves minutes")
    arguments = asked.parse_args()
    database = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as folder:
        if arguments.begin_with:
            shutil.copy(arguments.begin_with, Path(folder) / "db.sqlite3")
        site = Site(Path(folder), free_port(), database)
        began = time.monotonic()
        outcome = kill_while_giving(
            site, arguments.kills, arguments.seed, not arguments.server_alone, lambda said: print(said, flush=True)
        )
        minutes = round((time.monotonic() - began) / 60, 1)
        site.close()
    at_a_step = Counter(is_of_worker(how) for how in outcome.kills.elements() if "at any moment" not in how)
    figures = {
        "database": "PostgreSQL" if database else "SQLite",
        "seed": arguments.seed,
        "kills": outcome.kills.total(),
        "kills of a worker": sum(map(is_of_worker, outcome.kills.elements())),
        "kills at a named point": at_a_step.total(),
        "of these, of a worker": at_a_step[True],
        "kills at any moment": sum("at any moment" in how for how in outcome.kills.elements()),
        "acknowledged submissions": outcome.acknowledged,
        "lost": outcome.lost,
        "broken": outcome.broken,
        "connections broken for a giver": outcome.breaks,
        "minutes": minutes,
        "points": dict(sorted(outcome.kills.items())),
        "done by the worker afterwards": outcome.work,
    }
    name = f"{figures['database'].lower()}-{arguments.seed}.json"
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / name).write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    write_table()
    print(f"Lost: {len(outcome.lost)}. Broken: {len(outcome.broken)}.")
    return 1 if outcome.lost or outcome.broken else 0


def is_of_worker(how: str) -> bool:
    return how.startswith(WORKER)


COLUMNS = (
    "kills",
    "kills of a worker",
    "kills at a named point",
    "of these, of a worker",
    "kills at any moment",
    "connections broken for a giver",
    "acknowledged submissions",
)


def write_table() -> None:
    """Every result that there is, into the README."""
    lines = [f"| database, seed | {' | '.join(COLUMNS)} | lost | broken |", "|---|" + "---:|" * (len(COLUMNS) + 2)]
    for result in sorted((HERE / "results").glob("*.json")):
        told = json.loads(result.read_text())
        cells = [told.get(column, 0) for column in COLUMNS] + [len(told["lost"]), len(told["broken"])]
        lines.append(f"| {told['database']}, {told['seed']} | {' | '.join(map(str, cells))} |")
    page = HERE / "README.md"
    before, _, rest = page.read_text().partition(BEGINS)
    page.write_text(f"{before}{BEGINS}\n" + "\n".join(lines) + f"\n{ENDS}{rest.partition(ENDS)[2]}")


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
