"""How well Heard hides what identifies people in testimony that was written and marked before any of it was run.

    python bench/deidentification/blind.py first second [--fast] [--look] [--record NAME]

Each argument is a folder in `blind/`. `--look` shows what was missed and what was hidden needlessly: once anybody has
looked, a set is no longer blind, and only the figures of its first run count. `--record` keeps the figures under a
name in `results/`, with the commit that was measured.
"""

import argparse
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from marked import Marked, Span, is_hidden, measure, read_blind

from heard.text.deidentification import Redaction, deidentify

HERE = Path(__file__).parent
RESULTS = HERE / "results"


def main() -> None:
    options = read_options()
    results: dict[str, Any] = {"commit": commit(), "fast": options.fast, "sets": {}}
    everything: list[tuple[Marked, Redaction]] = []
    for folder in options.folders:
        for path in sorted((HERE / "blind" / folder).glob("*.txt")):
            texts = list(read_blind(path))
            pairs = list(zip(texts, deidentify([marked.text for marked in texts], fast=options.fast), strict=True))
            results["sets"][f"{folder}/{path.stem}"] = figures(pairs)
            everything += pairs
            if options.look:
                look(pairs)
    results["together"] = figures(everything)
    results["missed by kind"] = missed_by_kind(everything)
    text = json.dumps(results, indent=1, ensure_ascii=False)
    print(text)
    if options.record:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{options.record}.json").write_text(text + "\n", encoding="utf-8")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--look", action="store_true")
    parser.add_argument("--record")
    return parser.parse_args()


def commit() -> str:
    return subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True
    ).stdout.strip()


def spans_of(redaction: Redaction) -> list[Span]:
    return [(span.start, span.end) for span in redaction.spans]


def figures(pairs: list[tuple[Marked, Redaction]]) -> dict[str, Any]:
    kinds = Counter(each.identifier for marked, _ in pairs for each in marked.identifying)
    texts = [marked for marked, _ in pairs]
    return {"marked": dict(sorted(kinds.items()))} | measure(texts, [spans_of(redaction) for _, redaction in pairs])


def missed_by_kind(pairs: list[tuple[Marked, Redaction]]) -> dict[str, str]:
    all_of, missed = Counter[str](), Counter[str]()
    for marked, redaction in pairs:
        for each in marked.identifying:
            all_of[each.category] += 1
            missed[each.category] += not is_hidden(marked.text, each, spans_of(redaction))
    return {kind: f"{missed[kind]} of {all_of[kind]}" for kind in sorted(all_of)}


def look(pairs: list[tuple[Marked, Redaction]]) -> None:
    for marked, redaction in pairs:
        missed = [
            f"{each.category}:{marked.text[each.start : each.end]}"
            for each in marked.identifying
            if not is_hidden(marked.text, each, spans_of(redaction))
        ]
        needless = [
            f"{span.category}:{marked.text[span.start : span.end]} ({span.source})"
            for span in redaction.spans
            if not any(each.start < span.end and span.start < each.end for each in marked.identifying)
        ]
        if missed or needless:
            print(f"{marked.text[:170]!r}\n    missed {missed}\n    needless {needless}")


if __name__ == "__main__":
    main()
