"""The page of a quotation: the whole is shown only where its giver agreed; otherwise a kind word, and not one more."""

from datetime import date

import pytest
from django.test import Client

from cast import Team, excerpt_of, jay_gives_evidence, read_by
from heard.inquiry.consent.actions import take_back_use
from heard.inquiry.consent.states import Use
from heard.inquiry.inquiries.models import Question
from heard.publish.publications.actions import clear_quotation, publish_quotation
from heard.publish.publications.models import Quotation

pytestmark = pytest.mark.django_db

WORDS = "it would be a week"
REST = "for two years"


def published(team: Team, *uses: Use, question: Question | None = None) -> Quotation:
    part = jay_gives_evidence(Use.ANALYSE, Use.QUOTE_UNNAMED, *uses, question=question, received_on=date(2026, 3, 4))
    excerpt = excerpt_of(team, read_by(team, part, 2), WORDS)
    quotation = clear_quotation(team.ben, excerpt, WORDS, "Young person in care, North West")
    publish_quotation(team.asha, quotation)
    return quotation


def page(quotation: Quotation) -> str:
    response = Client().get(f"/quotations/{quotation.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_the_words_and_whose_they_are_as_far_as_it_may_be_told(team: Team) -> None:
    shown = page(published(team))
    assert WORDS in shown
    assert "Young person in care" in shown
    assert "North West" not in shown  # nobody else in this inquiry lives there


def test_nothing_says_when_the_words_came(team: Team) -> None:
    shown = page(published(team)).partition("<main")[2].partition("</main>")[0]
    assert "March" not in shown
    assert "2026" not in shown


def test_it_leads_to_the_question_that_was_answered(team: Team) -> None:
    question = Question.objects.create(number=2, text="Who stays?", plain_text="Who did you want to keep?")
    assert "/questions/#question-2" in page(published(team, question=question))


def test_only_the_quoted_words_are_shown_to_those_who_asked_for_no_more(team: Team) -> None:
    assert REST not in page(published(team))


def test_the_whole_is_shown_with_the_quotation_marked_where_that_was_agreed(team: Team) -> None:
    quotation = published(team, Use.PUBLISH_WHOLE)
    shown = page(quotation)
    assert REST in shown
    assert f"<mark>{WORDS}</mark>" in shown
    assert "Nadia" not in shown
    assert "Kettlesham" not in shown


def test_taking_the_whole_back_leaves_the_quotation(team: Team) -> None:
    quotation = published(team, Use.PUBLISH_WHOLE)
    submission = quotation.excerpt.working_text.part.submission
    take_back_use(None, submission.consent, Use.PUBLISH_WHOLE, submission.reference)
    shown = page(quotation)
    assert WORDS in shown
    assert REST not in shown


def test_taking_quoting_back_takes_the_page_away(team: Team) -> None:
    quotation = published(team)
    submission = quotation.excerpt.working_text.part.submission
    take_back_use(None, submission.consent, Use.QUOTE_UNNAMED, submission.reference)
    response = Client().get(f"/quotations/{quotation.pk}/")
    assert response.status_code == 404
    assert WORDS not in response.content.decode()


def test_hostile_words_are_shown_and_never_run(team: Team) -> None:
    hostile = '<script>alert(1)</script> & "quoted" it would be a week'
    part = jay_gives_evidence(Use.ANALYSE, Use.QUOTE_UNNAMED, Use.PUBLISH_WHOLE, words=hostile)
    excerpt = excerpt_of(team, read_by(team, part, 2, suggestions=()), hostile)
    quotation = clear_quotation(team.ben, excerpt, hostile, "<b>Somebody</b>")
    publish_quotation(team.asha, quotation)
    shown = page(quotation)
    assert "<script>alert" not in shown
    assert "<b>Somebody" not in shown
    assert "&lt;script&gt;alert(1)" in shown
