"""Which of a reader's warnings say that something in the file is not among its words."""

import re
from collections.abc import Iterable

# How the readers say it: `building.warn_left_out` and its kin.
_LEFT_OUT = re.compile(
    r"\b(?:is|are) not (?:in the text|read)\b|words are missing here|only in part|No words were found"
)


def told_as_left_out(warnings: Iterable[str]) -> tuple[str, ...]:
    return tuple(warning for warning in warnings if _LEFT_OUT.search(warning))
