"""Testimony with what identifies people marked, and how much of it a system hides."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from heard.text.deidentification.categories import Category

HERE = Path(__file__).parent
MARK = re.compile(r"\{(\w+):([^{}]+)\}")
WORD = re.compile(r"\w+")
STRUCTURED = frozenset(
    [
        "postcode",
        "national_insurance",
        "nhs_number",
        "passport",
        "driving_licence",
        "bank",
        "pupil_number",
        "vehicle",
        "phone",
        "email",
    ]
)
Span = tuple[int, int]


@dataclass(frozen=True)
class Identifying:
    """`text[start:end]` identifies somebody, `direct` or `quasi`."""

    start: int
    end: int
    category: str
    identifier: str


@dataclass(frozen=True)
class Marked:
    """One text with all that identifies in it."""

    register: str
    split: str
    text: str
    identifying: tuple[Identifying, ...]


def read_voices() -> Iterator[Marked]:
    register, number = "", 0
    for line in (HERE / "voices.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            register, number = line[3:], 0
        elif line and not line.startswith("#"):
            number += 1
            yield unmark(line, register, "dev" if number % 2 else "held-out")


def read_blind(path: Path) -> Iterator[Marked]:
    """The texts of one blind set: a line each, with “⏎” for a new line inside a text."""
    register = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("== "):
            register = line[3:]
        elif line and not line.startswith("#"):
            yield unmark(line.replace("⏎", "\n"), register, "blind")


def unmark(line: str, register: str, split: str) -> Marked:
    text, identifying, end = "", [], 0
    for match in MARK.finditer(line):
        text += line[end : match.start()]
        category = Category(match[1])
        identifying.append(Identifying(len(text), len(text) + len(match[2]), category.value, category.identifier.value))
        text, end = text + match[2], match.end()
    return Marked(register, split, text + line[end:], tuple(identifying))


def read_testimony() -> Iterator[Marked]:
    for line in (HERE / "testimony.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        found = (
            Identifying(each["start"], each["end"], each["category"], each["identifier"]) for each in row["identifiers"]
        )
        yield Marked(row["register"], row["split"], row["text"], tuple(found))


def is_hidden(text: str, wanted: Identifying, spans: Sequence[Span]) -> bool:
    """Whether every letter and figure of it is inside a span."""
    places = (place for place in range(wanted.start, wanted.end) if text[place].isalnum())
    return all(any(start <= place < end for start, end in spans) for place in places)


def measure(texts: Sequence[Marked], found: Sequence[Sequence[Span]]) -> dict[str, float | int | str]:
    """Recall of whole identifiers by kind, precision of hidden words, and harmless texts that were marked anyway."""
    pairs = list(zip(texts, found, strict=True))
    wanted = [
        (marked, each, is_hidden(marked.text, each, spans)) for marked, spans in pairs for each in marked.identifying
    ]
    harmless = [bool(spans) for marked, spans in pairs if not marked.identifying]
    hidden_words = [
        any(each.start < match.end() and match.start() < each.end for each in marked.identifying)
        for marked, spans in pairs
        for match in WORD.finditer(marked.text)
        if any(start < match.end() and match.start() < end for start, end in spans)
    ]
    return {
        "direct": share(hidden for _, each, hidden in wanted if each.identifier == "direct"),
        "direct in chat": share(
            hidden for marked, each, hidden in wanted if each.identifier == "direct" and marked.register == "chat"
        ),
        "names": share(hidden for _, each, hidden in wanted if each.category == "name"),
        "structured": share(hidden for _, each, hidden in wanted if each.category in STRUCTURED),
        "quasi": share(hidden for _, each, hidden in wanted if each.identifier == "quasi"),
        "token precision": share(hidden_words),
        "harmless marked": f"{sum(harmless)} of {len(harmless)}",
    }


def share(outcomes: Iterator[bool] | Sequence[bool]) -> float:
    known = list(outcomes)
    return round(sum(known) / max(len(known), 1), 3)
