"""A pattern is passed by where its cues are missing: that must never cost a match."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from heard.text.deidentification import (
    ages,
    contacts,
    dates,
    events,
    facts,
    initials,
    institutions,
    introductions,
    numbers,
)
from heard.text.deidentification.words import Cued, Passage

MODULES = (ages, contacts, dates, events, facts, initials, institutions, introductions, numbers)
WRITTEN = Path(__file__).parents[3] / "bench/deidentification"
# Shapes that the sets of testimony have few of.
OTHERS = [
    "dob 3/4/09, her 20s, y7, ps5: kd_77, refno4471, 12-34-56 acc 12345678",
    "THE CASE REF: LB/7/2231 AND PASSPORT 123 456 789",
    "Boxing Day last year, the twelfth of may nineteen ninety-two",
    "www.example.org and insta.com/kd and @kd and kd#1234",
    "Mr and Mrs Pickavance, the third of seven, swam for Wales; j & k and D, 14 & 12, AB (58, COPD), Ysgol Bryn Derw",
    "one of nine, in nineteen ninety; the youngest of six, from 2011; app no 41/07, mtg 3/4, 2014-15, 06/2011",
    "HMP Fenholt, ward 4, the 16+ team, all saints, Patel & Sons",
]


LEFT_TO_ANOTHER = contacts.SPOKEN_PHONES  # figures with spaces between them are `PHONE`'s


def cued(values: Iterable[object]) -> Iterator[Cued]:
    for value in values:
        if isinstance(value, Cued):
            yield value
        elif isinstance(value, tuple):
            yield from cued(value)


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    lines = (WRITTEN / "testimony.jsonl").read_text(encoding="utf-8").splitlines()
    voices = (WRITTEN / "voices.txt").read_text(encoding="utf-8").splitlines()
    return [Passage(text) for text in [*(json.loads(line)["text"] for line in lines), *voices, *OTHERS]]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_what_is_passed_by_has_no_match(module: ModuleType, passages: list[Passage]) -> None:
    found = 0
    for pattern in set(cued(vars(module).values())) - {LEFT_TO_ANOTHER}:
        for passage in passages:
            match = pattern.pattern.search(passage.text)
            assert match is None or pattern.may_match(passage), (pattern.pattern.pattern[:60], match[0])
            found += match is not None
    assert found
