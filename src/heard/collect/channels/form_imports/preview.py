"""What an import would do, before anything is received."""

from collections import Counter
from dataclasses import dataclass

from heard.collect.channels.form_imports.mapping import Mapping
from heard.collect.channels.form_imports.queries import hash_of_answer, hash_of_row, known_answers, known_rows
from heard.collect.channels.form_imports.rows import RowReader, read_rows
from heard.collect.channels.form_imports.states import WhyOut
from heard.collect.evidence.actions import GivenEvidence
from heard.text.readers.tables import Table

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """`first` are the first submissions there would be, each with its row's number.

    `to_receive`, `same` (received before) and `left_out` (why, how many) add up to `rows`. `elsewhere` of those to
    receive are the same in everything as answers received from a form of another name.
    """

    rows: int
    to_receive: int
    same: int
    left_out: list[tuple[str, int]]
    elsewhere: int
    first: list[tuple[int, GivenEvidence]]


def preview(form: str, table: Table, mapping: Mapping) -> Preview:
    reads, reader = list(read_rows(table.rows, mapping)), RowReader(mapping)
    known, seen = known_answers(form, reads), known_rows(reads)
    left_out: Counter[WhyOut] = Counter()
    first: list[tuple[int, GivenEvidence]] = []
    to_receive = same = elsewhere = 0
    for read in reads:
        known_as = hash_of_answer(form, read)
        evidence = reader.evidence_in(read)
        if known_as in known:
            same += 1
        elif isinstance(evidence, WhyOut):
            left_out[evidence] += 1
        else:
            known.add(known_as)
            to_receive += 1
            elsewhere += hash_of_row(read) in seen
            first += [(read.number, evidence)] if len(first) < SHOWN else []
    counted = [(str(why.label), number) for why, number in left_out.items()]
    return Preview(len(reads), to_receive, same, counted, elsewhere, first)
