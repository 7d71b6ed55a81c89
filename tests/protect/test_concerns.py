"""A concern opens by itself or by hand, locks what it is about, and never closes unread."""

from collections.abc import Callable

import pytest

from cast import JAYS_WORDS, Team, excerpt_of, given_file, jay_gives_evidence, read_by
from heard.accounts.rules import NotAllowed
from heard.audit.queries import lines_about, verify_chain
from heard.collect.evidence.actions import add_words
from heard.collect.evidence.models import Part
from heard.protect.deidentification.actions import (
    accept,
    accept_redactions,
    make_working_text,
    open_original,
    set_aside,
    write_down,
)
from heard.protect.deidentification.opening_files import open_file_of
from heard.protect.deidentification.states import NoteKind, SetAsideBecause
from heard.protect.reading.actions import read_next_file
from heard.protect.safeguarding import engine
from heard.protect.safeguarding.actions import close_concern, note_readings, open_to_read, raise_concern, reopen_concern
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.looking import OVERLAP, STRETCH, look_at_next_words
from heard.protect.safeguarding.models import Concern, Look, SignReading
from heard.protect.safeguarding.opened import open_what_it_is_about
from heard.protect.safeguarding.queries import open_concern_of, unread_signs
from heard.protect.safeguarding.rules import can_close, can_look_after_concerns, can_raise_concern
from heard.protect.safeguarding.sealed_words import Decided, open_decision
from heard.protect.safeguarding.states import Cause, Decision, Outcome
from heard.publish.publications.actions import clear_quotation, publish_quotation
from heard.publish.publications.rules import can_clear_quotation
from heard.text.errors import BadInput

pytestmark = pytest.mark.django_db

NOTHING = Judged(Outcome.NOTHING_FOUND)
HARM = Judged(Outcome.MAY_TELL_OF_HARM, ("It reads like telling of harm.",))
SPOKEN = Decided("I spoke with her and with her social worker.")
Judging = Callable[[Judged], None]


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Judging:
    """The engine says this of every text from now on."""

    def say(judged: Judged) -> None:
        monkeypatch.setattr(engine, "judge", lambda _text: judged)

    say(HARM)
    return say


def look_at_everything() -> int:
    looks = 0
    while look_at_next_words():
        looks += 1
    return looks


def concern_about(part: Part) -> Concern:
    found = open_concern_of(part.submission)
    assert found is not None
    return found


def causes_of(part: Part) -> list[str]:
    return list(concern_about(part).signs.values_list("cause", flat=True))


def test_words_that_may_tell_of_harm_open_one(team: Team, judging: Judging) -> None:
    part = jay_gives_evidence()
    assert look_at_everything() == 1
    assert causes_of(part) == [Cause.MAY_TELL_OF_HARM]
    assert concern_about(part).opened_by is None
    assert lines_about("concern", part.submission.reference).get().verb == "open"


def test_harmless_words_open_none_and_are_looked_at_once(team: Team, judging: Judging) -> None:
    judging(NOTHING)
    jay_gives_evidence()
    assert look_at_everything() == 1
    assert not Concern.objects.exists()
    assert not look_at_next_words()


@pytest.mark.parametrize("outcome", [Outcome.NOT_IN_ENGLISH, Outcome.NOT_LOOKED_AT])
def test_what_software_cannot_judge_needs_a_person_at_once(team: Team, judging: Judging, outcome: Outcome) -> None:
    judging(Judged(outcome))
    part = jay_gives_evidence()
    look_at_everything()
    assert causes_of(part) == [outcome]


def test_an_engine_that_breaks_hands_everything_to_a_person(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_text: str) -> Judged:
        raise MemoryError

    monkeypatch.setattr(engine, "_judge", breaks)
    part = jay_gives_evidence()
    look_at_everything()
    assert causes_of(part) == [Cause.NOT_LOOKED_AT]


def test_harm_is_found_wherever_it_stands_in_a_long_text(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def judge(text: str) -> Judged:
        asked.append(text)
        return HARM if "He hits me." in text else Judged(Outcome.NOT_IN_ENGLISH)

    monkeypatch.setattr(engine, "judge", judge)
    words = "It was a week. " * 5000
    across_a_cut = words[: STRETCH - 5] + "He hits me." + words
    part = jay_gives_evidence(words=across_a_cut)
    look_at_everything()
    assert causes_of(part) == [Cause.MAY_TELL_OF_HARM]
    assert len(asked) == 2
    other = jay_gives_evidence(words=words)
    asked.clear()
    look_at_everything()
    assert causes_of(other) == [Cause.NOT_IN_ENGLISH]
    assert asked[0] + "".join(text[OVERLAP:] for text in asked[1:]) == words


def test_what_is_added_to_an_open_concern_has_to_be_read_too(team: Team, judging: Judging) -> None:
    part = jay_gives_evidence()
    look_at_everything()
    open_to_read(team.efua, concern_about(part))
    assert can_close(team.efua, concern_about(part))
    add_words(None, part.submission, "And there is more.")
    look_at_everything()
    assert Concern.objects.count() == 1
    assert unread_signs().count() == 1
    assert not can_close(team.efua, concern_about(part))


def test_it_never_closes_unread(team: Team, judging: Judging) -> None:
    part = jay_gives_evidence()
    open_original(team.efua, part, "reading it before anything was found")
    look_at_everything()
    with pytest.raises(NotAllowed, match="Open the original"):
        close_concern(team.efua, concern_about(part), Decision.NO_CONCERN, SPOKEN)
    open_original(team.cerys, part, "reading it, with no say in concerns")
    with pytest.raises(NotAllowed, match="Open the original"):
        close_concern(team.efua, concern_about(part), Decision.NO_CONCERN, SPOKEN)
    open_to_read(team.efua, concern_about(part))
    with pytest.raises(NotAllowed, match="Open the original"):
        close_concern(team.asha, concern_about(part), Decision.NO_CONCERN, SPOKEN)
    close_concern(team.efua, concern_about(part), Decision.NO_CONCERN, SPOKEN)
    assert open_concern_of(part.submission) is None
    assert lines_about("submission", part.label).filter(verb="open original", actor=team.efua).count() == 2
    assert verify_chain().is_whole


def test_reading_it_through_the_ordinary_door_counts(team: Team, judging: Judging) -> None:
    part = jay_gives_evidence()
    look_at_everything()
    open_original(team.efua, part, "reading it")
    note_readings(team.efua, concern_about(part))
    assert can_close(team.efua, concern_about(part))


def test_a_file_is_read_when_the_file_was_opened(team: Team, judging: Judging) -> None:
    judging(NOTHING)
    part = jay_gives_evidence(files=[given_file("note.txt", "text/plain", b"He hits me when nobody is there.")])
    file_part = part.submission.parts.get(number=2)
    look_at_everything()
    judging(HARM)
    read_next_file()
    assert look_at_everything() == 1
    concern = concern_about(part)
    open_to_read(team.efua, concern)
    (opened,) = open_what_it_is_about(concern).parts
    assert opened.is_draft
    assert "He hits me" in opened.words
    assert not can_close(team.efua, concern)
    open_file_of(team.efua, file_part, "looking after a concern")
    close_concern(team.efua, concern, Decision.SUPPORT, SPOKEN)


def test_words_kept_as_the_draft_had_them_are_not_flagged_twice(team: Team, judging: Judging) -> None:
    judging(NOTHING)
    part = jay_gives_evidence(files=[given_file("note.txt", "text/plain", b"He hits me.")])
    file_part = part.submission.parts.get(number=2)
    read_next_file()
    look_at_everything()
    judging(HARM)
    write_down(team.cerys, file_part, NoteKind.WORDS, "He hits me.")
    look_at_everything()
    assert Look.objects.get(part=file_part, extraction=None).outcome == Outcome.READ_BEFORE
    assert not Concern.objects.exists()


def test_words_a_person_changed_are_looked_at_anew(team: Team, judging: Judging) -> None:
    judging(NOTHING)
    part = jay_gives_evidence(files=[given_file("note.txt", "text/plain", b"He his me.")])
    file_part = part.submission.parts.get(number=2)
    read_next_file()
    look_at_everything()
    judging(HARM)
    write_down(team.cerys, file_part, NoteKind.WORDS, "He hits me.")
    look_at_everything()
    assert causes_of(part) == [Cause.MAY_TELL_OF_HARM]


def test_nothing_is_decided_about_it_while_it_is_open(team: Team, judging: Judging) -> None:
    part = jay_gives_evidence()
    look_at_everything()
    for attempt in (
        lambda: accept(team.cerys, part.submission),
        lambda: set_aside(team.asha, part.submission, SetAsideBecause.OTHER),
        lambda: accept_redactions(team.cerys, part, []),
        lambda: make_working_text(team.cerys, part),
    ):
        with pytest.raises(NotAllowed, match="safeguarding concern"):
            attempt()
    open_to_read(team.efua, concern_about(part))
    close_concern(team.efua, concern_about(part), Decision.KNOWN, SPOKEN)
    accept_redactions(team.cerys, part, [])


def test_nothing_of_it_is_quoted_while_it_is_open(team: Team) -> None:
    part = jay_gives_evidence()
    excerpt = excerpt_of(team, read_by(team, part, 2), "it would be a week")
    quotation = clear_quotation(team.ben, excerpt, "it would be a week", "Young person in care")
    raise_concern(team.ben, part.submission, "She sounds afraid.")
    assert not can_clear_quotation(team.ben, excerpt)
    with pytest.raises(NotAllowed, match="safeguarding concern"):
        publish_quotation(team.asha, quotation)


def test_anybody_who_works_here_raises_one_and_few_read_it(team: Team) -> None:
    part = jay_gives_evidence()
    everybody = (team.asha, team.ben, team.cerys, team.efua, team.frank, team.greta)
    assert all(can_raise_concern(user) for user in everybody)
    assert [can_look_after_concerns(user) for user in everybody] == [True, False, False, True, False, False]
    concern = raise_concern(team.ben, part.submission, "She sounds afraid.")
    assert concern.opened_by == team.ben
    for user in (team.ben, team.cerys):
        with pytest.raises(NotAllowed):
            open_to_read(user, concern)
    open_to_read(team.efua, concern)
    (opened,) = open_what_it_is_about(concern).parts
    assert opened.words == JAYS_WORDS
    assert opened.reasons[0].sentences == ("She sounds afraid.",)


def test_it_opens_again_and_has_to_be_read_again(team: Team) -> None:
    concern = raise_concern(team.ben, jay_gives_evidence().submission, "She sounds afraid.")
    open_to_read(team.efua, concern)
    close_concern(team.efua, concern, Decision.NO_CONCERN, SPOKEN)
    reopen_concern(team.asha, concern)
    assert Concern.objects.count() == 1
    assert open_concern_of(concern.submission) == concern
    assert not can_close(team.efua, concern)
    open_to_read(team.efua, concern)
    close_concern(team.efua, concern, Decision.KNOWN, SPOKEN)
    assert SignReading.objects.filter(by=team.efua).count() == 2
    verbs = lines_about("concern", concern.submission.reference).values_list("verb", flat=True)
    assert list(verbs) == ["close", "open again", "close", "open"]


def test_a_referral_says_to_whom_and_when(team: Team) -> None:
    concern = raise_concern(team.ben, jay_gives_evidence().submission, "She sounds afraid.")
    open_to_read(team.efua, concern)
    with pytest.raises(BadInput, match="to whom"):
        close_concern(team.efua, concern, Decision.REFERRAL, SPOKEN)
    with pytest.raises(BadInput, match="what was decided"):
        close_concern(team.efua, concern, Decision.NO_CONCERN, Decided(" "))
    made = Decided("Told them at once.", "Social care, Rivermouth", "2026-11-27", "RM/4471")
    closing = close_concern(team.efua, concern, Decision.REFERRAL, made)
    assert open_decision(closing) == made
    assert b"RM/4471" not in bytes(closing.sealed)
