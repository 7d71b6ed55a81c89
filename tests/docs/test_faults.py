"""The page about faults names tests that there are, and every fault."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/faults.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| F\d+ \|", line)]
NAMED = re.findall(r"`(tests/[\w/.-]+\.py)::(\w+)`", PAGE)

# Which must be tried with every change, by what we set ourselves.
AUTOMATED = {*range(1, 8), 10, 11, 13, 14, 16, 21, 22} - {
    3,  # replayed before, not in a test: the page says so
    13,  # there is no live room yet
}


def test_every_fault_has_a_row_and_one_alone() -> None:
    assert [int(row.split("|")[1].strip()[1:]) for row in ROWS] == list(range(1, 25))


def test_every_named_test_is_there() -> None:
    assert len(NAMED) > 40
    missing = [
        f"{file}::{name}"
        for file, name in NAMED
        if not (ROOT / file).exists() or f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_what_has_to_be_automated_is() -> None:
    without = [row.split("|")[1].strip() for row in ROWS if "::test_" not in row]
    assert {int(fault[1:]) for fault in without} & AUTOMATED == set()


def test_what_no_test_tries_is_said_not_to_be_covered() -> None:
    silent = [row.split("|")[1] for row in ROWS if "::test_" not in row and not row.split("|")[6].strip()]
    assert silent == []
