"""Does every file end with an outcome and a sentence, whatever has happened to it?

    python bench/reading/run.py [--files 1000] [--kills 10] [--workers 2]

Makes files that went wrong from the whole ones in tests/text/readers/files, gives them to a new inquiry in a folder of
its own, and lets `heard work` (`worker.py`) read them. Some of its runs are ended by SIGKILL at work. Then it counts.
"""

import argparse
import json
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/text/readers/files"
WORK = [sys.executable, str(Path(__file__).parent / "worker.py")]
RESULTS, README = Path(__file__).parent / "results.json", Path(__file__).parent / "README.md"
FILES_IN_A_SUBMISSION = 5
sys.path.insert(0, str(Path(__file__).parent))


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--files", type=int, default=1000)
    given.add_argument("--kills", type=int, default=10)
    given.add_argument("--workers", type=int, default=2)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        start_site(Path(folder))
        files = give(asked.files)
        runs = read_all(asked.kills, asked.workers)
        result = count(files) | runs | {"files": asked.files, "machine": platform.processor() or platform.machine()}
    RESULTS.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_table(result)


def start_site(folder: Path) -> None:
    os.environ |= {"HEARD_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "heard.config.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def give(number: int) -> dict[int, Any]:
    """Each file as it comes in by the web form, a few to a submission; by the number of its part."""
    from mutated import made_from

    from heard.collect.evidence.actions import GivenEvidence, GivenFile, receive_submission
    from heard.collect.evidence.file_facts import FileFacts
    from heard.collect.evidence.media_types import BYTES_TO_TELL_BY, media_type_of
    from heard.collect.evidence.states import Channel
    from heard.files.actions import note_file
    from heard.files.sealed_files import SealingWriter
    from heard.inquiry.consent.states import Use
    from heard.inquiry.contributors.states import SpeakingAs

    made = list(made_from(FIXTURES, number))
    parts: dict[int, Any] = {}
    for first in range(0, number, FILES_IN_A_SUBMISSION):
        some = made[first : first + FILES_IN_A_SUBMISSION]
        files = []
        for each in some:
            writer = SealingWriter()
            writer.write(each.data)
            kept = writer.finish()
            media_type = media_type_of(each.name, each.data[:BYTES_TO_TELL_BY])
            files.append(GivenFile(note_file(kept), FileFacts.about(each.name, media_type, kept)))
        evidence = GivenEvidence(
            parts=(),
            files=tuple(files),
            channel=Channel.WEB_FORM,
            received_on=date(2026, 3, 4),
            speaking_as=SpeakingAs.OWN_EXPERIENCE,
            uses=(Use.ANALYSE,),
        )
        received = receive_submission(None, evidence)
        parts |= {part.pk: each for part, each in zip(received.parts.order_by("number"), some, strict=True)}
    return parts


def read_all(kills: int, workers: int) -> dict[str, Any]:
    """Run `heard work` until nothing is due: first one that is killed again and again, then several at once."""
    from heard.protect.reading.queries import files_due

    chance, began = random.Random(7), time.monotonic()
    ended = [run_for(chance.uniform(5, 25)) for _ in range(kills)]
    while files_due().exists():
        with ThreadPoolExecutor(workers) as running:
            ended += running.map(run_for, [None] * workers)
        time.sleep(5)  # what a killed run was at waits until its claim has run out
    said = "".join(errors for _, errors in ended)
    return {
        "runs of heard work": dict(Counter(how for how, _ in ended)),
        "at once": workers,
        "errors told by heard work": said.count("An error while"),
        "tracebacks": said.count("Traceback"),
        "seconds": round(time.monotonic() - began),
    }


def run_for(seconds: float | None) -> tuple[str, str]:
    """How a run of `heard work` ended, killed after some seconds unless that is None; and what it said went wrong."""
    with subprocess.Popen(WORK, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as work:
        try:
            _, errors = work.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            work.send_signal(signal.SIGKILL)
            _, errors = work.communicate()
    return "killed by us" if work.returncode == -signal.SIGKILL else f"code {work.returncode}", errors


def count(files: dict[int, Any]) -> dict[str, Any]:
    """How every file ended, by what it was made from."""
    from heard.jobs.queries import left_alone
    from heard.protect.reading.models import Extraction
    from heard.protect.reading.opened import open_extraction
    from heard.protect.reading.states import Outcome

    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    times, silent, before = [], 0, None
    for extraction in Extraction.objects.order_by("made_at").select_related("part__submission__key"):
        origin = files[extraction.part_id].origin
        outcomes[Path(origin).suffix][extraction.outcome] += 1
        reasons[extraction.reason or "read whole"] += 1
        opened = open_extraction(extraction)
        has_words, has_sentence = bool(opened.text.strip()), any(opened.warnings)
        silent += not (has_words if extraction.outcome == Outcome.READ else has_sentence)
        if before:
            times.append((extraction.made_at - before).total_seconds())
        before = extraction.made_at
    read = Counter(Extraction.objects.values_list("part", flat=True))
    times.sort()
    return {
        "without an outcome": len(set(files) - set(read)),
        "read twice": sum(number > 1 for number in read.values()),
        "without words or a sentence": silent,
        "left alone": left_alone().count(),
        "outcomes": dict(sum(outcomes.values(), Counter())),
        "reasons": dict(reasons.most_common()),
        "by ending": {ending: dict(counted) for ending, counted in sorted(outcomes.items())},
        "seconds between two": f"{times[len(times) // 2]:.1f} in the middle, {times[-1]:.0f} at most",
    }


def write_table(result: dict[str, Any]) -> None:
    """Put the figures where README.md keeps them."""
    ended, reasons = result["outcomes"], result["reasons"]
    worst = ("without an outcome", "read twice", "without words or a sentence", "left alone", "tracebacks")
    runs = ", ".join(f"{number} × {how}" for how, number in result["runs of heard work"].items())
    lines = [
        "| | |",
        "|---|---|",
        f"| files | {result['files']:,} |",
        *(f"| {what} | {result[what]} |" for what in worst),
        *(f"| {outcome} | {number:,} |" for outcome, number in ended.items()),
        f"| why | {', '.join(f'{reason} {number:,}' for reason, number in reasons.items())} |",
        f"| runs of `heard work`, {result['at once']} at once | {runs} |",
        f"| seconds between two files that end | {result['seconds between two']} |",
    ]
    before, _, rest = README.read_text(encoding="utf-8").partition("<!-- table -->\n")
    after = rest.partition("<!-- end of table -->")[2]
    README.write_text(
        f"{before}<!-- table -->\n" + "\n".join(lines) + f"\n<!-- end of table -->{after}", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
