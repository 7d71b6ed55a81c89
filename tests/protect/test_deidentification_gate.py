"""Only what was accepted, looked through again and decided leaves `protect`; and no finer than the policy says."""

import pytest
from django.test import Client

from cast import (
    WHAT_GIVES_JAY_AWAY,
    Team,
    accepted_as_evidence,
    accepted_theme,
    excerpt_of,
    jay_gives_evidence,
    passed_by,
    read_by,
)
from heard.accounts.rules import NotAllowed
from heard.collect.evidence.actions import GivenEvidence, GivenPart, receive_submission
from heard.collect.evidence.models import Part
from heard.collect.evidence.states import Channel, DetailKind
from heard.inquiry.consent.actions import take_back_use
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import SpeakingAs
from heard.protect.deidentification.actions import (
    SuggestedRedaction,
    accept,
    accept_redactions,
    agree_with_redactions,
    make_working_text,
    reject_redactions,
    reopen,
    suggest_redactions,
)
from heard.protect.deidentification.models import SecondLook, WorkingText
from heard.protect.deidentification.queries import (
    counts,
    open_redactions_of,
    redactions_of,
    texts_that_count,
    texts_to_look_at_again,
    working_text_of,
)
from heard.protect.deidentification.second_looks import look_again_at_next
from heard.protect.deidentification.states import IdentifierKind
from heard.protect.roster.actions import NewEntry, add_entry, set_policy
from heard.protect.roster.models import Policy
from heard.protect.roster.states import Kind, PersonRole
from heard.publish.publications.actions import clear_quotation, publish_quotation
from heard.publish.publications.queries import published_quotations
from heard.text.errors import BadInput
from heard.text.spans import Span
from heard.understand.coding.actions import mark_excerpt
from heard.understand.coding.queries import count_heard, excerpts_for

pytestmark = pytest.mark.django_db

SAID = "said it would be a week"


def quoted(team: Team, part: Part) -> WorkingText:
    text = read_by(team, part, 2)
    quotation = clear_quotation(team.ben, excerpt_of(team, text, SAID), SAID, "Young person")
    publish_quotation(team.asha, quotation)
    assert published_quotations().exists()
    return text


# What counts for later stages


def test_a_text_counts_from_when_its_submission_is_accepted_until_it_is_opened_again(team: Team) -> None:
    text = read_by(team, jay_gives_evidence(), 2)
    assert not counts(text, Use.ANALYSE)
    with pytest.raises(BadInput, match="not accepted as evidence"):
        mark_excerpt(team.ben, text, Span(0, 5))
    accepted_as_evidence(team, text)
    assert counts(text, Use.ANALYSE)
    reopen(team.cerys, text.part.submission)
    assert not counts(text, Use.ANALYSE)


def test_what_was_marked_is_not_read_while_it_is_open_again(team: Team) -> None:
    theme = accepted_theme(team)
    text = read_by(team, jay_gives_evidence(), 0)
    excerpt_of(team, text, SAID, theme)
    assert count_heard(theme).people == 1
    reopen(team.cerys, text.part.submission)
    assert count_heard(theme).people == 0
    assert not excerpts_for(Use.ANALYSE).exists()


def test_only_the_newest_text_counts(team: Team) -> None:
    part = jay_gives_evidence()
    old = accepted_as_evidence(team, read_by(team, part, 0))
    week = SuggestedRedaction(Span(34, 40), "time", IdentifierKind.QUASI, "[some days]")
    new = accept_redactions(team.cerys, part, suggest_redactions(team.asha, part, [week]))
    assert not counts(old, Use.ANALYSE)
    assert not counts(new, Use.ANALYSE)  # nobody looked through it again yet
    assert look_again_at_next()
    assert counts(new, Use.ANALYSE)


def test_only_for_the_use_its_giver_allows(team: Team) -> None:
    text = accepted_as_evidence(team, read_by(team, jay_gives_evidence(Use.ANALYSE), 0))
    assert counts(text, Use.ANALYSE)
    assert not counts(text, Use.QUOTE_UNNAMED)
    submission = text.part.submission
    take_back_use(None, submission.consent, Use.ANALYSE, submission.reference)
    assert not texts_that_count(Use.ANALYSE).exists()


def test_something_to_decide_holds_the_text_back_and_takes_its_words_off_the_pages(team: Team) -> None:
    part = jay_gives_evidence()
    quoted(team, part)
    week = SuggestedRedaction(Span(34, 40), "time", IdentifierKind.QUASI, "[some days]")
    made = suggest_redactions(team.dev, part, [week])
    assert not texts_that_count(Use.ANALYSE).exists()
    assert not published_quotations().exists()
    reject_redactions(team.cerys, part, made)
    assert published_quotations().exists()


def test_a_text_nobody_accepted_is_not_cleared_for_print(team: Team) -> None:
    text = read_by(team, jay_gives_evidence(), 2)
    excerpt = excerpt_of(team, text, SAID)
    reopen(team.cerys, text.part.submission)
    with pytest.raises(NotAllowed, match="not accepted as evidence"):
        clear_quotation(team.ben, excerpt, SAID, "Young person")


# The second look


def test_making_a_text_looks_again_and_what_it_finds_waits_for_a_person(team: Team) -> None:
    part = jay_gives_evidence()
    (name, town) = suggest_redactions(None, part, WHAT_GIVES_JAY_AWAY)
    town.delete()
    agree_with_redactions(team.cerys, part, [name])
    with pytest.raises(NotAllowed, match="looked again and found"):
        make_working_text(team.cerys, part)
    assert working_text_of(part) is None
    assert "Kettlesham" in [each.span.of(words(part)) for each in open_redactions_of(part)]
    reject_redactions(team.cerys, part, open_redactions_of(part))
    assert "Kettlesham" in make_working_text(team.cerys, part).text
    assert SecondLook.objects.count() == 1


def words(part: Part) -> str:
    from heard.collect.evidence.raw import open_sealed

    return open_sealed(part).text


def test_accepting_looks_again_at_what_was_made_otherwise(team: Team) -> None:
    part = jay_gives_evidence()
    accept_redactions(team.cerys, part, [])
    with pytest.raises(NotAllowed, match="nobody has decided"):
        accept(team.cerys, part.submission)
    assert open_redactions_of(part).count() >= 2
    agree_with_redactions(team.cerys, part, open_redactions_of(part))
    make_working_text(team.cerys, part)
    accept(team.cerys, part.submission)


def test_the_givers_own_names_are_looked_for_in_their_words(team: Team) -> None:
    given = GivenEvidence(
        parts=(GivenPart("they said wrenfield girls never listen, and kezzer least of all"),),
        channel=Channel.WEB_FORM,
        received_on=jay_gives_evidence().submission.received_on,
        speaking_as=SpeakingAs.OWN_EXPERIENCE,
        uses=(Use.ANALYSE,),
        details={DetailKind.NAME_TO_PRINT: "Keziah Wrenfield", DetailKind.HOW_TO_REACH: "kezzer@example.org"},
    )
    part = receive_submission(None, given).parts.get()
    with pytest.raises(NotAllowed, match="looked again"):
        make_working_text(team.cerys, part)
    told = {each.span.of(words(part)): each.replacement for each in open_redactions_of(part)}
    assert told["wrenfield"] == told["kezzer"] == "[contributor]"


def test_when_the_roster_grows_texts_are_looked_through_again(team: Team) -> None:
    part = jay_gives_evidence(words="it was bracken who came and it was bracken who left")
    text = quoted_words(team, part, "who left")
    assert not texts_to_look_at_again().exists()
    assert not look_again_at_next()
    add_entry(team.cerys, NewEntry("Bracken Ludd", Kind.PERSON, PersonRole.SOCIAL_WORKER, ("bracken who came",)))
    assert list(texts_to_look_at_again()) == [text]
    assert published_quotations().exists()  # until something is found
    assert look_again_at_next()
    assert {each.replacement for each in open_redactions_of(part)} == {"[social worker 1]"}
    assert not published_quotations().exists()
    assert not look_again_at_next()  # it waits for a person now


def quoted_words(team: Team, part: Part, said: str) -> WorkingText:
    text = accept_redactions(team.cerys, part, [])
    for reader in (team.cerys, team.dev):
        passed_by(reader, text)
    publish_quotation(team.asha, clear_quotation(team.ben, excerpt_of(team, text, said), said, "Young person"))
    return text


# As fine as may be printed


@pytest.fixture
def dated(team: Team) -> WorkingText:
    part = jay_gives_evidence(*Use, words="It was 12 March 2019 when they moved me away.")
    made = SuggestedRedaction(Span(7, 20), "date", IdentifierKind.QUASI, "[March 2019]")
    text = accept_redactions(team.cerys, part, suggest_redactions(None, part, [made]))
    for reader in (team.cerys, team.dev):
        passed_by(reader, text)
    return text


def test_what_is_finer_than_may_be_printed_is_not_cleared(team: Team, dated: WorkingText) -> None:
    excerpt = excerpt_of(team, dated, dated.text)
    with pytest.raises(BadInput, match="Write “\\[date\\]” in its place"):
        clear_quotation(team.ben, excerpt, dated.text, "Young person")
    coarse = dated.text.replace("[March 2019]", "[date]")
    assert clear_quotation(team.ben, excerpt, coarse, "Young person").text == coarse
    set_policy(team.asha, Policy(date_printed="month"))
    assert clear_quotation(team.ben, excerpt, dated.text, "Young person").text == dated.text


def test_the_whole_is_shown_as_coarse_as_may_be(client: Client, team: Team, dated: WorkingText) -> None:
    said = "when they moved me away"
    quotation = clear_quotation(team.ben, excerpt_of(team, dated, said), said, "Young person")
    publish_quotation(team.asha, quotation)
    page = client.get(f"/quotations/{quotation.pk}/").content.decode()
    assert "[date]" in page
    assert "2019" not in page
    assert redactions_of(dated.part).get().replacement == "[March 2019]"
