"""Evidence is sealed as it arrives, kept apart from who gave it, and left out where it may not be used."""

import hashlib
from datetime import date

import pytest
from django.db import connection

from cast import JAYS_WORDS, Team, jay_gives_evidence
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import GivenEvidence, GivenPart, receive_submission
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import next_reference, parts_for, submissions_for
from heard.collect.evidence.raw import open_sealed
from heard.collect.evidence.states import Channel
from heard.files.actions import destroy_key
from heard.files.models import KeyDestroyed
from heard.files.sealing import SealBroken
from heard.inquiry.consent.actions import take_back_use
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import SpeakingAs

pytestmark = pytest.mark.django_db

AWKWARD = "a\r\nb\u0301 \U0001f3e0 \x00 \ud800 \u202e n\u0303 \ufffd\n"


def whole_database() -> bytes:
    """Every byte that somebody with the database in their hands would have."""
    return connection.connection.serialize()


def given(*texts: str, reference: str = "") -> GivenEvidence:
    return GivenEvidence(
        parts=tuple(map(GivenPart, texts)),
        channel=Channel.LETTER,
        received_on=date(2026, 3, 4),
        speaking_as=SpeakingAs.OWN_EXPERIENCE,
        uses=(Use.ANALYSE,),
        reference=reference,
    )


def test_the_words_come_back_as_they_were_given() -> None:
    assert open_sealed(jay_gives_evidence()).text == JAYS_WORDS


def test_any_words_survive_but_for_the_line_ends_of_windows() -> None:
    part = jay_gives_evidence(words=AWKWARD)
    assert open_sealed(part).text == AWKWARD.replace("\r\n", "\n")
    assert part.sha256 == hashlib.sha256(AWKWARD.encode("utf-8", "surrogatepass")).hexdigest()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Reads the SQLite database byte by byte.")
def test_the_database_does_not_hold_the_words() -> None:
    words = "a canary: kingfisher-4417 said it would be a week"
    part = jay_gives_evidence(words=words)
    found = whole_database()
    assert part.submission.reference.encode() in found
    assert b"kingfisher-4417" not in found
    assert words.encode("utf-16-le")[:40] not in found


def test_several_parts_are_kept_in_their_order() -> None:
    submission = receive_submission(None, given("first", "second", "third"))
    assert [open_sealed(part).text for part in submission.parts.all()] == ["first", "second", "third"]
    assert [part.label for part in submission.parts.all()][1:] == [
        f"{submission.reference}, part 2",
        f"{submission.reference}, part 3",
    ]


def test_references_follow_each_other_and_one_kept_elsewhere_is_taken_over() -> None:
    assert receive_submission(None, given("a")).reference == "H-0001"
    receive_submission(None, given("b", reference="H-0041"))
    assert next_reference() == "H-0042"


def test_a_reference_is_never_given_twice() -> None:
    receive_submission(None, given("a", reference="H-0001"))
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        receive_submission(None, given("b", reference="H-0001"))


def test_the_audit_says_that_it_came_and_not_what_it_says() -> None:
    part = jay_gives_evidence()
    line = lines_about("submission", part.submission.reference).get()
    assert (line.verb, line.actor) == ("receive", None)


def test_words_moved_to_another_submission_do_not_open() -> None:
    mine, yours = jay_gives_evidence(), jay_gives_evidence()
    yours.sealed = mine.sealed
    with pytest.raises(SealBroken):
        open_sealed(yours)


def test_after_its_key_is_destroyed_nobody_opens_it() -> None:
    part = jay_gives_evidence()
    destroy_key(None, part.submission.key, "taken back")
    part.submission.key.refresh_from_db()
    with pytest.raises(KeyDestroyed, match="were taken back"):
        open_sealed(part)


def test_what_asks_for_a_use_leaves_out_those_who_did_not_agree() -> None:
    read, unread = jay_gives_evidence(Use.ANALYSE), jay_gives_evidence(Use.CONTACT_AGAIN)
    assert list(submissions_for(Use.ANALYSE)) == [read.submission]
    assert list(parts_for(Use.CONTACT_AGAIN)) == [unread]


def test_a_use_taken_back_takes_effect_at_once() -> None:
    part = jay_gives_evidence()
    take_back_use(None, part.submission.consent, Use.ANALYSE, part.submission.reference)
    assert not submissions_for(Use.ANALYSE).exists()
    assert Submission.objects.count() == 1


def test_who_gave_it_is_kept_apart_from_the_words(team: Team) -> None:
    part = jay_gives_evidence()
    contributor = part.submission.contributor
    assert (contributor.age_band, contributor.region) == ("13–15", "North West")
    fields = {field.name for field in contributor._meta.get_fields()}
    assert fields == {"id", "speaking_as", "age_band", "region"}
