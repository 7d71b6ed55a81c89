"""One person suggests a redaction and another accepts it; two people read a text before any of it is printed."""

import pytest

from cast import (
    JAYS_WORDS,
    JAYS_WORKING_TEXT,
    KETTLESHAM,
    NADIA,
    WHAT_GIVES_JAY_AWAY,
    Team,
    jay_gives_evidence,
    passed_by,
    read_by,
)
from heard.accounts.rules import NotAllowed
from heard.inquiry.consent.actions import take_back_use
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.actions import (
    SuggestedRedaction,
    accept_redactions,
    pass_working_text,
    suggest_redactions,
)
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.queries import (
    is_fit_for_print,
    register_of_evidence,
    working_text_of,
    working_texts_for,
)
from heard.protect.deidentification.rules import can_accept_redaction, can_pass_working_text
from heard.protect.deidentification.states import IdentifierKind, Reading
from heard.text.errors import BadInput
from heard.text.spans import Span

pytestmark = pytest.mark.django_db


def reading_of(part_label: str) -> str:
    return register_of_evidence().get(submission__reference=part_label).reading


def test_accepted_redactions_make_the_working_text(team: Team) -> None:
    assert read_by(team, jay_gives_evidence(), readers=0).text == JAYS_WORKING_TEXT


def test_nothing_changes_until_somebody_accepts(team: Team) -> None:
    part = jay_gives_evidence()
    suggest_redactions(team.asha, part, WHAT_GIVES_JAY_AWAY)
    assert working_text_of(part) is None


def test_only_what_was_accepted_is_replaced(team: Team) -> None:
    part = jay_gives_evidence()
    name, _ = suggest_redactions(team.asha, part, WHAT_GIVES_JAY_AWAY)
    working_text = accept_redactions(team.cerys, part, [name])
    assert "[name]" in working_text.text
    assert "Kettlesham" in working_text.text


def test_whoever_suggested_a_redaction_cannot_accept_it(team: Team) -> None:
    part = jay_gives_evidence()
    redactions = suggest_redactions(team.asha, part, WHAT_GIVES_JAY_AWAY)
    assert not can_accept_redaction(team.asha, redactions[0])
    with pytest.raises(NotAllowed, match="You suggested this yourself"):
        accept_redactions(team.asha, part, redactions)
    assert not WorkingText.objects.exists()


def test_what_the_software_suggested_needs_one_person(team: Team) -> None:
    part = jay_gives_evidence()
    redactions = suggest_redactions(None, part, WHAT_GIVES_JAY_AWAY)
    assert accept_redactions(team.cerys, part, redactions).text == JAYS_WORKING_TEXT


@pytest.mark.parametrize("name", ["ben", "frank", "greta"])
def test_others_neither_suggest_nor_accept(team: Team, name: str) -> None:
    part = jay_gives_evidence()
    with pytest.raises(NotAllowed):
        suggest_redactions(getattr(team, name), part, WHAT_GIVES_JAY_AWAY)
    with pytest.raises(NotAllowed):
        accept_redactions(getattr(team, name), part, [])


def test_a_redaction_beyond_the_end_is_refused(team: Team) -> None:
    beyond = SuggestedRedaction(Span(0, len(JAYS_WORDS) + 1), "person", IdentifierKind.DIRECT, "[name]")
    with pytest.raises(BadInput, match="beyond the"):
        suggest_redactions(team.asha, jay_gives_evidence(), [beyond])


def test_redactions_that_overlap_are_refused_and_leave_nothing_behind(team: Team) -> None:
    part = jay_gives_evidence()
    wider = SuggestedRedaction(Span(NADIA.start - 4, NADIA.end), "person", IdentifierKind.DIRECT, "[worker]")
    redactions = suggest_redactions(team.asha, part, [*WHAT_GIVES_JAY_AWAY, wider])
    with pytest.raises(BadInput, match="overlap"):
        accept_redactions(team.cerys, part, redactions)
    assert working_text_of(part) is None


def test_every_excerpt_can_be_walked_back_to_the_characters_it_came_from(team: Team) -> None:
    redacted = read_by(team, jay_gives_evidence(), readers=0).redacted
    start = redacted.text.index("[town] 🏠")
    assert redacted.to_original(Span(start, start + 8)).of(JAYS_WORDS) == "Kettlesham 🏠"
    assert redacted.to_redacted(KETTLESHAM).of(redacted.text) == "[town]"


@pytest.mark.parametrize(("readers", "is_fit"), [(0, False), (1, False), (2, True)])
def test_two_named_people_have_to_read_a_text_before_print(team: Team, readers: int, is_fit: bool) -> None:
    assert is_fit_for_print(read_by(team, jay_gives_evidence(), readers)) is is_fit


def test_one_person_does_not_count_twice(team: Team) -> None:
    working_text = read_by(team, jay_gives_evidence(), readers=1)
    assert not can_pass_working_text(team.cerys, working_text)
    with pytest.raises(NotAllowed, match="somebody else’s eyes"):
        pass_working_text(team.cerys, working_text)


def test_a_text_changed_afterwards_has_to_be_read_again(team: Team) -> None:
    part = jay_gives_evidence()
    old = read_by(team, part, readers=2)
    week = SuggestedRedaction(Span(34, 40), "time", IdentifierKind.QUASI, "[some days]")
    new = accept_redactions(team.cerys, part, suggest_redactions(team.asha, part, [week]))
    assert (old.version, new.version) == (1, 2)
    assert working_text_of(part) == new
    assert not is_fit_for_print(new)
    assert not is_fit_for_print(old)


def test_the_register_says_how_far_each_piece_is(team: Team) -> None:
    part = jay_gives_evidence()
    reference = part.submission.reference
    assert reading_of(reference) == Reading.TO_READ
    redactions = suggest_redactions(team.asha, part, WHAT_GIVES_JAY_AWAY)
    working_text = accept_redactions(team.cerys, part, redactions)
    assert reading_of(reference) == Reading.ACCEPTED
    passed_by(team.cerys, working_text)
    assert reading_of(reference) == Reading.READ_ONCE
    passed_by(team.dev, working_text)
    assert reading_of(reference) == Reading.READ_TWICE


def test_words_whose_giver_does_not_agree_any_longer_are_left_out(team: Team) -> None:
    part = jay_gives_evidence()
    working_text = read_by(team, part, readers=0)
    assert list(working_texts_for(Use.ANALYSE)) == [working_text]
    take_back_use(None, part.submission.consent, Use.ANALYSE, part.submission.reference)
    assert not working_texts_for(Use.ANALYSE).exists()


def test_no_working_text_or_map_holds_what_was_taken_out(team: Team) -> None:
    working_text = read_by(team, jay_gives_evidence(), readers=0)
    kept = f"{working_text.text}{working_text.replacements}"
    assert "Nadia" not in kept
    assert "Kettlesham" not in kept
