"""One row as the submission it becomes, or why it becomes none."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from heard.collect.channels.form_imports.mapping import Mapping
from heard.collect.channels.form_imports.states import CONSENT, QUESTION, USES, ColumnUse, WhyOut
from heard.collect.evidence.actions import GivenEvidence, GivenPart
from heard.collect.evidence.states import Channel
from heard.collect.receipts.five_words import five_words_said_in
from heard.collect.receipts.openings import opened_by
from heard.inquiry.consent.queries import ASKED_ELSEWHERE
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.models import Question
from heard.inquiry.inquiries.queries import questions
from heard.text.readers.tables import Row

YEAR_FIRST = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
YEAR_LAST = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row of the file: its number there, the answer's own number (empty where it has none), and its cells.

    `known_as` is all that is in the row, and which of several rows that are the same in everything it is.
    """

    number: int
    id: str
    cells: tuple[str, ...]
    known_as: str


def read_rows(rows: Iterable[Row], mapping: Mapping) -> Iterator[RowRead]:
    """Each row in turn. Two rows that are the same in everything are two answers, unless they bear one number."""
    id_column = mapping.used_for(ColumnUse.ID)
    times: Counter[str] = Counter()
    for row in rows:
        cells = "\x1f".join(row.cells)
        times[cells] += 1
        answer_id = row.cells[id_column].strip() if id_column is not None else ""
        yield RowRead(row.number, answer_id, row.cells, f"{cells}\x1e{times[cells]}")


class RowReader:
    """Turns rows into submissions as `mapping` says, with the inquiry's questions as they are now."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.asked: dict[str, Question] = {f"{QUESTION}{question.number}": question for question in questions()}

    def evidence_in(self, row: RowRead) -> GivenEvidence | WhyOut:
        """What the row becomes, its language not noticed yet; or why it becomes nothing."""
        parts = tuple(
            GivenPart(row.cells[number], self.asked.get(self.mapping.columns[number]))
            for number in self.mapping.words
            if row.cells[number].strip()
        )
        if not parts:
            return WhyOut.NO_WORDS
        uses = uses_agreed(row, self.mapping)
        if Use.ANALYSE not in uses:
            return WhyOut.NOT_AGREED
        if any(opened_by([words]) for part in parts for words in five_words_said_in(part.text)):
            return WhyOut.FIVE_WORDS
        age, region = (meant(row, self.mapping, use) for use in (ColumnUse.AGE, ColumnUse.REGION))
        return GivenEvidence(
            parts=parts,
            channel=Channel.IMPORTED_FORM,
            received_on=day_of(row, self.mapping) or timezone.localdate(),
            speaking_as=SpeakingAs(meant(row, self.mapping, ColumnUse.SPEAKING) or SpeakingAs.NOT_SAID),
            uses=uses,
            asked=ASKED_ELSEWHERE,
            age_band=AgeBand(age) if age else None,
            region=Region(region) if region else None,
        )


def uses_agreed(row: RowRead, mapping: Mapping) -> tuple[Use, ...]:
    """What this person said yes to, and what everybody was told of. A column that asks is heard before any telling."""
    agreed = []
    for use in USES:
        column = mapping.used_for(f"{CONSENT}{use.value}")
        if column is None:
            said_yes = use.value in mapping.declared
        else:
            said_yes = mapping.values.get(column, {}).get(row.cells[column].strip()) == "yes"
        agreed += [use] if said_yes else []
    return tuple(agreed)


def meant(row: RowRead, mapping: Mapping, use: ColumnUse) -> str:
    column = mapping.used_for(use)
    return "" if column is None else mapping.values.get(column, {}).get(row.cells[column].strip(), "")


def day_of(row: RowRead, mapping: Mapping) -> date | None:
    """The day it was given; None where the cell holds none, or one that has not come yet."""
    column = mapping.date_column
    if column is None:
        return None
    day = read_day(row.cells[column], day_first=mapping.columns[column] == ColumnUse.DAY_FIRST)
    return day if day and day <= timezone.localdate() else None


def read_day(cell: str, *, day_first: bool) -> date | None:
    found = YEAR_FIRST.match(cell)
    if found:
        year, month, day = map(int, found.groups())
    else:
        found = YEAR_LAST.match(cell)
        if not found:
            return None
        first, second, year = map(int, found.groups())
        day, month = (first, second) if day_first else (second, first)
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None
