"""Working texts are searched; what was taken out of them, and what was taken back, is nowhere to be found."""

import pytest
from django.db import connection

from cast import JAYS_WORDS, NADIA, Team, jay_gives_evidence, read_by
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.protect.deidentification.actions import SuggestedRedaction, accept_redactions, suggest_redactions
from heard.protect.deidentification.queries import excerpts_saying, parts_saying
from heard.protect.deidentification.search import BEGINS, ENDS, TABLE, Term, terms_in
from heard.protect.deidentification.states import IdentifierKind
from heard.text.spans import Span

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(team: Team) -> Part:
    return read_by(team, jay_gives_evidence(), 0).part


def found(asked: str) -> list[Part]:
    return list(parts_saying(asked))


@pytest.mark.parametrize(
    "asked",
    [
        "worker",
        "WORKERS",  # another form of the word
        "week worker",  # in any order
        '"it would be a week"',
        "“social worker”",  # as a telephone types them
        "wor*",
        "town",  # what stands in the place of a name
        'wor* "would be" week',
        "[town]",
        "[social/worker]",  # signs are between words
        "worker-",
    ],
)
def test_words_phrases_and_beginnings_are_found(part: Part, asked: str) -> None:
    assert found(asked) == [part]


@pytest.mark.parametrize(
    "asked",
    ["Nadia", "Kettlesham", "kettle*", '"week it would"', "worker elephant", "orker", "", "***", "?!", '"', "-", "🏠"],
)
def test_what_was_taken_out_or_was_never_there_is_not_found(part: Part, asked: str) -> None:
    assert found(asked) == []


@pytest.mark.parametrize(
    "asked", ['worker "', '"worker', "worker) OR (1=1", "NEAR(worker week", "worker AND", "it's:*", "text:x"]
)
def test_what_cannot_be_understood_is_taken_as_plain_words(part: Part, asked: str) -> None:
    assert set(found(asked)) <= {part}


def test_an_unclosed_mark_does_not_hide_what_is_there(part: Part) -> None:
    assert found('worker "week') == [part]


def test_terms_are_read_as_they_were_typed() -> None:
    assert terms_in('mov* "foster carer" - said') == [Term("mov", is_prefix=True), Term("foster carer"), Term("said")]


def test_what_was_found_is_marked_in_its_words(part: Part) -> None:
    excerpt = excerpts_saying("week", [part])[part.pk]
    assert f"{BEGINS}week{ENDS}" in excerpt
    assert "Nadia" not in excerpt


def test_nothing_is_found_before_there_is_a_working_text(team: Team) -> None:
    suggest_redactions(team.asha, jay_gives_evidence(), [])
    assert found("worker") == []


def test_a_new_working_text_takes_the_place_of_the_one_before(team: Team) -> None:
    part = jay_gives_evidence()
    accept_redactions(team.cerys, part, [])
    assert found("Nadia") == [part]
    suggestion = SuggestedRedaction(NADIA, "person", IdentifierKind.DIRECT, "[name]")
    accept_redactions(team.cerys, part, suggest_redactions(team.asha, part, [suggestion]))
    assert found("Nadia") == []
    assert found("worker") == [part]


def test_what_fails_half_way_leaves_the_index_as_it_was(part: Part, team: Team) -> None:
    overlapping = SuggestedRedaction(Span(NADIA.start + 1, NADIA.end + 3), "person", IdentifierKind.DIRECT, "[x]")
    redactions = suggest_redactions(team.asha, part, [overlapping])
    with pytest.raises(Exception, match="overlap"):
        accept_redactions(team.cerys, part, redactions)
    assert found("worker") == [part]


def test_taking_words_back_takes_them_out_of_the_index(part: Part, team: Team) -> None:
    other = read_by(team, jay_gives_evidence(), 0).part
    withdraw(None, part.submission)
    assert found("worker") == [other]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL removes rows in its own time, from every table")
def test_no_word_of_it_stays_in_the_index_on_the_disk(team: Team) -> None:
    part = jay_gives_evidence(words="We had a marmalade cat.")
    accept_redactions(team.cerys, part, [])
    read_by(team, jay_gives_evidence(), 0)
    assert b"marmalad" in index_on_the_disk()
    withdraw(None, part.submission)
    assert b"marmalad" not in index_on_the_disk()
    assert b"worker" in index_on_the_disk()


def index_on_the_disk() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT block FROM {TABLE}_data UNION ALL SELECT c0 FROM {TABLE}_content")  # noqa: S608
        return b"".join(row[0] if isinstance(row[0], bytes) else row[0].encode() for row in cursor.fetchall())


def test_the_whole_text_is_searched_and_not_its_beginning_alone(team: Team) -> None:
    part = jay_gives_evidence(words=JAYS_WORDS + "\n" + "and then " * 3000 + "a lighthouse.")
    accept_redactions(team.cerys, part, [])
    assert found("lighthouse") == [part]
    assert "lighthouse" in excerpts_saying("lighthouse", [part])[part.pk]


@pytest.mark.parametrize("asked", ["aunts", "uncle", '"and uncle home"', "keeper"])
def test_words_between_signs_are_words(team: Team, asked: str) -> None:
    part = jay_gives_evidence(words="my <b>aunt</b>/and/uncle@home – the “keeper’s” said")
    accept_redactions(team.cerys, part, [])
    assert found(asked) == [part]
    assert "<b>" in excerpts_saying("uncle", [part])[part.pk]
