"""How well `heard deidentify` hides what identifies people, beside its peers, on the same texts in one run.

    python bench/deidentification/run.py PEERS

PEERS is a folder with an environment for each peer, `PEERS/presidio` and `PEERS/scrubadub`; README.md says how they are
made. Writes results/beside-peers.json and prints it as a table. A peer without an environment is left out,
and said to be.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from marked import WORD, Marked, Span, measure, read_blind, read_testimony, read_voices

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "beside-peers.json"
RUNS = 3
HEARD = Path(sys.executable)


def main() -> None:
    systems = systems_in(Path(sys.argv[1]))
    sets = {
        "voices, held out": [marked for marked in read_voices() if marked.split == "held-out"],
        "testimony, held out": [marked for marked in read_testimony() if marked.split == "held-out"],
        "blind sets of the second round": [
            marked for path in sorted((HERE / "blind/second").glob("*.txt")) for marked in read_blind(path)
        ],
    }
    results: dict[str, Any] = {
        "machine": f"{platform.processor() or platform.machine()}, Python {platform.python_version()}",
        "commit": subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True
        ).stdout.strip(),
        "load average": round(os.getloadavg()[0], 1),
        "runs": RUNS,
        "sets": {name: describe(texts) for name, texts in sets.items()},
        "systems": {},
    }
    for name, command in systems.items():
        print(f"{name} …", file=sys.stderr)
        results["systems"][name] = measure_system(command, sets)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    tell(results)


def systems_in(peers: Path) -> dict[str, list[str]]:
    presidio, scrubadub = peers / "presidio/bin/python", peers / "scrubadub/bin/python"
    systems = {
        "Heard": [str(HEARD), str(HERE / "peers/heard_itself.py"), "default"],
        "Heard --fast": [str(HEARD), str(HERE / "peers/heard_itself.py"), "fast"],
        "Presidio": [str(presidio), str(HERE / "peers/presidio.py"), "default"],
        "Presidio with UK recognisers": [str(presidio), str(HERE / "peers/presidio.py"), "uk"],
        "scrubadub en_GB": [str(scrubadub), str(HERE / "peers/scrub.py")],
    }
    for name in [name for name, command in systems.items() if not Path(command[0]).exists()]:
        print(f"{name} has no environment in {peers}, so it is left out.", file=sys.stderr)
        del systems[name]
    return systems


def describe(texts: Sequence[Marked]) -> dict[str, int]:
    kinds = [each.identifier for marked in texts for each in marked.identifying]
    return {
        "texts": len(texts),
        "words": sum(len(WORD.findall(marked.text)) for marked in texts),
        "direct": kinds.count("direct"),
        "quasi": kinds.count("quasi"),
    }


def measure_system(command: Sequence[str], sets: dict[str, list[Marked]]) -> dict[str, Any]:
    """Quality on each set, and speed: the median of `RUNS` processes, without their start."""
    everything = [marked.text for texts in sets.values() for marked in texts]
    measured: dict[str, Any] = {}
    seconds, starts, memory = [], [], 0.0
    for _ in range(RUNS):
        start, spent, memory, answers = ask(
            command, [[marked.text for marked in texts] for texts in sets.values()], everything
        )
        starts.append(start)
        seconds.append(spent)
        measured = {name: measure(texts, found) for (name, texts), found in zip(sets.items(), answers, strict=True)}
    words = sum(len(WORD.findall(text)) for text in everything)
    return measured | {
        "CPU-s per 1,000 texts": round(1000 * statistics.median(seconds) / len(everything), 2),
        "words per CPU-s": round(words / statistics.median(seconds)),
        "start, CPU-s": round(statistics.median(starts), 2),
        "memory, MB": round(memory),
    }


def ask(
    command: Sequence[str], questions: Sequence[Sequence[str]], timed: Sequence[str]
) -> tuple[float, float, float, list[list[list[Span]]]]:
    """Processor seconds to start and for `timed` texts, peak memory in MB, and the spans in each of `questions`."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        answer(process, ["My name is Ann."])  # everything is loaded now
        start = processor_seconds(process.pid)
        answer(process, timed)
        spent = processor_seconds(process.pid) - start
        answers = [answer(process, texts) for texts in questions]
        memory = peak_memory(process.pid)
    return start, spent, memory, answers


def answer(process: subprocess.Popen[str], texts: Sequence[str]) -> list[list[Span]]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(texts) + "\n")
    process.stdin.flush()
    return [[(start, end) for start, end in spans] for spans in json.loads(process.stdout.readline())]


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def peak_memory(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def tell(results: dict[str, Any]) -> None:
    for name in results["sets"]:
        first = next(iter(results["systems"].values()))
        print(f"\n{name}: {results['sets'][name]}\n\n| system | {' | '.join(first[name])} |")
        print("|---" * (len(first[name]) + 1) + "|")
        for system, measured in results["systems"].items():
            print(f"| {system} | {' | '.join(str(value) for value in measured[name].values())} |")
    columns = ("words per CPU-s", "CPU-s per 1,000 texts", "start, CPU-s", "memory, MB")
    print(f"\n| system | {' | '.join(columns)} |\n" + "|---" * (len(columns) + 1) + "|")
    for system, measured in results["systems"].items():
        print(f"| {system} | {' | '.join(str(measured[column]) for column in columns)} |")


if __name__ == "__main__":
    main()
