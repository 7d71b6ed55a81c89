"""How well and how cheaply near-duplicates are found, beside peers, on the same letters in one run.

    python bench/duplicates/run.py PEERS

PEERS is a folder with an environment for each peer, `PEERS/datasketch`, `PEERS/rensa` and `PEERS/gaoya`; README.md says
how they are made. Writes results.json and the table in README.md after every measurement; one that is in results.json
already is not made again, so take the file away to measure afresh. A peer without an environment is left out, and said
to be. Takes about half an hour.
"""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

from letters import Letter, write_letters, write_short_answers

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
README = HERE / "README.md"
LETTERS, SHORT_ANSWERS = 100_000, 1_000_000
SEEDS = (11, 12, 13)
"""Of the letters reported. Thresholds, Heard’s and its peers’, were chosen on letters of seeds 1 to 3."""

SHORT = "Heard, short answers"
HEARD = Path(sys.executable)


def main() -> None:
    systems = systems_in(Path(sys.argv[1]))
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results |= {
        "machine": f"{processor()}, Python {platform.python_version()}",
        "versions": {name: version_of(command) for name, command in systems.items()},
    }
    for name, seed in product(systems, SEEDS):
        if not is_measured(results, name, seed):
            print(f"{name}, seed {seed} …", file=sys.stderr, flush=True)
            keep(results, name, seed, measure(systems[name], write_letters(LETTERS, seed)))
    for seed in SEEDS:
        if not is_measured(results, SHORT, seed):
            print(f"{SHORT}, seed {seed} …", file=sys.stderr, flush=True)
            keep(results, SHORT, seed, measure(systems["Heard"], write_short_answers(SHORT_ANSWERS, seed)))


def is_measured(results: dict[str, Any], name: str, seed: int) -> bool:
    return any(run["seed"] == seed for run in results.get("systems", {}).get(name, ()))


def keep(results: dict[str, Any], name: str, seed: int, measured: dict[str, Any]) -> None:
    results.setdefault("systems", {}).setdefault(name, []).append({"seed": seed, **measured})
    write(results)


def systems_in(peers: Path) -> dict[str, list[str]]:
    systems = {
        "Heard": [str(HEARD), "with_heard.py"],
        "rensa, verified": [str(peers / "rensa/bin/python"), "with_rensa.py", "0.45", "verify"],
        "gaoya": [str(peers / "gaoya/bin/python"), "with_gaoya.py", "0.45"],
        "rensa alone": [str(peers / "rensa/bin/python"), "with_rensa.py", "0.45"],
        "datasketch": [str(peers / "datasketch/bin/python"), "with_datasketch.py", "0.6"],
    }
    for name in [name for name, command in systems.items() if not Path(command[0]).exists()]:
        print(f"{name} has no environment in {peers}, so it is left out.", file=sys.stderr)
        del systems[name]
    return systems


def processor() -> str:
    """The processor’s name where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def version_of(command: Sequence[str]) -> str:
    package = command[1].removeprefix("with_").removesuffix(".py")
    ask = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([command[0], "-c", ask], check=True, capture_output=True, text=True).stdout.strip()


def measure(command: Sequence[str], letters: Sequence[Letter]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letters.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(letter.text)}\n" for letter in letters)
        call = [command[0], str(HERE / "peers" / command[1]), str(path), *command[2:]]
        said = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    words = sorted(len(letter.text.split()) for letter in letters)
    groups, made_from = said.pop("groups"), [letter.made_from for letter in letters]
    found, true = pairs(Counter(groups)), pairs(Counter(made_from))
    right = pairs(Counter(zip(groups, made_from, strict=True)))
    few = {text for text, copies in Counter(made_from).items() if 2 <= copies <= 5}
    of_few = [(group, text) for group, text in zip(groups, made_from, strict=True) if text in few]
    return {
        "texts": len(letters),
        "words": {"median": words[len(words) // 2], "from": words[0], "to": words[-1]},
        "pairs": true,
        **said,
        "per_cpu_second": len(letters) / said["cpu_seconds"],
        "precision": right / found if found else 1.0,
        "recall": right / true,
        "recall_in_campaigns_of_2_to_5": pairs(Counter(of_few)) / max(1, pairs(Counter(text for _, text in of_few))),
    }


def pairs(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def write(results: dict[str, Any]) -> None:
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    before, _, rest = README.read_text(encoding="utf-8").partition("<!-- table -->\n")
    _, _, after = rest.partition("<!-- end of table -->")
    table = "\n".join(table_of(results))
    README.write_text(f"{before}<!-- table -->\n{table}\n<!-- end of table -->{after}", encoding="utf-8")


def table_of(results: dict[str, Any]) -> list[str]:
    lines = [
        "| | version | runs | letters per CPU-second | precision | recall | recall, campaigns of 2–5 | memory, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, version in results["versions"].items():
        runs = results["systems"].get(name, [])
        figures = [
            shown(middle(runs, "per_cpu_second"), ",.0f"),
            shown(middle(runs, "precision"), ".5f"),
            shown(middle(runs, "recall"), ".4f"),
            shown(middle(runs, "recall_in_campaigns_of_2_to_5"), ".4f"),
            shown(middle(runs, "added_mb"), ",.0f"),
        ]
        lines.append(f"| {' | '.join([name, version, str(len(runs)), *figures])} |")
    machine = f"{results['machine']}, two cores shared with other work"
    lines += ["", f"Medians over the runs, each on other letters, the same for every system. {machine}."]
    short = results["systems"].get(SHORT)
    if short:
        cost, memory = 1e6 / statistics.median(run["per_cpu_second"] for run in short), middle(short, "added_mb")
        said = f"{cost:.0f} microseconds of CPU an answer, {shown(memory, ',.0f')} MB beside the texts"
        words = f"{short[0]['texts']:,} short answers of {short[0]['words']['median']} words in the middle"
        lines += ["", f"{words}, by Heard: {said} (runs: {len(short)})."]
    return lines


def middle(runs: Sequence[dict[str, Any]], figure: str) -> float | None:
    """The median of those runs in which the figure was taken."""
    taken = [run[figure] for run in runs if run[figure] is not None]
    return statistics.median(taken) if taken else None


def shown(figure: float | None, form: str) -> str:
    return "–" if figure is None else format(figure, form)


if __name__ == "__main__":
    main()
