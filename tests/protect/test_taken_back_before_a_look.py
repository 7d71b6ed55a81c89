"""Words taken back before software has looked at them are destroyed once it has, and read by a person if need be."""

import pytest

from cast import Team, given_file, jay_gives_evidence
from heard.audit.queries import lines_about, verify_chain
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.kept_apart import destroy_what_is_held_no_longer
from heard.collect.evidence.models import KeptApart, Part, Submission
from heard.files.models import StoredFile
from heard.jobs.models import Claim
from heard.protect.reading.actions import read_next_file
from heard.protect.safeguarding import engine
from heard.protect.safeguarding.actions import close_concern, open_to_read
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.looking import look_at_next_words
from heard.protect.safeguarding.models import Concern, PieceLook
from heard.protect.safeguarding.opened import open_what_it_is_about
from heard.protect.safeguarding.queries import pieces_to_look_at
from heard.protect.safeguarding.sealed_words import Decided
from heard.protect.safeguarding.states import Cause, Decision, Outcome
from heard.protect.safeguarding.taken_back import WORK, look_at_next_piece

pytestmark = pytest.mark.django_db

HARM = "He hits me when nobody is there."


@pytest.fixture(autouse=True)
def software_has_looked() -> None:
    """It has not, other than in every other test."""


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What an engine was asked that knows one sign of harm."""
    texts: list[str] = []

    def judge(text: str) -> Judged:
        texts.append(text)
        return Judged(Outcome.MAY_TELL_OF_HARM, ("Here.",)) if "hits me" in text else Judged(Outcome.NOTHING_FOUND)

    monkeypatch.setattr(engine, "judge", judge)
    return texts


def do_all() -> None:
    """What the worker does, in any order, until nothing of it is left."""
    while look_at_next_words() or look_at_next_piece() or destroy_what_is_held_no_longer():
        pass


def note(words: str) -> Part:
    return jay_gives_evidence(words="It was a good week.", files=[given_file("note.txt", "text/plain", words.encode())])


def test_harm_told_and_taken_back_at_once_is_read_by_a_person(team: Team) -> None:
    part = jay_gives_evidence(words=HARM)
    withdraw(None, part.submission)
    assert not destroy_what_is_held_no_longer()
    do_all()
    concern = Concern.objects.get()
    assert concern.submission == part.submission
    open_to_read(team.efua, concern)
    assert open_what_it_is_about(concern).parts[0].words == HARM
    close_concern(team.efua, concern, Decision.SUPPORT, Decided("I rang her."))
    do_all()
    assert not KeptApart.objects.exists()
    assert verify_chain().is_whole


def test_harmless_words_are_destroyed_as_soon_as_software_has_looked(team: Team) -> None:
    part = jay_gives_evidence()
    key = part.submission.key
    withdraw(None, part.submission)
    key.refresh_from_db()
    assert not key.wrapped
    do_all()
    assert not KeptApart.objects.exists()
    assert not PieceLook.objects.exists()
    assert not Concern.objects.exists()
    verbs = set(lines_about("submission", part.submission.reference).values_list("verb", flat=True))
    assert {"open what was taken back", "destroy"} <= verbs


def test_what_software_had_looked_at_is_destroyed_at_once(team: Team, asked: list[str]) -> None:
    part = jay_gives_evidence()
    do_all()
    withdraw(None, part.submission)
    assert not KeptApart.objects.exists()
    assert len(asked) == 1


@pytest.mark.parametrize("is_read_first", [True, False], ids=["its draft not looked at", "not read yet"])
def test_harm_in_a_file_is_found_though_it_was_taken_back(team: Team, is_read_first: bool) -> None:
    part = note(HARM)
    look_at_next_words()
    if is_read_first:
        assert read_next_file()
    withdraw(None, part.submission)
    assert [piece.number for piece in pieces_to_look_at()] == [2]
    do_all()
    (sign,) = Concern.objects.get().signs.all()
    assert sign.part.number == 2
    assert StoredFile.objects.count() == 1


def test_a_harmless_file_is_destroyed_with_the_rest(team: Team) -> None:
    withdraw(None, note("The bus was late.").submission)
    do_all()
    assert not KeptApart.objects.exists()
    assert not StoredFile.objects.exists()


def test_what_is_held_for_a_concern_is_not_looked_at_again(team: Team, asked: list[str]) -> None:
    part = jay_gives_evidence(words=HARM)
    do_all()
    open_to_read(team.efua, Concern.objects.get())
    withdraw(None, part.submission)
    do_all()
    assert len(asked) == 1
    assert Concern.objects.get().signs.count() == 1


def test_a_piece_that_ends_its_worker_again_and_again_goes_to_a_person(team: Team) -> None:
    withdraw(None, jay_gives_evidence().submission)
    piece = pieces_to_look_at().get()
    Claim.objects.create(work=WORK, item=str(piece.pk), until=KeptApart.objects.get().at, tries=2)
    assert look_at_next_piece()
    assert Concern.objects.get().signs.get().cause == Cause.NOT_LOOKED_AT


def test_nothing_of_it_is_seen_meanwhile(team: Team) -> None:
    part = jay_gives_evidence(words=HARM)
    withdraw(None, part.submission)
    part.refresh_from_db()
    assert bytes(part.sealed) == b""
    assert Submission.objects.get().contributor.age_band == ""
