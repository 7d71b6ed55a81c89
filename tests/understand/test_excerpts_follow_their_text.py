"""A text made again takes its excerpts along where their words still stand; the others are listed, and read nowhere."""

import pytest
from django.test import Client

from cast import (
    JAYS_WORDS,
    JAYS_WORKING_TEXT,
    Team,
    accepted_as_evidence,
    accepted_theme,
    excerpt_of,
    jay_gives_evidence,
    read_by,
)
from heard.accounts.rules import NotAllowed
from heard.approvals.actions import agree, ask_approval
from heard.audit.models import Entry
from heard.inquiry.consent.actions import take_back_use
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.actions import (
    SuggestedRedaction,
    accept_redactions,
    suggest_redactions,
    unredact,
)
from heard.protect.deidentification.carrying import place_of_same_words
from heard.protect.deidentification.models import Redaction, WorkingText
from heard.protect.deidentification.queries import working_text_of
from heard.protect.deidentification.states import UN_REDACT, IdentifierKind
from heard.protect.deidentification.steps import stretch_label
from heard.text.errors import BadInput
from heard.text.redaction import Redacted, Replacement, redact
from heard.text.spans import Span
from heard.understand.coding.actions import let_go, mark_instead
from heard.understand.coding.models import Excerpt
from heard.understand.coding.queries import count_heard, excerpts_for, excerpts_under, left_behind

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/excerpts/left-behind/"
START = JAYS_WORDS.index("a week")
A_WEEK = SuggestedRedaction(Span(START, START + 6), "time", IdentifierKind.QUASI, "[some days]")


def made_again(team: Team, text: WorkingText, suggestion: SuggestedRedaction = A_WEEK) -> WorkingText:
    """The same part's next text, with more hidden, accepted as evidence like the one before."""
    part = text.part
    redactions = suggest_redactions(team.asha, part, [suggestion])
    return accepted_as_evidence(team, accept_redactions(team.cerys, part, redactions))


def before(text: str, *hidden: tuple[str, str]) -> Redacted:
    return redact(
        text, [Replacement(Span(text.index(words), text.index(words) + len(words)), by) for words, by in hidden]
    )


ORIGINAL = "We lived in Kettlesham with Nadia for a week."


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("for a week", True),
        ("lived in [town] with", True),
        ("[town]", True),
        ("with Nadia for", False),
        ("with", True),
        ("own] with", True),  # begins within our own words
        (" with ", True),  # touches what is hidden now, and nothing of it
        ("Nadia", False),
    ],
)
def test_words_are_the_same_or_they_are_not(words: str, stands: bool) -> None:
    then = before(ORIGINAL, ("Kettlesham", "[town]"))
    now = before(ORIGINAL, ("Kettlesham", "[town]"), ("Nadia", "[somebody]"))
    span = Span(then.text.index(words), then.text.index(words) + len(words))
    place = place_of_same_words(then, now, span)
    assert (place is not None) is stands
    assert place is None or place.of(now.text) == words


def test_other_words_in_the_place_of_the_same_are_other_words() -> None:
    then, now = before(ORIGINAL, ("Kettlesham", "[town]")), before(ORIGINAL, ("Kettlesham", "[place]"))
    assert place_of_same_words(then, now, Span(0, 18)) is None


def test_an_excerpt_whose_words_still_stand_goes_along_with_its_themes(team: Team) -> None:
    theme, text = accepted_theme(team), read_by(team, jay_gives_evidence(), 0)
    excerpt = excerpt_of(team, text, "It was [town] 🏠", theme)
    newest = made_again(team, text)
    excerpt.refresh_from_db()
    assert excerpt.working_text == newest
    assert excerpt.text == "It was [town] 🏠"
    assert excerpt.start != JAYS_WORKING_TEXT.index("It was")
    assert list(excerpts_under(theme, Use.ANALYSE)) == [excerpt]
    assert Entry.objects.filter(verb="carry", kind="excerpt").count() == 1
    assert not left_behind(Use.ANALYSE).exists()


def test_an_excerpt_whose_words_were_changed_is_left_behind_and_counted_nowhere(team: Team) -> None:
    theme, text = accepted_theme(team), read_by(team, jay_gives_evidence(), 0)
    excerpt = excerpt_of(team, text, "it would be a week", theme)
    made_again(team, text)
    excerpt.refresh_from_db()
    assert excerpt.working_text == text
    assert count_heard(theme).people == 0
    assert not excerpts_for(Use.ANALYSE).exists()
    assert list(left_behind(Use.ANALYSE)) == [excerpt]
    assert Entry.objects.filter(verb="leave behind", kind="excerpt").count() == 1


def test_the_list_shows_what_stands_there_now_and_never_what_was_hidden(team: Team, client: Client) -> None:
    text = read_by(team, jay_gives_evidence(), 0)
    excerpt_of(team, text, "it would be a week", accepted_theme(team))
    made_again(team, text)
    client.force_login(team.ben)
    assert "Excerpts whose words are not in the newest text" in client.get("/desk/").content.decode()
    page = client.get(ADDRESS).content.decode()
    assert "it would be [some days]" in page
    assert "Moves without warning" in page
    assert "a week" not in page


def test_while_the_newest_text_does_not_count_the_list_shows_none_of_it(team: Team, client: Client) -> None:
    text = read_by(team, jay_gives_evidence(), 0)
    excerpt = excerpt_of(team, text, "it would be a week")
    accept_redactions(team.cerys, text.part, suggest_redactions(team.asha, text.part, [A_WEEK]))  # no second look yet
    client.force_login(team.ben)
    page = client.get(ADDRESS).content.decode()
    assert "waits for somebody who reads originals" in page
    assert "it would be" not in page
    with pytest.raises(BadInput, match="does not count yet"):
        mark_instead(team.ben, excerpt)


def test_what_stands_there_now_is_marked_under_the_same_themes(team: Team, client: Client) -> None:
    theme, text = accepted_theme(team), read_by(team, jay_gives_evidence(), 0)
    excerpt = excerpt_of(team, text, "it would be a week", theme)
    made_again(team, text)
    client.force_login(team.ben)
    client.post(f"{ADDRESS}{excerpt.pk}/", {"mark": "1"})
    (marked,) = excerpts_under(theme, Use.ANALYSE)
    assert marked.text == "it would be [some days]"
    assert marked != excerpt
    assert not left_behind(Use.ANALYSE).exists()


def test_letting_go_ends_it_once(team: Team, client: Client) -> None:
    text = read_by(team, jay_gives_evidence(), 0)
    excerpt = excerpt_of(team, text, "it would be a week")
    made_again(team, text)
    client.force_login(team.ben)
    assert "no excerpt any more" in client.post(f"{ADDRESS}{excerpt.pk}/", follow=True).content.decode()
    assert not left_behind(Use.ANALYSE).exists()
    assert "decided about this excerpt already" in client.post(f"{ADDRESS}{excerpt.pk}/", follow=True).content.decode()
    assert Excerpt.objects.get() == excerpt


def test_an_excerpt_that_stands_is_not_let_go(team: Team) -> None:
    excerpt = excerpt_of(team, read_by(team, jay_gives_evidence(), 0), "a week")
    with pytest.raises(BadInput):
        let_go(team.ben, excerpt)


@pytest.mark.parametrize("name", ["cerys", "efua", "frank", "greta"])
def test_only_those_who_code_decide(team: Team, name: str) -> None:
    excerpt = excerpt_of(team, read_by(team, jay_gives_evidence(), 0), "a week")
    made_again(team, excerpt.working_text)
    with pytest.raises(NotAllowed):
        let_go(getattr(team, name), excerpt)


def test_words_shown_again_bring_the_excerpt_back(team: Team) -> None:
    text = read_by(team, jay_gives_evidence(), 0)
    excerpt = excerpt_of(team, text, "it would be a week")
    made_again(team, text)
    hidden = Redaction.objects.get(part=text.part, start=A_WEEK.span.start, end=A_WEEK.span.end)
    asked = ask_approval(team.asha, UN_REDACT, stretch_label(hidden), "It tells of nobody.")
    agree(team.efua, asked)
    unredact(team.asha, hidden)
    excerpt.refresh_from_db()
    assert excerpt.working_text == working_text_of(text.part)
    assert excerpt.text == "it would be a week"
    assert not left_behind(Use.ANALYSE).exists()


def test_who_may_no_longer_be_read_with_others_is_not_on_the_list(team: Team) -> None:
    excerpt = excerpt_of(team, read_by(team, jay_gives_evidence(), 0), "it would be a week")
    made_again(team, excerpt.working_text)
    submission = excerpt.working_text.part.submission
    take_back_use(None, submission.consent, Use.ANALYSE, submission.reference)
    assert not left_behind(Use.ANALYSE).exists()
