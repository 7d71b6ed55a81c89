"""Five words show where somebody's words went, and let them change their mind about every use, or about all of it."""

import pytest

from cast import Team, accepted_theme, excerpt_of, passed_by
from heard.audit.queries import lines_about, verify_chain
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.raw import open_sealed
from heard.files.models import KeyDestroyed
from heard.inquiry.consent.queries import allows, uses_allowed
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.actions import accept_redactions, open_original, write_down
from heard.protect.deidentification.models import Redaction, WorkingText
from heard.protect.deidentification.opening_files import open_file_of
from heard.protect.deidentification.queries import count_at
from heard.protect.deidentification.states import NoteKind, Reading
from heard.publish.publications.actions import clear_quotation, publish_quotation
from heard.publish.publications.models import Quotation
from heard.publish.publications.queries import published_quotations
from heard.understand.coding.models import Excerpt
from telling import AGREEING, DRAWING, Writer, open_call, the_part, the_submission

pytestmark = pytest.mark.django_db

SAID = "three of them"


@pytest.fixture
def writer(team: Team) -> Writer:
    open_call(team)
    writer = Writer().tell()
    writer.send()
    return writer


def accepted(team: Team, part: Part) -> WorkingText:
    open_original(team.cerys, part, "reading")
    return accept_redactions(team.cerys, part, [])


def published(team: Team, part: Part) -> Quotation:
    text = accepted(team, part)
    passed_by(team.cerys, text)
    passed_by(team.dev, text)
    quotation = clear_quotation(team.ben, excerpt_of(team, text, SAID, accepted_theme(team)), SAID, "Young person")
    publish_quotation(team.asha, quotation)
    return quotation


def trail(writer: Writer) -> str:
    return writer.page("/your-words/trail/")


def test_it_waits_then_is_being_read_then_was_read(writer: Writer, team: Team) -> None:
    assert "It waits to be read" in trail(writer)
    open_original(team.cerys, the_part(), "reading")
    assert "Somebody is reading it" in trail(writer)
    text = accept_redactions(team.cerys, the_part(), [])
    assert "It was read" in trail(writer)
    assert "to be sure" not in trail(writer)
    passed_by(team.cerys, text)
    passed_by(team.dev, text)
    assert "2 people read all of it again" in trail(writer)


def test_it_says_what_was_thought_and_leads_to_what_is_quoted(writer: Writer, team: Team) -> None:
    text = accepted(team, the_part())
    excerpt_of(team, text, SAID, accepted_theme(team))
    assert "One passage of yours" in trail(writer)
    assert "On our pages" not in trail(writer)
    assert "It is on our pages" not in trail(writer)


def test_a_published_quotation_is_one_click_away(writer: Writer, team: Team) -> None:
    quotation = published(team, the_part())
    page = trail(writer)
    assert "It is on our pages" in page
    assert f'href="/quotations/{quotation.pk}/"' in page


def test_files_are_counted_and_wait_until_somebody_has_written_down_what_is_in_them(team: Team) -> None:
    open_call(team)
    writer = Writer().tell(words="", files=[DRAWING])
    writer.send()
    assert "There is one file with it." in trail(writer)
    assert "It waits to be read" in trail(writer)
    open_file_of(team.cerys, the_part(), "looking at it")
    assert "Somebody is reading it" in trail(writer)
    write_down(team.cerys, the_part(), NoteKind.DESCRIPTION, "A bed, and a window.")
    assert "It was looked at" in trail(writer)
    assert "A bed" not in trail(writer)


def test_the_page_shows_neither_the_words_nor_a_name_of_staff_nor_a_theme(writer: Writer, team: Team) -> None:
    published(team, the_part())
    page = trail(writer)
    assert SAID not in page
    assert "Cerys" not in page
    assert the_submission().reference not in page


def test_without_the_words_nobody_sees_it(writer: Writer) -> None:
    stranger = Writer()
    assert "It reached us" not in trail(stranger)
    stranger.client.cookies["five_words"] = "AAAA"
    assert "It reached us" not in trail(stranger)


def test_a_use_taken_back_ends_on_the_public_pages_at_once(writer: Writer, team: Team) -> None:
    quotation = published(team, the_part())
    assert writer.client.get(f"/quotations/{quotation.pk}/").status_code == 200
    writer.client.post("/your-words/choices/", {"analyse": "on"})
    assert uses_allowed(the_submission().consent) == [Use.ANALYSE]
    assert writer.client.get(f"/quotations/{quotation.pk}/").status_code == 404
    writer.client.post("/your-words/choices/", AGREEING)
    assert writer.client.get(f"/quotations/{quotation.pk}/").status_code == 200


def test_a_use_given_later_asks_for_what_it_needs_and_forgets_it_with_the_use(writer: Writer) -> None:
    asked = writer.client.post("/your-words/choices/", AGREEING | {"contact_again": "on"})
    assert asked.status_code == 422
    writer.client.post("/your-words/choices/", AGREEING | {"contact_again": "on", "how_to_reach": "07700 900123"})
    assert allows(the_submission().consent, Use.CONTACT_AGAIN)
    writer.client.post("/your-words/choices/", AGREEING | {"contact_again": "on"})
    assert the_submission().details.count() == 1
    writer.client.post("/your-words/choices/", AGREEING)
    assert the_submission().details.count() == 0


def test_a_child_cannot_add_a_name_later(writer: Writer) -> None:
    writer.client.post("/your-words/choices/", AGREEING | {"quote_named": "on", "name_to_print": "Jo"})
    assert not allows(the_submission().consent, Use.QUOTE_NAMED)


def test_taking_it_all_back_reaches_everything_made_of_it(writer: Writer, team: Team) -> None:
    quotation = published(team, the_part())
    assert "cannot be undone" in writer.page("/your-words/taking-back/")
    assert Quotation.objects.exists()
    writer.client.post("/your-words/taking-back/")
    assert not Quotation.objects.exists()
    assert not Excerpt.objects.exists()
    assert not WorkingText.objects.exists()
    assert not Redaction.objects.exists()
    answered = writer.client.get(f"/quotations/{quotation.pk}/")
    assert answered.status_code == 410
    assert "These words were taken back" in answered.content.decode()
    with pytest.raises(KeyDestroyed):
        open_sealed(the_part())
    submission = the_submission()
    assert uses_allowed(submission.consent) == []
    assert (submission.contributor.age_band, submission.contributor.region) == ("", "")
    assert bytes(the_part().sealed) == b""
    assert "Your words are taken back" in trail(writer)
    assert verify_chain().is_whole


def test_taking_back_leaves_everybody_elses_words_alone(writer: Writer, team: Team) -> None:
    other = Writer().tell("three of them too")
    other.send()
    theirs = Part.objects.latest("pk")
    quotation = published(team, theirs)
    writer.client.post("/your-words/taking-back/")
    assert list(published_quotations()) == [quotation]
    assert open_sealed(theirs).text == "three of them too"


def test_it_is_taken_back_once_and_the_audit_says_so(writer: Writer, team: Team) -> None:
    submission = the_submission()
    first = withdraw(team.asha, submission, "asked by telephone")
    assert withdraw(None, submission) == first
    assert lines_about("submission", submission.reference).filter(verb="take back").count() == 1


def test_choices_that_cross_a_taking_back_change_nothing(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    withdraw(None, the_submission())
    monkeypatch.setattr("heard.collect.receipts.views.withdrawal_of", lambda _submission: None)  # as a moment before
    answered = writer.client.post(
        "/your-words/choices/", AGREEING | {"contact_again": "on", "how_to_reach": "07700 900123"}
    )
    assert answered.headers["location"] == "/your-words/trail/"
    assert not uses_allowed(the_submission().consent)
    assert not the_submission().details.exists()


def test_words_taken_back_wait_for_nobody_at_the_desk(writer: Writer, team: Team) -> None:
    assert count_at(Reading.TO_READ) == 1
    withdraw(None, the_submission())
    assert count_at(Reading.TO_READ) == 0
    writer.client.force_login(team.asha)
    assert "These words were taken back" in writer.page(f"/desk/evidence/{the_submission().reference}/")
    assert "took these words back" in writer.page("/desk/evidence/")


def test_the_way_to_reach_somebody_is_opened_at_the_desk_with_a_line_in_the_audit(writer: Writer, team: Team) -> None:
    writer.client.post("/your-words/choices/", AGREEING | {"contact_again": "on", "how_to_reach": "07700 900123"})
    reference = Submission.objects.get().reference
    writer.client.force_login(team.asha)
    assert "07700" not in writer.page(f"/desk/evidence/{reference}/")
    opened = writer.client.post(f"/desk/evidence/{reference}/details/", {"use": "asking whether she is all right"})
    assert "07700 900123" in opened.content.decode()
    assert lines_about("submission", reference).filter(verb="open details").count() == 1
    assert writer.client.post(f"/desk/evidence/{reference}/details/", {"use": ""}).status_code == 422
