"""How many disclosures `heard flag` finds and how many harmless messages it flags in vain.

    python bench/safeguarding/run.py DATA

Runs the command on each set as a user would, and writes results.json and the table in README.md. DATA is a folder with
consultation/ and polis/: what adults answered about gambling, and young Londoners wrote about the police, stand for
everyday messages and are all counted as harmless.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from messages import FITTED_ON, KEPT_ASIDE, read_messages

HERE = Path(__file__).parent
Message = dict[str, Any]
COLUMNS = ("set", "disclosures", "flagged, %", "harmless", "flagged in vain, %", "CPU-ms a message")


def main() -> None:
    rows = [measure(name, read_messages([name])) for name in (*FITTED_ON, KEPT_ASIDE)]
    rows += [measure(name, messages) for name, messages in everyday(Path(sys.argv[1])).items()]
    (HERE / "results.json").write_text(json.dumps(rows, indent=1) + "\n")
    lines = [f"| {' | '.join(COLUMNS)} |", "|" + "---|" * len(COLUMNS)]
    lines += [f"| {' | '.join(str(row[column]) for column in COLUMNS)} |" for row in rows]
    print("\n".join(lines))
    readme = HERE / "README.md"
    before, _, rest = readme.read_text("utf-8").partition("<!-- table -->\n")
    after = rest.partition("<!-- end of table -->")[2]
    readme.write_text(f"{before}<!-- table -->\n" + "\n".join(lines) + f"\n<!-- end of table -->{after}", "utf-8")


def everyday(data: Path) -> dict[str, list[Message]]:
    gambling = (data / "consultation/gambling_part_1/responses.jsonl").read_text("utf-8").splitlines()
    with (data / "polis/london.youth.policing/comments.csv").open(encoding="utf-8", newline="") as file:
        police = [row["comment-body"] for row in csv.DictReader(file)]
    sets = {
        "answers about gambling": [json.loads(line)["response"] for line in gambling],
        "comments on the police": police,
    }
    return {
        name: [{"id": str(number), "text": text, "disclosure": False} for number, text in enumerate(texts)]
        for name, texts in sets.items()
    }


def measure(name: str, messages: Sequence[Message]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "messages.jsonl")
        source.write_text(
            "".join(json.dumps({"id": own["id"], "text": own["text"]}) + "\n" for own in messages), "utf-8"
        )
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [Path(sys.executable).with_name("heard"), "flag", source, "--out", f"{folder}/flags"]
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        written = Path(folder, "flags/flags.jsonl").read_text("utf-8").splitlines()
    flagged = {line["id"]: line["flagged"] for line in map(json.loads, written)}
    told = [flagged[own["id"]] for own in messages if own["disclosure"]]
    harmless = [flagged[own["id"]] for own in messages if not own["disclosure"]]
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "set": name,
        "disclosures": len(told),
        "flagged, %": share(told),
        "harmless": len(harmless),
        "flagged in vain, %": share(harmless),
        "CPU-ms a message": round(1000 * used / len(messages), 1),
    }


def share(flagged: Sequence[bool]) -> float | str:
    return round(100 * sum(flagged) / len(flagged), 1) if flagged else "–"


if __name__ == "__main__":
    main()
