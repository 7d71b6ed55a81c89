"""Can somebody who knows the neighbourhood find a person in what is published?

    python bench/intruder/run.py [--seed 7] [--people 5000] [--contributors 500] [--quoted 200]

Makes a region with known truth (`world.py`), runs an inquiry on it through the actions that people use (`inquiry.py`),
publishes it with every control on, then with each one off and with all of them off, and lets the same scripted attacker
(`attacks.py`) read the public pages each time. Writes results.json and the table of README.md.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
RESULTS, README = FOLDER / "results.json", FOLDER / "README.md"
BEGINS, ENDS = "<!-- results -->", "<!-- end of results -->"
SAID = {
    "everything on": "every control on",
    "beside": "anything may stand beside a quotation",
    "together": "each quotation is checked by itself",
    "words": "what the words themselves say is not counted",
    "rare_facts": "rare facts are quoted",
    "small_numbers": "small numbers are shown",
    "subtraction": "only small numbers are hidden, not what gives them away",
    "editions": "editions are not compared",
    "keys": "quotations are numbered in turn",
    "dates": "pages say in which month words came",
    "everything off": "every control off",
}
sys.path.insert(0, str(FOLDER))


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--seed", type=int, default=7)
    given.add_argument("--people", type=int, default=5000)
    given.add_argument("--contributors", type=int, default=500)
    given.add_argument("--quoted", type=int, default=200)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        start_site(Path(folder))
        from django.db import transaction

        with transaction.atomic():  # nothing waits for the disk
            result = hold_drills(asked)
    RESULTS.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_table(result)


def start_site(folder: Path) -> None:
    os.environ |= {"HEARD_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "heard.config.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0, interactive=False)


def hold_drills(asked: argparse.Namespace) -> dict[str, Any]:
    from drill import hold_drill
    from world import make_world

    from inquiry import Controls, Inquiry

    began = time.process_time()
    world = make_world(asked.seed, asked.people, asked.contributors, quoted=asked.quoted)
    inquiry = Inquiry(world)
    names = [control.name for control in fields(Controls)]
    settings = {"everything on": Controls()}
    settings |= {name: Controls(**{name: False}) for name in names}
    settings["everything off"] = Controls(**dict.fromkeys(names, False))
    outcomes = {}
    for name, controls in settings.items():
        outcome = hold_drill(inquiry, controls)
        found = outcome.right | outcome.wrong
        outcomes[name] = {
            "singled out rightly": len(outcome.right),
            "singled out wrongly": len(outcome.wrong - outcome.right),
            "not at all": len(world.took_part) - len(found),
            "right claims by attack": dict(outcome.by_attack),
            "wrong claims by attack": dict(outcome.wrong_by_attack),
            "quotations read": outcome.quotations,
            "numbers shown": outcome.numbers,
            "traces in ten pages": outcome.traces,
            "editions": outcome.editions,
        }
        print(name, outcomes[name], file=sys.stderr, flush=True)
    return {
        "seed": asked.seed,
        "people": asked.people,
        "took part": len(world.took_part),
        "quoted": asked.quoted,
        "threshold": inquiry.threshold,
        "people alike": inquiry.alike,
        "CPU-seconds": round(time.process_time() - began),
        "machine": platform.processor() or platform.machine(),
        "python": platform.python_version(),
        "outcomes": outcomes,
    }


def write_table(result: dict[str, Any]) -> None:
    lines = [
        f"Seed {result['seed']}: {result['people']:,} people, {result['took part']:,} took part, {result['quoted']:,} "
        f"are quoted. Numbers from {result['threshold']}, {result['people alike']} people alike.",
        "",
        "| | singled out rightly | wrongly | not at all | by which attack, claims | quotations | numbers |",
        "|---|---:|---:|---:|---|---:|---:|",
    ]
    for name, outcome in result["outcomes"].items():
        attacks = ", ".join(
            f"{attack} {claims}" for attack, claims in sorted(outcome["right claims by attack"].items())
        )
        counts = " | ".join(str(outcome[key]) for key in ("singled out rightly", "singled out wrongly", "not at all"))
        read = f"{outcome['quotations read']} | {outcome['numbers shown']}"
        lines.append(f"| {SAID[name]} | {counts} | {attacks or '–'} | {read} |")
    text = README.read_text("utf-8")
    before, after = text.partition(BEGINS)[0], text.partition(ENDS)[2]
    README.write_text(before + "\n".join([BEGINS, *lines, ENDS]) + after, encoding="utf-8")


if __name__ == "__main__":
    main()
