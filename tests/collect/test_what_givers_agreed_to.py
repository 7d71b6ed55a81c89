"""Nobody is held to words they did not see: what is asked may change, what was agreed to does not."""

import pytest

from cast import Team
from heard.collect.evidence.models import Submission
from heard.inquiry.consent.actions import write_privacy_notice, write_wording
from heard.inquiry.consent.models import Consent
from heard.inquiry.consent.queries import agreed_now, uses_allowed, what_is_asked
from heard.inquiry.consent.states import Use
from telling import AGREEING, Writer, open_call, the_submission

pytestmark = pytest.mark.django_db

OLD, NEW = "You can read my words", "You can read my words and sing them."


@pytest.fixture
def writer(team: Team) -> Writer:
    open_call(team)
    return Writer().tell()


def change_what_is_asked(team: Team) -> None:
    write_wording(team.asha, Use.ANALYSE, "You may sing what I send.", NEW)


def test_after_sending_the_page_shows_the_words_of_their_own_time(writer: Writer, team: Team) -> None:
    writer.send()
    change_what_is_asked(team)
    write_privacy_notice(team.asha, "<p>Another.</p>")
    trail, choices = writer.page("/your-words/trail/"), writer.page("/your-words/choices/")
    assert OLD in trail
    assert 'href="/privacy/1/"' in trail
    assert OLD in choices
    assert NEW not in trail + choices


def test_saying_yes_later_is_to_the_words_of_that_later_time(writer: Writer, team: Team) -> None:
    writer.send()
    change_what_is_asked(team)
    writer.client.post("/your-words/choices/", {})
    assert NEW in writer.page("/your-words/choices/")
    writer.client.post("/your-words/choices/", {"analyse": "on"})
    assert [given.wording.plain_text for given in agreed_now(the_submission().consent) if given.wording] == [NEW]


def test_words_that_are_adopted_at_the_moment_of_a_yes_are_not_what_it_was_to(
    writer: Writer, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def allowed_while_the_words_change(consent: Consent) -> list[Use]:
        change_what_is_asked(team)
        return uses_allowed(consent)

    writer.send()
    writer.client.post("/your-words/choices/", {})
    monkeypatch.setattr("heard.collect.receipts.actions.uses_allowed", allowed_while_the_words_change)
    writer.client.post("/your-words/choices/", {"analyse": "on"})
    assert [given.wording.version for given in agreed_now(the_submission().consent) if given.wording] == ["1"]


def test_whoever_agreed_to_the_old_words_and_did_not_send_yet_is_asked_once_more(writer: Writer, team: Team) -> None:
    change_what_is_asked(team)
    page = writer.send().content.decode()
    assert not Submission.objects.exists()
    assert "has changed what it asks here" in page
    assert NEW in page
    writer.fill("agree", **AGREEING)
    writer.send()
    assert [given.wording.version for given in agreed_now(the_submission().consent) if given.wording] == ["2", "1"]


def test_a_page_that_was_open_while_the_words_changed_does_not_count(writer: Writer, team: Team) -> None:
    before = what_is_asked()
    change_what_is_asked(team)
    answer = writer.fill("agree", **AGREEING, asked_in=before)
    assert answer.status_code == 422
    assert NEW in answer.content.decode()
    assert f'value="{what_is_asked()}"' in answer.content.decode()
    assert writer.fill("agree", **AGREEING, asked_in=what_is_asked()).status_code == 302
