"""The published notes of an evidence session in the shared material: every section and quotation in its place.

`published_notes.lines` was written by reading them: which lines of the file make which piece. The words are not
repeated here; what is expected is built from the lines by the few lines of code below, and nothing of the reader.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from heard.text.session_notes import SessionRecord, read_session_notes, record_as_json
from heard.text.spans import Source

LINES = Path(__file__).with_name("published_notes.lines")


@dataclass(frozen=True)
class Piece:
    """A piece of the notes: its kind, and its place and words in the text."""

    kind: str
    start: int
    end: int
    words: str


@pytest.fixture(scope="module")
def source(shared: Path) -> Source:
    (path,) = (shared / "seeds").glob("001_*.txt")
    return Source.from_text(path.name, path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def record(source: Source) -> SessionRecord:
    return read_session_notes(source)


@pytest.fixture(scope="module")
def expected(source: Source) -> list[Piece]:
    return [_piece(source.text, line) for line in LINES.read_text(encoding="utf-8").splitlines()]


def _piece(text: str, line: str) -> Piece:
    kind, _, rest = line.partition(" ")
    if not rest:
        return Piece(kind, 0, 0, "")
    lines, _, without = rest.partition(" without ")
    first, _, last = lines.partition("-")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    start, end = starts[int(first) - 1], starts[int(last or first)]
    for number in without.split():
        left_out = text[starts[int(number) - 1] : starts[int(number)]]
        assert text.count(left_out, start, end) == 1
    if kind in "QI":
        start, end = text.index("“", start) + 1, text.rindex("”", start, end)
    else:
        piece = text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if kind == "?":
            start = text.index(" ", start) + 1
    words = text[start:end]
    for number in without.split():
        words = words.replace(text[starts[int(number) - 1] : starts[int(number)]], "")
    return Piece(kind, start, end, re.sub(r"\s+", " ", re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", words)))


def _found(record: SessionRecord) -> list[Piece]:
    pieces = []
    for section in record.sections:
        pieces.append(Piece("#", section.span.start, 0, section.heading or ""))
        inside = [Piece("P", prose.span.start, prose.span.end, prose.text) for prose in section.prose]
        inside += [Piece("I" if q.inline else "Q", q.span.start, q.span.end, q.text) for q in section.quotations]
        pieces += sorted(inside, key=lambda piece: (piece.start, piece.kind != "P"))
    return pieces


def _as_found(pieces: list[Piece]) -> list[Piece]:
    """The expected pieces as the record gives them: questions are prose too, and a section begins at its heading."""
    below = [piece for piece in pieces if piece.kind not in ("title", "when")]
    settled = []
    for piece, following in zip(below, [*below[1:], None], strict=True):
        if piece.kind == "#":
            start = piece.start if piece.words or following is None else following.start
            settled.append(Piece("#", start, 0, piece.words))
        else:
            settled.append(Piece("P" if piece.kind == "?" else piece.kind, piece.start, piece.end, piece.words))
    return settled


def test_every_section_paragraph_and_quotation_is_found_in_its_place(
    record: SessionRecord, expected: list[Piece]
) -> None:
    assert _found(record) == _as_found(expected)


def test_it_holds_fifty_two_quotations_two_of_them_within_prose(record: SessionRecord) -> None:
    assert len(record.quotations) == 52
    assert sum(quotation.inline for quotation in record.quotations) == 2


def test_the_characters_just_outside_every_quotation_are_its_marks(record: SessionRecord, source: Source) -> None:
    for quotation in record.quotations:
        assert source.text[: quotation.span.start].rstrip()[-1] == "“"
        assert source.text[quotation.span.end :].lstrip()[0] == "”"


def test_the_header_is_read(record: SessionRecord, expected: list[Piece]) -> None:
    data = record_as_json(record)
    assert data["title"] == expected[0].words
    assert (data["date"], data["start"], data["end"], data["ordinal"]) == ("2021-05-17", "16:30", "18:00", 3)
    assert (data["chair"], data["chair_role"]) == ("Daisy Cooper", "MP for St Albans")
    assert data["regions"] == ["East of England", "East Midlands"]
    assert data["attendance"] == {"text": "nearly 40 people", "number": 40, "exact": False}


def test_the_places_are_those_that_are_listed(record: SessionRecord) -> None:
    listed = """Bedford Cambridgeshire Derby Derbyshire Essex Hertfordshire Leicester Leicestershire Lincolnshire Luton
        Norfolk Nottinghamshire Northamptonshire Rutland Suffolk"""
    assert list(record.places) == listed.split()


def test_the_questions_are_read(record: SessionRecord, source: Source, expected: list[Piece]) -> None:
    assert list(record.questions) == [piece.words for piece in expected if piece.kind == "?"]
    assert record.opening_question is not None
    assert record.opening_question.startswith("What does the word ‘")
    assert record.opening_question.endswith("mean to you?")


def test_an_address_that_a_line_end_cuts_is_whole_and_none_comes_twice(record: SessionRecord) -> None:
    hosts = [link.split("/")[2] for link in record.links]
    assert hosts == ["becomecharity.org.uk", "www.leicestershirecares.co.uk"]
    assert record.links[1].endswith("/taking-back-our-heritage/")


def test_the_last_section_promises_what_is_not_there_and_the_furniture_is_named(record: SessionRecord) -> None:
    assert len(record.warnings) == 4
    promise, title, number, addresses = record.warnings
    assert "“Thanks and key reflections from attendees” promises" in promise
    assert "running title: line 299" in title
    assert "page number: line 301, “5”" in number
    assert all(f"line {line}" in addresses for line in (49, 209, 210))
