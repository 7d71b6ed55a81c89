"""Excerpts hold places and not words; what is counted is people, and only those who agreed."""

import pytest

from cast import JAYS_WORKING_TEXT, Team, accepted_theme, excerpt_of, jay_gives_evidence, read_by
from heard.accounts.rules import NotAllowed
from heard.inquiry.consent.actions import take_back_use
from heard.inquiry.consent.states import Use
from heard.text.errors import BadInput
from heard.text.spans import Span
from heard.understand.codebook.actions import accept_theme, suggest_theme
from heard.understand.codebook.models import Theme
from heard.understand.codebook.queries import accepted_themes
from heard.understand.coding.actions import apply_theme, mark_excerpt
from heard.understand.coding.models import Excerpt
from heard.understand.coding.queries import count_heard, excerpts_for, excerpts_under

pytestmark = pytest.mark.django_db


def test_an_excerpt_is_a_place_in_the_working_text(team: Team) -> None:
    excerpt = excerpt_of(team, read_by(team, jay_gives_evidence(), 0), "It was [town] 🏠")
    assert excerpt.text == "It was [town] 🏠"
    assert excerpt.span.of(JAYS_WORKING_TEXT) == excerpt.text
    assert not any(field.name == "text" for field in Excerpt._meta.get_fields())


def test_marking_the_same_stretch_again_gives_the_same_excerpt(team: Team) -> None:
    working_text = read_by(team, jay_gives_evidence(), 0)
    assert excerpt_of(team, working_text, "two years") == excerpt_of(team, working_text, "two years")


@pytest.mark.parametrize("span", [Span(3, 3), Span(0, len(JAYS_WORKING_TEXT) + 1)])
def test_an_excerpt_outside_its_text_is_refused(team: Team, span: Span) -> None:
    with pytest.raises(BadInput, match="must lie within"):
        mark_excerpt(team.ben, read_by(team, jay_gives_evidence(), 0), span)


def test_words_that_may_not_be_read_with_others_are_not_marked(team: Team) -> None:
    working_text = read_by(team, jay_gives_evidence(Use.CONTACT_AGAIN), 0)
    with pytest.raises(BadInput, match="did not agree"):
        mark_excerpt(team.ben, working_text, Span(0, 5))


@pytest.mark.parametrize("name", ["cerys", "efua", "frank", "greta"])
def test_only_analysts_and_the_secretariat_code(team: Team, name: str) -> None:
    with pytest.raises(NotAllowed):
        mark_excerpt(getattr(team, name), read_by(team, jay_gives_evidence(), 0), Span(0, 5))


def test_a_person_is_counted_once_however_often_they_said_it(team: Team) -> None:
    theme, working_text = accepted_theme(team), read_by(team, jay_gives_evidence(), 0)
    excerpt_of(team, working_text, "it would be a week", theme)
    excerpt_of(team, working_text, "two years", theme)
    excerpt_of(team, read_by(team, jay_gives_evidence(), 0), "a week", theme)
    heard = count_heard(theme)
    assert (heard.people, heard.excerpts) == (2, 3)


def test_two_coders_of_one_excerpt_count_it_once(team: Team) -> None:
    theme = accepted_theme(team)
    excerpt = excerpt_of(team, read_by(team, jay_gives_evidence(), 0), "a week", theme)
    apply_theme(team.asha, excerpt, theme)
    assert count_heard(theme).excerpts == 1


def test_somebody_who_takes_analysing_back_is_no_longer_counted_or_read(team: Team) -> None:
    theme, part = accepted_theme(team), jay_gives_evidence()
    excerpt_of(team, read_by(team, part, 0), "a week", theme)
    take_back_use(None, part.submission.consent, Use.ANALYSE, part.submission.reference)
    assert count_heard(theme).people == 0
    assert not excerpts_for(Use.ANALYSE).exists()
    assert not excerpts_under(theme, Use.ANALYSE).exists()


def test_a_theme_is_a_suggestion_until_somebody_accepts_it(team: Team) -> None:
    theme = suggest_theme(None, "Lost belongings", "What does not come along.")
    assert theme not in accepted_themes()
    accept_theme(team.ben, theme)
    assert theme in accepted_themes()
    assert theme.acceptance.by == team.ben


def test_the_chair_reads_themes_but_does_not_make_them(team: Team) -> None:
    with pytest.raises(NotAllowed):
        suggest_theme(team.frank, "Lost belongings", "What does not come along.")
    assert not Theme.objects.exists()


def test_themes_of_the_same_name_have_addresses_of_their_own(team: Team) -> None:
    slugs = [suggest_theme(team.ben, label, "…").slug for label in ("Brothers & sisters", "Brothers & sisters", "兄弟")]
    assert slugs == ["brothers-sisters", "brothers-sisters-2", "theme"]
