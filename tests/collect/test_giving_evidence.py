"""Giving evidence on the website, without an account and without a script."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cast import Team
from heard.collect.channels.web_form.models import Draft
from heard.collect.evidence.models import Submission
from heard.collect.evidence.raw import open_detail, open_sealed
from heard.collect.receipts.buckets import guesses
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.holding import COOKIE
from heard.collect.receipts.models import Receipt
from heard.inquiry.consent.queries import trusted_adult_of, uses_allowed
from heard.inquiry.consent.states import Use
from telling import AGREEING, POEM, Writer, open_call, the_part, the_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(team: Team) -> Writer:
    open_call(team)
    return Writer()


def test_a_poem_arrives_line_by_line_with_what_was_agreed(writer: Writer) -> None:
    writer.tell().send()
    part, submission = the_part(), the_submission()
    assert open_sealed(part).text == POEM
    assert part.question is not None
    assert part.question.number == 2
    assert uses_allowed(submission.consent) == [Use.ANALYSE, Use.QUOTE_UNNAMED]
    assert (submission.contributor.age_band, submission.contributor.region) == ("13–15", "Wales")
    assert submission.language == "en"


def test_nothing_of_it_can_be_read_in_the_database_before_or_after_sending(writer: Writer) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Reads the SQLite database byte by byte.")
    writer.tell("a canary: kingfisher-4417 said so")
    words = writer.five_words("/tell-us/kept/")
    assert b"kingfisher-4417" not in connection.connection.serialize()
    writer.send()
    whole = connection.connection.serialize()
    assert b"kingfisher-4417" not in whole
    assert words.encode() not in whole


def test_the_words_are_shown_again_in_their_own_lines_before_they_are_sent(writer: Writer) -> None:
    page = writer.tell().page("/tell-us/check/")
    assert POEM.strip() in page
    assert not Submission.objects.exists()


def test_what_was_never_said_is_kept_as_unsaid(writer: Writer) -> None:
    writer.tell(age_band="", agreeing=AGREEING | {"old_enough": "on"})
    writer.fill("about", age_band="", region="")
    writer.fill("agree", **AGREEING, old_enough="on")
    writer.send()
    contributor = the_submission().contributor
    assert (contributor.age_band, contributor.region) == ("", "")


def test_one_may_just_tell_without_any_question(writer: Writer) -> None:
    writer.fill("who", speaking_as="organisation")
    writer.fill("questions", questions=["0"])
    writer.fill("words-0", words="We run a home. Nobody asks us.")
    writer.fill("files")
    writer.fill("about")
    writer.fill("agree", analyse="on")
    writer.send()
    assert the_part().question is None


def test_a_question_left_empty_is_no_part_and_nothing_at_all_is_not_sent(writer: Writer) -> None:
    writer.tell(words="  \n ")
    assert "nothing to send" in writer.page("/tell-us/check/")
    writer.send()
    assert not Submission.objects.exists()
    writer.fill("questions", questions=["1", "2"])
    writer.fill("words-1", words="It was a Tuesday.")
    writer.send()
    assert open_sealed(the_part()).text == "It was a Tuesday."


def test_sending_it_twice_is_sending_it_once_with_the_same_receipt(writer: Writer) -> None:
    writer.tell()
    first, second = writer.send(), writer.send()
    assert first.context["words"] == second.context["words"]
    assert Submission.objects.count() == Receipt.objects.count() == 1


def test_the_five_words_are_kept_only_as_a_keyed_hash(writer: Writer) -> None:
    writer.tell().send()
    words = FiveWords(tuple(writer.five_words().split()))
    assert Receipt.objects.get().hash == words.hash


def test_what_is_begun_is_kept_and_comes_back_with_five_words_in_another_browser(writer: Writer) -> None:
    writer.fill("who", speaking_as="own experience")
    writer.fill("questions", questions=["2"])
    response = writer.fill("words-2", words=POEM, later="")
    assert response["Location"] == "/tell-us/kept/"
    words = writer.five_words("/tell-us/kept/")
    elsewhere = Writer()
    assert elsewhere.come_back(words.upper()).redirect_chain[-1][0] == "/tell-us/files/"
    assert POEM.strip() in elsewhere.page("/tell-us/words-2/")


def test_words_typed_after_the_cookie_is_gone_are_kept_all_the_same(writer: Writer) -> None:
    writer.fill("who", speaking_as="own experience")
    writer.client.cookies.clear()
    writer.fill("words-0", words=POEM)
    assert "Who is speaking?" in writer.page("/tell-us/check/")
    assert POEM.strip() in writer.page("/tell-us/words-0/")


def test_after_a_page_needs_mending_what_was_typed_still_stands_there(writer: Writer) -> None:
    writer.tell()
    page = writer.fill("agree", quote_named="", contact_again="on", how_to_reach="").content.decode()
    assert "If we may not read it" in page
    assert "Tell us how" in page
    assert 'name="contact_again"' in page
    assert page.count("checked") == 1


def test_a_draft_without_its_words_opens_for_nobody(writer: Writer) -> None:
    writer.tell()
    assert len(Draft.objects.get().hash) == 64
    stranger = Writer()
    assert "Tell us" in stranger.page("/tell-us/check/")
    stranger.come_back("kebab lantern pancake otter walrus")
    assert POEM.strip() not in stranger.page("/tell-us/words-2/")


def test_drafts_are_forgotten_after_their_time(writer: Writer) -> None:
    writer.tell()
    Draft.objects.update(keep_until=timezone.now() - timedelta(seconds=1))
    Writer().fill("who", speaking_as="own experience")
    assert Draft.objects.filter(keep_until__lt=timezone.now()).count() == 0


def test_somebodys_five_words_are_refused_inside_evidence(writer: Writer) -> None:
    writer.tell().send()
    words = writer.five_words()
    other = Writer()
    other.fill("who", speaking_as="own experience")
    page = other.fill("words-0", words=f"my key is {words} ok").content.decode()
    assert "Five words that open what somebody gave us" in page
    assert "my key is" in page
    own = other.five_words("/tell-us/kept/")
    assert "Five words that open" in other.fill("words-0", words=own).content.decode()


def test_what_a_use_needs_is_told_sealed_and_only_where_it_is_agreed_to(writer: Writer) -> None:
    agreeing = AGREEING | {"contact_again": "on", "how_to_reach": "kestrel@example.org", "name_to_print": "Jo"}
    writer.tell(age_band="18–25", agreeing=agreeing).send()
    detail = the_submission().details.get()
    assert open_detail(detail) == "kestrel@example.org"
    assert b"kestrel" not in bytes(detail.sealed)


def test_nobody_under_sixteen_is_asked_for_a_name(writer: Writer) -> None:
    assert 'name="quote_named"' not in writer.tell(age_band="13–15").page("/tell-us/agree/")
    assert 'name="quote_named"' in Writer().tell(age_band="16–17").page("/tell-us/agree/")


def test_a_young_child_is_asked_which_grown_up_knows(writer: Writer) -> None:
    writer.tell(age_band="under 13")
    assert "Which grown-up you trust" in writer.page("/tell-us/agree/")
    writer.send()
    assert not Submission.objects.exists()
    writer.fill("agree", **AGREEING, trusted_adult="teacher")
    writer.send()
    knows = trusted_adult_of(the_submission().consent)
    assert knows is not None
    assert knows.who == "teacher"


def test_a_young_child_whom_nobody_knows_to_write_keeps_everything_and_cannot_send_yet(writer: Writer) -> None:
    writer.tell(age_band="under 13")
    response = writer.fill("agree", **AGREEING, trusted_adult="nobody yet")
    assert response["Location"] == "/tell-us/tell-a-grown-up/"
    assert "nothing is lost" in writer.page("/tell-us/tell-a-grown-up/")
    writer.send()
    assert not Submission.objects.exists()
    assert POEM.strip() in writer.page("/tell-us/words-2/")


def test_saying_that_one_is_younger_asks_again_what_is_agreed_to(writer: Writer) -> None:
    writer.tell(age_band="13–15")
    writer.fill("about", age_band="under 13", region="")
    writer.send()
    assert not Submission.objects.exists()


def test_a_program_that_fills_in_every_box_does_not_get_on(writer: Writer) -> None:
    response = writer.fill("who", speaking_as="own experience", website="https://example.com")
    assert response.status_code == 422
    assert not Draft.objects.exists()


def test_a_page_of_another_site_cannot_write_in_somebodys_name(writer: Writer) -> None:
    given = {"speaking_as": "own experience"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example.com"}):
        assert writer.client.post("/tell-us/who/", given, headers=headers).status_code == 403
    assert not Draft.objects.exists()


def test_no_page_of_it_is_kept_by_the_browser_and_the_cookie_tells_nothing(writer: Writer) -> None:
    assert not writer.client.get("/tell-us/").cookies
    response = writer.fill("who", speaking_as="own experience")
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    words = writer.five_words("/tell-us/kept/")
    assert words.split()[0] not in cookie.value
    assert writer.client.get("/tell-us/questions/")["Cache-Control"] == "no-store"


def test_the_way_out_closes_the_way_back(writer: Writer) -> None:
    writer.tell()
    assert 'href="/leave/"' in writer.page("/tell-us/check/")
    response = writer.client.get("/leave/")
    assert response["Location"].startswith("https://")
    assert POEM.strip() not in writer.page("/tell-us/words-2/")


def test_a_browser_without_cookies_is_told_so(team: Team) -> None:
    open_call(team)
    begun = Writer().fill("who", speaking_as="own experience")["Location"]
    assert "keeps no cookies" in Writer().page(begun)


def test_what_is_typed_is_kept_while_somebody_types(writer: Writer) -> None:
    writer.fill("who", speaking_as="own experience")
    assert writer.client.post("/tell-us/words-0/keep/", {"words": "half a sen"}).status_code == 204
    assert "half a sen" in writer.page("/tell-us/words-0/")
    assert Writer().client.post("/tell-us/words-0/keep/", {"words": "no draft"}).status_code == 409


def test_wrong_words_are_said_kindly_and_a_flood_of_guesses_waits(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = writer.come_back("kebab lantern pancake otter").content.decode()
    assert "we count 4" in page
    wrong = "kebab lantern pancake otter walrus"
    assert "We do not know these five words" in writer.come_back(wrong).content.decode()
    monkeypatch.setattr(guesses, "drops", 0)
    monkeypatch.setattr(guesses, "a_minute", 0)
    assert writer.come_back(wrong).status_code == 503
    writer.tell().send()
    assert Writer().come_back(writer.five_words()).status_code == 200
