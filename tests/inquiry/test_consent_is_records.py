"""Consent: each use is given in a wording and taken back by itself, and both stay on record."""

from datetime import UTC, datetime

import pytest

from cast import Team
from heard.inquiry.consent.actions import adopt_wording, give_consent, take_back_use
from heard.inquiry.consent.models import UseTakenBack
from heard.inquiry.consent.queries import allows, consents_allowing, uses_allowed
from heard.inquiry.consent.states import Use

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 3, 4, tzinfo=UTC)


def test_nothing_is_allowed_that_was_not_given() -> None:
    consent = give_consent([Use.ANALYSE], THEN)
    assert [use for use in Use if allows(consent, use)] == [Use.ANALYSE]


def test_taking_one_use_back_leaves_the_others() -> None:
    consent = give_consent([Use.ANALYSE, Use.QUOTE_UNNAMED], THEN)
    take_back_use(None, consent, Use.QUOTE_UNNAMED, "H-0001")
    assert uses_allowed(consent) == [Use.ANALYSE]
    assert consent not in consents_allowing(Use.QUOTE_UNNAMED)
    assert consent in consents_allowing(Use.ANALYSE)


def test_what_was_given_and_taken_back_stays_on_record(team: Team) -> None:
    consent = give_consent([Use.ANALYSE], THEN)
    take_back_use(team.asha, consent, Use.ANALYSE, "H-0001", "asked by telephone")
    record = UseTakenBack.objects.get()
    assert record.given.use == Use.ANALYSE
    assert (record.recorded_by, record.reason) == (team.asha, "asked by telephone")


def test_a_use_that_was_never_given_cannot_be_taken_back() -> None:
    consent = give_consent([Use.ANALYSE], THEN)
    take_back_use(None, consent, Use.QUOTE_NAMED, "H-0001")
    assert not UseTakenBack.objects.exists()


def test_each_use_remembers_the_words_it_was_asked_for_in(team: Team) -> None:
    adopt_wording(team.asha, Use.ANALYSE, "2026-01", "You may read what I sent.")
    before = give_consent([Use.ANALYSE], THEN)
    adopt_wording(team.asha, Use.ANALYSE, "2026-02", "You may read and compare what I sent.")
    after = give_consent([Use.ANALYSE], THEN)
    versions = [consent.given.get().wording.version for consent in (before, after)]
    assert versions == ["2026-01", "2026-02"]


def test_a_use_named_twice_is_given_once() -> None:
    consent = give_consent([Use.ANALYSE, Use.ANALYSE], THEN)
    assert consent.given.count() == 1
