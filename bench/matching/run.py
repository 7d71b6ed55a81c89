"""How well `heard match` finds codes, beside simple peers, on the same data in one run.

    python bench/matching/run.py ../shared/data [PART ...]

Writes the parts (all, where none is named) into bench/matching/results.json and makes the tables of results.md from it.
Every figure of `heard match` comes from the files that the command writes. What was fitted or chosen, and on which
set: “chosen on” in each part.
"""

import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import consultation
import curve
import few_shot
import key_points
import strangers
from command import vectors_kept

RESULTS = Path(__file__).with_name("results.json")
TABLES = Path(__file__).with_name("results.md")
PARTS = {
    "key points": key_points.measure,
    "few-shot": few_shot.measure,
    "consultation": consultation.measure,
    "strangers": strangers.measure,
    "curve": curve.measure,
}
FORMULA = "average precision × share of positives in the top half (the official script since 2021-09-23, 2f5e2d5)"


def main() -> None:
    data, asked = Path(sys.argv[1]), sys.argv[2:] or list(PARTS)
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results |= {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in ("numpy", "scipy", "scikit-learn", "onnxruntime", "tokenizers")},
        "formula of mAP": FORMULA,
    }
    with vectors_kept():
        for part in asked:
            results[part] = PARTS[part](data)
            RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            print(f"{part}: measured", flush=True)
    TABLES.write_text(tables(results), encoding="utf-8")


def tables(results: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    said = [f"# Measured\n\nMade by `run.py`; {results['machine']}; {versions}. mAP: {results['formula of mAP']}.\n"]
    for part in (part for part in PARTS if part in results):
        own = results[part]
        said.append(
            f"\n## {part.capitalize()}\n\nReported on: {own['reported on']}. Chosen on: {own['chosen on']}.\n\n"
        )
        said.append(curve_table(own) if part == "curve" else table(own["results"]))
    return "".join(said)


def table(rows: dict[str, dict[str, Any]]) -> str:
    """A row for each result; runs become their number and range."""
    if any("runs" in row for row in rows.values()):
        rows = {
            name: {"mean": row["mean"], "lowest": min(row["runs"]), "highest": max(row["runs"])}
            for name, row in rows.items()
        }
    columns = list(dict.fromkeys(name for row in rows.values() for name in row))
    lines = [f"| | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    for name, row in rows.items():
        cells = [shown(row[column]) if column in row else "" for column in columns]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def curve_table(own: dict[str, Any]) -> str:
    numbers = own["answers coded in each group"]
    lines = [f"| answers coded in each group | {' | '.join(map(str, numbers))} |", f"|---|{'---|' * len(numbers)}"]
    lines += [f"| {name} | {' | '.join(map(shown, row['mean']))} |" for name, row in own["results"].items()]
    return "\n".join(lines) + "\n"


def shown(number: float) -> str:
    return f"{number:,.0f}" if number > 1 else f"{number:.3f}"


if __name__ == "__main__":
    main()
