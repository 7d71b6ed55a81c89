"""The four files of a matching, as bytes. The same matching gives the same bytes."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any

from heard.text.matching import Matching, Outcome
from heard.text.spreadsheet_cells import harmless

MATCHES = "matches.csv"
ANSWERS = "answers.csv"
NEXT = "next.csv"
ACCOUNTING = "accounting.json"
FILES = (MATCHES, ANSWERS, NEXT, ACCOUNTING)


def files_of(matching: Matching, accounting: dict[str, Any]) -> dict[str, Iterable[bytes]]:
    """Each file's name, and its bytes piece by piece."""
    return {
        MATCHES: _csv_bytes(_match_rows(matching)),
        ANSWERS: _csv_bytes(_answer_rows(matching)),
        NEXT: _csv_bytes(_next_rows(matching)),
        ACCOUNTING: [f"{json.dumps(accounting, ensure_ascii=False, indent=1)}\n".encode("utf-8", "backslashreplace")],
    }


def _match_rows(matching: Matching) -> Iterator[Sequence[object]]:
    """Ids and codes are written as they were given, whatever they begin with: they are there to be joined on."""
    yield "id", "code", "score", "accepted", "group", "by_analyst", "passage_start", "passage_end"
    for match in matching.matches:
        passage = (match.passage.start, match.passage.end) if match.passage else ("", "")
        decided = (_word(match.accepted), match.answer.group, _word(match.by_analyst))
        yield match.answer.id, match.code.id, f"{match.score:.4f}", *decided, *passage


def _answer_rows(matching: Matching) -> Iterator[Sequence[object]]:
    yield "id", "outcome", "codes", "none", "passages", "group", "elsewhere"
    for coded in matching.coded:
        answer = coded.answer
        codes = "; ".join(code.id for code in coded.codes)
        none = f"{coded.none:.4f}" if coded.outcome in (Outcome.CODED, Outcome.NONE) else ""
        yield answer.id, coded.outcome.value, codes, none, coded.passages, answer.group, _word(coded.elsewhere)


def _next_rows(matching: Matching) -> Iterator[Sequence[object]]:
    yield "id", "text", "likely", "why", "group"
    for suggestion in matching.suggestions:
        answer = suggestion.answer
        likely = "; ".join(code.id for code in suggestion.likely)
        yield answer.id, harmless(answer.text), likely, harmless(suggestion.why), answer.group


def _word(truth: bool) -> str:
    return "true" if truth else "false"


def _csv_bytes(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    rest = iter(rows)
    while some := list(islice(rest, 1000)):
        lines = StringIO()
        csv.writer(lines, lineterminator="\n").writerows(some)
        yield lines.getvalue().encode("utf-8", "replace")
