"""Write the tables of README.md from the figures in `results/`, so that none is copied by hand.

python bench/deidentification/table.py
"""

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
README = HERE / "README.md"
RUNS = (
    ("first round, first run", "blind-first-run"),
    ("first round, first run, `--fast`", "blind-first-run-fast"),
    ("second round, first run", "blind-second-first-run"),
    ("second round, first run, `--fast`", "blind-second-first-run-fast"),
    ("third round, first run", "blind-third-first-run"),
    ("third round, first run, `--fast`", "blind-third-first-run-fast"),
    ("fourth round, first run", "blind-fourth-first-run"),
    ("fourth round, first run, `--fast`", "blind-fourth-first-run-fast"),
)


def main() -> None:
    README.write_text(with_tables(README.read_text("utf-8")), encoding="utf-8")


def with_tables(text: str) -> str:
    """`text` with what is between each pair of marks made from the results."""
    for name, table in (("blind", blind_table()), ("peers", peer_tables())):
        text = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- end -->)",
            lambda match, made=table: match[1] + made + match[2],
            text,
            flags=re.S,
        )
    return text


def results(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((HERE / "results" / f"{name}.json").read_text("utf-8"))
    return read


def blind_table() -> str:
    rows: list[list[object]] = []
    for title, name in RUNS:
        run = results(name)
        figures = run["together"]
        counts = " + ".join(f"{count} {kind}" for kind, count in figures["marked"].items())
        rows.append([title, run["commit"], counts, *list(figures.values())[1:]])
    head = ["", "commit", "marked", *list(results(RUNS[0][1])["together"])[1:]]
    return table(head, rows)


def peer_tables() -> str:
    run = results("beside-peers")
    made = (
        f"{run['machine']}; commit {run['commit']}; median of {run['runs']} runs; load average {run['load average']}.\n"
    )
    for name, counts in run["sets"].items():
        measured = {system: each[name] for system, each in run["systems"].items()}
        described = ", ".join(f"{count} {kind}" for kind, count in counts.items())
        made += f"\n**{name}** ({described})\n\n"
        made += table(
            ["system", *next(iter(measured.values()))], [[system, *each.values()] for system, each in measured.items()]
        )
    costs = [key for key in next(iter(run["systems"].values())) if key not in run["sets"]]
    made += "\n**cost**\n\n"
    made += table(
        ["system", *costs], [[system, *(each[key] for key in costs)] for system, each in run["systems"].items()]
    )
    return made


def table(head: list[str], rows: list[list[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


if __name__ == "__main__":
    main()
