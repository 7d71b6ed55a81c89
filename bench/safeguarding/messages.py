"""The messages: which files teach, which fit, and which were kept aside. Each line says whether it is a disclosure."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

MESSAGES = Path(__file__).parent / "messages"
TAUGHT_ON = tuple(f"teaching_{number:02}" for number in range(1, 25))
"""What the network and the model of words learnt from."""

FITTED_ON = ("aside_1", "aside_2", "aside_3", "aside_4")
"""What neither learnt from: by these the two are weighed against each other, and the threshold is set."""

KEPT_ASIDE = "aside_5"
"""For the end."""


def read_messages(names: Iterable[str]) -> list[dict[str, Any]]:
    """`id`, `text`, `disclosure`, and in most `kind` and `voice`."""
    return [
        json.loads(line)
        for name in names
        for line in (MESSAGES / f"{name}.jsonl").read_text("utf-8").splitlines()
        if line.strip()
    ]
