"""Write the table at the top of README.md from the results that the commands of each folder left.

python bench/summary.py
"""

import json
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
README = HERE / "README.md"
TUNED = "BERTopic, tuned, outliers reduced"
Row = tuple[str, str, str]


def main() -> None:
    rows = [*themes(), *matching(), *deidentification(), *duplicates(), *intake()]
    table = "\n".join(
        ["| | Heard | beside it |", "|---|---|---|", *(f"| {what} | {own} | {peer} |" for what, own, peer in rows)]
    )
    marked = re.compile(r"(?<=<!-- summary -->\n).*(?=<!-- end of summary -->)", re.DOTALL)
    README.write_text(marked.sub(lambda _: table + "\n", README.read_text("utf-8")), "utf-8")
    print(table)


def themes() -> Iterator[Row]:
    """Means over the sets, and what the whole command costs."""
    rows = _read("themes/results/quality.json")["rows"]

    def mean(system: str, figure: str) -> str:
        return f"{statistics.mean(row[figure] for row in rows if row['system'] == system):.3f}"

    for figure in ("NMI", "ARI"):
        peers = ", ".join(f"{system}: {mean(system, figure)}" for system in (TUNED, "BERTopic", "TF-IDF + k-means"))
        yield f"themes, {figure} with people’s labels, four sets", mean("Heard", figure), peers
    cost = [row for row in _read("themes/results/cost.json")["rows"] if row["answers"] == 20_000]
    own, *others = cost
    peers = ", ".join(f"{row['system']}: {row['CPU-s']:.0f} ({row['CPU-s'] / own['CPU-s']:.0f} ×)" for row in others)
    yield "themes of 20,000 answers, CPU-seconds", f"{own['CPU-s']:.0f}", peers


def matching() -> Iterator[Row]:
    results = _read("matching/results.json")
    key_points = results["key points"]["results"]

    def both(system: str) -> str:
        return f"{key_points[system]['strict']:.3f} / {key_points[system]['relaxed']:.3f}"

    names = ("heard match, encoder as published", "MiniLM centred + TF-IDF letters", "TF-IDF, letters")
    peers = ", ".join(f"{name}: {both(name)}" for name in names)
    yield "key points, mAP strict / relaxed", both("heard match"), peers
    few = results["few-shot"]["results"]
    peers = ", ".join(
        f"{name}: {few[f'all 77: {name}']['mean']:.3f}"
        for name in ("MiniLM + logistic regression", "TF-IDF letters + logistic regression")
    )
    yield "77 intents, 10 examples of each, right", f"{few['all 77: heard match']['mean']:.3f}", peers


def deidentification() -> Iterator[Row]:
    systems = _read("deidentification/results/beside-peers.json")["systems"]
    others = ("Heard --fast", "Presidio with UK recognisers", "scrubadub en_GB")

    def recall(system: str) -> str:
        found = systems[system]["testimony, held out"]
        return f"{found['direct']:.3f} / {found['quasi']:.3f}"

    yield (
        "identifiers hidden in testimony, direct / quasi",
        recall("Heard"),
        ", ".join(f"{name}: {recall(name)}" for name in others),
    )
    speed = "words per CPU-s"
    peers = ", ".join(f"{name}: {systems[name][speed]:,}" for name in others)
    yield "the same, words a CPU-second", f"{systems['Heard'][speed]:,}", peers


def duplicates() -> Iterator[Row]:
    systems = _read("duplicates/results.json")["systems"]

    def told(runs: list[dict[str, Any]]) -> str:
        speed, recall = (statistics.median(run[name] for run in runs) for name in ("per_cpu_second", "recall"))
        return f"{speed:,.0f}, {recall:.4f}"

    others = {name: runs for name, runs in systems.items() if runs and not name.startswith("Heard")}
    peers = ", ".join(f"{name}: {told(runs)}" for name, runs in others.items())
    yield "campaign letters a CPU-second, recall", told(systems["Heard"]), peers


def intake() -> Iterator[Row]:
    rounds = _read("intake/results.json")["rounds"]
    own, bare = (statistics.median(each[kind]["people_a_second"] for each in rounds) for kind in ("send", "bare"))
    yield "submissions a second, sealed and audited", f"{own:.1f}", f"a bare Django form: {bare:.1f}"


def _read(path: str) -> Any:
    return json.loads((HERE / path).read_text("utf-8"))


if __name__ == "__main__":
    main()
