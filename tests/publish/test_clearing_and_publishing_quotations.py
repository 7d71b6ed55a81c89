"""A quotation equals its source save declared edits; it takes consent, two readers, a clearer, another publisher."""

import pytest

from cast import Team, accepted_theme, excerpt_of, jay_gives_evidence, read_by
from heard.accounts.rules import NotAllowed
from heard.inquiry.consent.actions import take_back_use
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.actions import SuggestedRedaction, accept_redactions, suggest_redactions
from heard.protect.deidentification.states import IdentifierKind
from heard.publish.publications.actions import (
    clear_quotation,
    publish_quotation,
    take_down_quotation,
)
from heard.publish.publications.models import Quotation
from heard.publish.publications.queries import (
    published_quotations,
    published_under,
    whole_may_be_shown,
)
from heard.publish.publications.rules import can_clear_quotation, can_publish_quotation
from heard.text.errors import BadInput, NotVerbatim
from heard.text.spans import Span
from heard.understand.coding.models import Excerpt

pytestmark = pytest.mark.django_db

WORDS = "My social worker [name] said it would be a week."
QUOTED = (Use.ANALYSE, Use.QUOTE_UNNAMED)
WHOSE = "Young person in care, North West"


def excerpt_ready(team: Team, *uses: Use, readers: int = 2) -> Excerpt:
    return excerpt_of(team, read_by(team, jay_gives_evidence(*uses), readers), WORDS)


def published(team: Team) -> Quotation:
    quotation = clear_quotation(team.ben, excerpt_ready(team), WORDS, WHOSE)
    publish_quotation(team.asha, quotation)
    return quotation


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "it would be a week",
        "My social worker […] said it would be a week.",
        "My [worker] [name] said it would be a week.",
    ],
)
def test_the_excerpts_own_words_and_declared_edits_are_cleared(team: Team, text: str) -> None:
    assert clear_quotation(team.ben, excerpt_ready(team), text, WHOSE).text == text


@pytest.mark.parametrize(
    "text",
    [
        "My social worker [name] said it would be a month.",
        "My social worker said it would be a week.",
        "my carer [name] said it would be a week.",
        "two years",
        "My social worker [name] said it would be a week. It was",
    ],
)
def test_any_other_words_are_refused_and_nothing_is_kept(team: Team, text: str) -> None:
    with pytest.raises(NotVerbatim):
        clear_quotation(team.ben, excerpt_ready(team), text, WHOSE)
    assert not Quotation.objects.exists()


def test_without_agreement_to_be_quoted_nothing_is_cleared(team: Team) -> None:
    excerpt = excerpt_ready(team, Use.ANALYSE)
    assert not can_clear_quotation(team.ben, excerpt)
    with pytest.raises(NotAllowed, match="did not agree to be quoted"):
        clear_quotation(team.ben, excerpt, WORDS, WHOSE)


@pytest.mark.parametrize("readers", [0, 1])
def test_without_two_readers_nothing_is_cleared(team: Team, readers: int) -> None:
    with pytest.raises(NotAllowed, match="Two people have to read"):
        clear_quotation(team.ben, excerpt_ready(team, readers=readers), WORDS, WHOSE)


def test_cleared_is_not_published(team: Team) -> None:
    clear_quotation(team.ben, excerpt_ready(team), WORDS, WHOSE)
    assert not published_quotations().exists()


def test_whoever_cleared_it_does_not_publish_it(team: Team) -> None:
    quotation = clear_quotation(team.asha, excerpt_ready(team), WORDS, WHOSE)
    assert not can_publish_quotation(team.asha, quotation)
    with pytest.raises(NotAllowed, match=r"You cleared this .* Somebody else .* Frank Lowe can\."):
        publish_quotation(team.asha, quotation)
    publish_quotation(team.frank, quotation)
    assert list(published_quotations()) == [quotation]


@pytest.mark.parametrize("name", ["cerys", "efua", "greta"])
def test_the_rest_of_the_team_neither_clears_nor_publishes(team: Team, name: str) -> None:
    quotation = clear_quotation(team.ben, excerpt_ready(team), WORDS, WHOSE)
    assert not can_clear_quotation(getattr(team, name), quotation.excerpt)
    assert not can_publish_quotation(getattr(team, name), quotation)


def test_quoting_taken_back_hides_the_words_at_once(team: Team) -> None:
    quotation = published(team)
    submission = quotation.excerpt.working_text.part.submission
    take_back_use(None, submission.consent, Use.QUOTE_UNNAMED, submission.reference)
    assert not published_quotations().exists()
    with pytest.raises(NotAllowed, match="no longer agrees"):
        publish_quotation(team.frank, quotation)


def test_a_text_redacted_further_hides_what_was_quoted_from_it(team: Team) -> None:
    quotation = published(team)
    part = quotation.excerpt.working_text.part
    week = SuggestedRedaction(Span(34, 40), "time", IdentifierKind.QUASI, "[some days]")
    accept_redactions(team.cerys, part, suggest_redactions(team.asha, part, [week]))
    assert not published_quotations().exists()


def test_taking_down_is_a_record_with_a_reason_and_can_be_undone_by_publishing_again(team: Team) -> None:
    quotation = published(team)
    take_down_quotation(team.efua, quotation, "somebody recognised her")
    assert not published_quotations().exists()
    assert quotation.publishings.get().taken_down.reason == "somebody recognised her"
    publish_quotation(team.frank, quotation)
    assert published_quotations().exists()
    assert quotation.publishings.count() == 2


def test_taking_down_needs_a_reason(team: Team) -> None:
    with pytest.raises(BadInput, match="Say why"):
        take_down_quotation(team.efua, published(team), " ")
    assert published_quotations().exists()


def test_publishing_twice_is_once(team: Team) -> None:
    quotation = published(team)
    publish_quotation(team.frank, quotation)
    assert quotation.publishings.count() == 1


def test_quotations_stand_under_the_themes_somebody_sees_in_them(team: Team) -> None:
    theme, other = accepted_theme(team), accepted_theme(team, "Lost belongings")
    working_text = read_by(team, jay_gives_evidence(), 2)
    quotation = clear_quotation(team.ben, excerpt_of(team, working_text, WORDS, theme), WORDS, WHOSE)
    publish_quotation(team.asha, quotation)
    assert list(published_under(theme)) == [quotation]
    assert not published_under(other).exists()


@pytest.mark.parametrize("uses", [QUOTED, (*QUOTED, Use.PUBLISH_WHOLE)])
def test_the_whole_is_shown_only_to_the_extent_agreed(team: Team, uses: tuple[Use, ...]) -> None:
    quotation = clear_quotation(team.ben, excerpt_ready(team, *uses), WORDS, WHOSE)
    assert whole_may_be_shown(quotation) is (Use.PUBLISH_WHOLE in uses)
