"""How many submissions a second one process takes in, sealed and audited, beside a bare Django form in the same run.

python bench/intake/run.py [--people 1500] [--rounds 3] [--at-once 16]

Writes results.json and the table in README.md. `--try` runs a little of everything and writes nothing.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, socket

from asking import Person, Step, ask_all
from letters import letter

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")
Figures = dict[str, float]


def main() -> None:
    given = read_arguments()
    rounds = [measure_round(given.people, given.at_once) for _ in range(given.rounds)]
    result = {
        "machine": f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "people": given.people,
        "at_once": given.at_once,
        "rounds": rounds,
    }
    print(json.dumps(result, indent=2))
    print(table(result))
    if not given.only_try:
        (HERE / "results.json").write_text(json.dumps(result, indent=2) + "\n")
        write_table(table(result))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=1500, help="how many give something, of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=16, help="how many browsers send at the same time")
    parser.add_argument("--try", action="store_true", dest="only_try", help="a little of everything; writes nothing")
    given = parser.parse_args()
    if given.only_try:
        given.people, given.rounds = min(given.people, 150), 1
    return given


def measure_round(people: int, at_once: int) -> dict[str, object]:
    """A new site and a new bare one, measured one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        bare = measure_bare(Path(folder), people, at_once)
        ours = {"HEARD_DATA": folder, "HEARD_WRITERS_A_MINUTE": "1000000", "HEARD_KEEP_FREE_MB": "0"}
        ours["DJANGO_SETTINGS_MODULE"] = "heard.config.settings"
        cookies = json.loads(run_script("prepare.py", ours, str(people)))
        with serving("heard.config.asgi:application", ours) as (port, server):
            send = measure(port, server, [Person([("/tell-us/send/", {})], cookie) for cookie in cookies], at_once)
            walk = measure(port, server, [Person(whole_walk(seed)) for seed in range(people // 5)], at_once)
        kept = json.loads(run_script("check.py", ours))
    expected = people + people // 5
    if not kept["chain_is_whole"] or not kept["submissions"] == kept["receipts"] == expected:
        raise AssertionError(f"{expected} were acknowledged, and this is kept: {kept}")
    return {"bare": bare, "send": send, "walk": walk}


def measure_bare(folder: Path, people: int, at_once: int) -> Figures:
    bare = {"BARE_DATABASE": str(folder / "bare.sqlite3")}
    subprocess.run(
        [sys.executable, "-c", "import bare; bare.make_table()"], cwd=HERE, env=os.environ | bare, check=True
    )
    with serving("bare:application", bare) as (port, server):
        return measure(port, server, [Person([("/give/", {"words": letter(seed)})]) for seed in range(people)], at_once)


def whole_walk(seed: int) -> list[Step]:
    """Every form somebody sends who tells us something in words."""
    return [
        ("/tell-us/who/", {"speaking_as": "own experience"}),
        ("/tell-us/questions/", {"questions": "1"}),
        ("/tell-us/words-1/", {"words": letter(1_000_000 + seed)}),
        ("/tell-us/files/", {}),
        ("/tell-us/about/", {"age_band": "13–15", "region": "Wales"}),
        ("/tell-us/agree/", {"analyse": "on", "quote_unnamed": "on"}),
        ("/tell-us/send/", {}),
    ]


def measure(port: int, server: int, people: Sequence[Person], at_once: int) -> Figures:
    """The first tenth warms the server up and is not counted."""
    warm = len(people) // 10
    ask_all(port, people[:warm], at_once)
    before = cpu_seconds(server)
    seconds, took = ask_all(port, people[warm:], at_once)
    used = cpu_seconds(server) - before
    counted = len(people) - warm
    return {
        "people_a_second": round(counted / seconds, 1),
        "posts_a_second": round(len(took) / seconds, 1),
        "p50_ms": round(1000 * statistics.median(took), 1),
        "p95_ms": round(1000 * statistics.quantiles(took, n=20)[-1], 1),
        "cpu_ms_a_post": round(1000 * used / len(took), 2),
    }


@contextmanager
def serving(application: str, settings: dict[str, str]) -> Iterator[tuple[int, int]]:
    """One process of the server we recommend. Its port and its process."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "uvicorn", application, "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen(command, cwd=HERE, env=os.environ | settings)
    try:
        wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The server did not start.")


def run_script(name: str, settings: dict[str, str], *words: str) -> str:
    command = [sys.executable, str(HERE / name), *words]
    return subprocess.run(command, env=os.environ | settings, check=True, stdout=subprocess.PIPE, text=True).stdout


def cpu_seconds(process: int) -> float:
    """User and system time of the process and its threads, as Linux counts them."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def table(result: dict[str, object]) -> str:
    rows = [
        "| | submissions a second | POSTs a second | p50, ms | p95, ms | CPU, ms a POST |",
        "|---|---|---|---|---|---|",
    ]
    named = {"send": "Heard, the sending itself", "walk": "Heard, the whole walk of seven forms"}
    for kind, name in {"bare": "a bare Django form, one INSERT", **named}.items():
        rounds = [figures[kind] for figures in result["rounds"]]  # type: ignore[attr-defined]
        cells = [f"{statistics.median(each[figure] for each in rounds):g}" for figure in rounds[0]]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*rows, "", f"Medians of {len(result['rounds'])} rounds. {result['machine']}."])  # type: ignore[arg-type]


def write_table(made: str) -> None:
    readme = HERE / "README.md"
    before, _, rest = readme.read_text().partition("<!-- table -->")
    after = rest.partition("<!-- end of table -->")[2]
    readme.write_text(f"{before}<!-- table -->\n{made}\n<!-- end of table -->{after}")


if __name__ == "__main__":
    main()
