"""How well `heard analyse` finds themes, and what it costs, beside its peers: whole commands, on the same answers.

    python bench/themes/run.py DATA PEERS [quality] [cost] [million] [planted] [seeds]

DATA is a folder with banking77/ and kpa/; PEERS/bertopic is an environment with BERTopic (README.md says how it is
made). Without a question's name all are asked. Writes results/QUESTION.json and prints each as a table.
"""

import csv
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from answers import Labelled, many, planted, unseen_half, unseen_test_sized, unseen_uneven
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

HERE = Path(__file__).parent
RUNS = 3  # of Heard; a run of BERTopic takes minutes, so there is one
PLANTINGS = 10
NOWHERE = ""
Row = dict[str, Any]
Command = Callable[[Path, Path, int], list[str]]


def main() -> None:
    data, peers, *asked = sys.argv[1:]
    questions: dict[str, Callable[[Path, Path], Iterator[Row]]] = {
        "quality": quality,
        "cost": cost,
        "million": million,
        "planted": plantings,
        "seeds": seeds,
    }
    for name in asked or questions:
        rows = []
        for row in questions[name](Path(data), Path(peers)):
            print(row, file=sys.stderr, flush=True)
            rows.append(row)
            keep(name, rows)  # at once, because what follows may take an hour
        tell(name, rows)


def keep(question: str, rows: Sequence[Row]) -> None:
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    path = HERE / "results" / f"{question}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"machine": machine, "rows": rows}, indent=1) + "\n", encoding="utf-8")


def quality(data: Path, peers: Path) -> Iterator[Row]:
    """Normalised mutual information and adjusted Rand index with the labels, which nothing that is measured sees."""
    sets = {
        "banking77, 39 unseen intents, all": (unseen_half(data), True),
        "banking77, 39 unseen intents, 3,000": (unseen_test_sized(data), True),
        "the same 3,000, number not given": (unseen_test_sized(data), False),
        "39 unseen intents of very uneven size, number not given": (unseen_uneven(data), False),
    }
    for name, (answers, given) in sets.items():
        number = len({about for _, about in answers})
        for system, command in systems(peers, number if given else None, number).items():
            measured = [measure(command, answers, seed) for seed in range(RUNS if system == "Heard" else 1)]
            yield {"set": name, "answers": len(answers), "system": system, **middle(measured)}


def cost(data: Path, peers: Path) -> Iterator[Row]:
    """Processor seconds and memory of the whole command, from a file to files."""
    for number in (20_000, 100_000):
        answers = many(data, number)
        for system, command in systems(peers, 77, 77).items():
            if system == "TF-IDF + k-means" or (system == "BERTopic" and number > 20_000):
                continue
            measured = [measure(command, answers, seed) for seed in range(RUNS if system == "Heard" else 1)]
            yield {"answers": number, "system": system, **_price(middle(measured))}


def million(data: Path, _peers: Path) -> Iterator[Row]:
    yield {"answers": 1_000_000, "system": "Heard", **_price(measure(heard(77), many(data, 1_000_000), 0))}


def _price(measured: Row) -> Row:
    """Without how well the labels were found: answers put together of others say nothing of that."""
    return {name: measured[name] for name in ("themes", "CPU-s", "memory, MB")}


def plantings(data: Path, _peers: Path) -> Iterator[Row]:
    """Of 50,000 answers, 100 about something else: how the theme that holds most of them looks."""
    for topic in range(PLANTINGS):
        answers = planted(data, 50_000, topic)
        labels = labels_of(heard(None), answers, 0)[0]
        number = len(answers) // 500
        subject = rarest(answers)
        few = [label for label, (_, about) in zip(labels, answers, strict=True) if about == subject]
        theme = statistics.mode(few)
        found, size = few.count(theme), labels.count(theme)
        yield {"about": subject, "planted": number, "found": found, "size of its theme": size}


def seeds(data: Path, _peers: Path) -> Iterator[Row]:
    for name, answers, number in (
        ("39 unseen intents, all", unseen_half(data), 39),
        ("39 unseen intents, 3,000", unseen_test_sized(data), 39),
        ("39 unseen intents, 3,000, number not given", unseen_test_sized(data), None),
    ):
        one, other = (labels_of(heard(number), answers, seed)[0] for seed in (0, 1))
        yield {"set": name, "ARI between two seeds": round(adjusted_rand_score(one, other), 3)}


def rarest(answers: Labelled) -> str:
    about = [about for _, about in answers]
    return min(set(about), key=about.count)


def systems(peers: Path, asked: int | None, number: int) -> dict[str, Command]:
    """Each system's command; `asked` is the number of themes it is told, if any, `number` how many there are."""
    python = str(peers / "bertopic/bin/python")
    bertopic, kmeans = str(HERE / "peers/bertopic_themes.py"), str(HERE / "peers/tfidf_kmeans.py")
    told = [str(asked)] if asked else []
    return {
        "Heard": heard(asked),
        "BERTopic": lambda source, target, _: [python, bertopic, str(source), str(target), "default", *told],
        "BERTopic, tuned, outliers reduced": lambda source, target, _: [
            python,
            bertopic,
            str(source),
            str(target),
            "tuned",
            *told,
        ],
        "TF-IDF + k-means": lambda source, target, _: [sys.executable, kmeans, str(source), str(target), str(number)],
    }


def heard(number: int | None) -> Command:
    program = str(Path(sys.executable).with_name("heard"))
    themes = ["--themes", str(number)] if number else []
    return lambda source, target, seed: [
        program,
        *("analyse", str(source), "--column", "text", "--out", str(target), "--seed", str(seed)),
        *themes,
    ]


def measure(command: Command, answers: Labelled, seed: int) -> Row:
    labels, seconds, memory = labels_of(command, answers, seed)
    about = [about for _, about in answers]
    return {
        "NMI": round(normalized_mutual_info_score(about, labels), 3),
        "ARI": round(adjusted_rand_score(about, labels), 3),
        "themes": len({*labels} - {NOWHERE, "-1"}),
        "in none, %": round(100 * sum(label in {NOWHERE, "-1"} for label in labels) / len(labels), 1),
        "CPU-s": round(seconds, 1),
        "memory, MB": round(memory),
    }


def labels_of(command: Command, answers: Labelled, seed: int) -> tuple[list[str], float, float]:
    """Each answer's theme as the command wrote it, the processor seconds it took, and its peak memory in MB."""
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "answers.csv"), Path(name, "result")
        with source.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["text"])
            rows.writerows([text] for text, _ in answers)
        with subprocess.Popen(command(source, target, seed), stdout=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"This did not work: {' '.join(command(source, target, seed)[:2])}")
        return _labels_in(target), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _labels_in(target: Path) -> list[str]:
    if target.is_file():
        return target.read_text(encoding="utf-8").splitlines()
    with (target / "assignments.csv").open(encoding="utf-8", newline="") as file:
        return [row["theme"] for row in csv.DictReader(file)]


def middle(measured: Sequence[Row]) -> Row:
    """The median of each figure over the runs."""
    return {name: statistics.median(run[name] for run in measured) for name in measured[0]}


def tell(question: str, rows: Sequence[Row]) -> None:
    print(f"\n{question}\n\n| {' | '.join(rows[0])} |\n{'|---' * len(rows[0])}|")
    for row in rows:
        print(f"| {' | '.join(str(value) for value in row.values())} |")


if __name__ == "__main__":
    main()
