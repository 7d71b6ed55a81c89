"""What was cleared or published is checked again when its text or a policy changes, and stopped where it fails."""

import pytest
from django.test import Client

from cast import JAYS_WORDS, Team, accepted_as_evidence, excerpt_of, jay_gives_evidence, passed_by, read_by
from heard.accounts.rules import NotAllowed
from heard.audit.models import Entry
from heard.inquiry.consent.actions import take_back_use
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.actions import SuggestedRedaction, accept_redactions, suggest_redactions
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.states import IdentifierKind
from heard.protect.disclosure.actions import set_policy
from heard.protect.disclosure.models import DisclosurePolicy
from heard.protect.disclosure.previews import previews
from heard.protect.roster.actions import set_policy as set_policy_of_pseudonyms
from heard.protect.roster.models import Policy
from heard.publish.publications.actions import clear_quotation, publish_quotation, take_down_quotation
from heard.publish.publications.models import Quotation, Stop
from heard.publish.publications.stopping import stopped
from heard.text.spans import Span

pytestmark = pytest.mark.django_db

WEEK = "it would be a week"
WHOSE = "Young person in care"
START = JAYS_WORDS.index("a week")
A_WEEK = SuggestedRedaction(Span(START, START + 6), "time", IdentifierKind.QUASI, "[some days]")


@pytest.fixture(autouse=True)
def few_are_enough(team: Team) -> None:
    set_policy(team.asha, DisclosurePolicy(people_alike=3, why="A test needs few people."))


def cleared(team: Team, text: WorkingText, words: str) -> Quotation:
    return clear_quotation(team.ben, excerpt_of(team, text, words), words, WHOSE)


def published(team: Team, text: WorkingText, words: str) -> Quotation:
    quotation = cleared(team, text, words)
    publish_quotation(team.asha, quotation)
    return quotation


def made_again(team: Team, text: WorkingText) -> WorkingText:
    """The next text of the same part, with “a week” hidden, accepted as evidence and read by two people."""
    redactions = suggest_redactions(team.asha, text.part, [A_WEEK])
    newest = accepted_as_evidence(team, accept_redactions(team.cerys, text.part, redactions))
    for reader in (team.cerys, team.dev):
        passed_by(reader, newest)
    return newest


def place_of_jays(team: Team, instead: str) -> WorkingText:
    """Her text, with these words in the place of the town. Enough other people live where she does."""
    for _other in range(3):
        jay_gives_evidence()
    words = "We lived in Kettlesham then."
    part = jay_gives_evidence(words=words)
    town = SuggestedRedaction(Span(12, 22), "place", IdentifierKind.QUASI, instead)
    return read_by(team, part, 2, suggestions=[town])


def is_public(quotation: Quotation) -> bool:
    return Client().get(f"/quotations/{quotation.pk}/").status_code == 200


def lines(verb: str) -> int:
    return Entry.objects.filter(verb=verb, kind="quotation").count()


def test_words_that_still_stand_are_public_again_once_two_people_have_read_the_new_text(team: Team) -> None:
    text = read_by(team, jay_gives_evidence(), 2)
    quotation = published(team, text, "for two years")
    redactions = suggest_redactions(team.asha, text.part, [A_WEEK])
    newest = accepted_as_evidence(team, accept_redactions(team.cerys, text.part, redactions))
    assert not is_public(quotation)
    for reader in (team.cerys, team.dev):
        passed_by(reader, newest)
    assert is_public(quotation)
    assert not stopped()


@pytest.mark.parametrize("was_public", [True, False])
def test_words_that_were_changed_are_stopped_with_a_line_in_the_audit(team: Team, was_public: bool) -> None:
    text = read_by(team, jay_gives_evidence(), 2)
    quotation = published(team, text, WEEK) if was_public else cleared(team, text, WEEK)
    made_again(team, text)
    assert not is_public(quotation)
    assert stopped() == {quotation.pk}
    assert lines("stop") == 1
    with pytest.raises(NotAllowed, match="do not stand in it any more"):
        publish_quotation(team.asha, quotation)


def test_the_desk_lists_what_was_stopped_and_never_shows_the_words_that_were_hidden(team: Team, client: Client) -> None:
    text = read_by(team, jay_gives_evidence(), 2)
    quotation = published(team, text, WEEK)
    made_again(team, text)
    client.force_login(team.asha)
    assert "Stopped, because a text or a policy is another now" in client.get("/desk/").content.decode()
    for address in ("/desk/quotations/?only=held", "/desk/quotations/", f"/desk/quotations/{quotation.pk}/"):
        page = client.get(address).content.decode()
        assert f"Quotation {quotation.pk}" in page
        assert "do not stand in it any more" in page
        assert "a week" not in page


def test_leaving_off_is_a_decision_with_a_reason(team: Team, client: Client) -> None:
    text = read_by(team, jay_gives_evidence(), 2)
    quotation = published(team, text, WEEK)
    made_again(team, text)
    client.force_login(team.asha)
    assert "Leave these words off" in client.get(f"/desk/quotations/{quotation.pk}/").content.decode()
    client.post(f"/desk/quotations/{quotation.pk}/taking-down/", {"reason": "Her new words say less."})
    assert not stopped()
    assert not is_public(quotation)
    assert lines("leave off") == lines("take down") == 1
    assert "Her new words say less." in client.get(f"/desk/quotations/{quotation.pk}/").content.decode()


@pytest.mark.parametrize("was_public", [True, False])
def test_a_coarser_policy_stops_what_says_more_than_it_prints(team: Team, was_public: bool) -> None:
    text = place_of_jays(team, "[place in the North West]")
    words = "We lived in [place in the North West] then."
    quotation = published(team, text, words) if was_public else cleared(team, text, words)
    set_policy_of_pseudonyms(team.asha, Policy(place_printed="country"))
    assert stopped() == {quotation.pk}
    assert Stop.objects.get().by == team.asha
    assert not is_public(quotation)
    with pytest.raises(NotAllowed, match=r"Write “\[place in England\]”"):
        publish_quotation(team.frank, quotation)


def test_what_passes_again_waits_until_somebody_publishes_it(team: Team) -> None:
    text = place_of_jays(team, "[place in the North West]")
    quotation = published(team, text, "We lived in [place in the North West] then.")
    set_policy_of_pseudonyms(team.asha, Policy(place_printed="country"))
    set_policy_of_pseudonyms(team.asha, Policy(place_printed="region"))
    assert not is_public(quotation)
    publish_quotation(team.frank, quotation)
    assert is_public(quotation)
    assert not stopped()
    assert lines("publish") == 2


def test_what_is_coarse_enough_stays_public(team: Team) -> None:
    quotation = published(team, place_of_jays(team, "[place in England]"), "We lived in [place in England] then.")
    set_policy_of_pseudonyms(team.asha, Policy(place_printed="country"))
    assert is_public(quotation)
    assert not stopped()


def test_more_people_alike_stop_words_that_tell_too_much(team: Team) -> None:
    others = [jay_gives_evidence() for _ in range(3)]
    words = "I am 14 and it rains"
    quotation = published(team, read_by(team, jay_gives_evidence(words=words), 2, suggestions=()), words)
    stricter = DisclosurePolicy(people_alike=len(others) + 2, why="One more than are her age.")
    assert "1 of them would be taken off the public pages" in " ".join(previews(stricter).sentences)
    set_policy(team.asha, stricter)
    assert stopped() == {quotation.pk}
    assert not is_public(quotation)
    set_policy(team.asha, DisclosurePolicy(people_alike=3, why="As before."))
    assert not is_public(quotation)  # until somebody decides
    publish_quotation(team.frank, quotation)
    assert is_public(quotation)


def test_what_somebody_left_off_is_not_stopped_again(team: Team) -> None:
    text = place_of_jays(team, "[place in the North West]")
    quotation = cleared(team, text, "We lived in [place in the North West] then.")
    set_policy_of_pseudonyms(team.asha, Policy(place_printed="country"))
    take_down_quotation(team.efua, quotation, "We quote others.")
    set_policy_of_pseudonyms(team.asha, Policy(place_printed="none"))
    assert not stopped()


@pytest.mark.parametrize("address", ["/desk/quotations/", "/desk/quotations/{}/"])
def test_once_its_giver_ended_quoting_the_desk_says_so_and_not_the_words(
    team: Team, client: Client, address: str
) -> None:
    quotation = cleared(team, read_by(team, jay_gives_evidence(), 2), WEEK)
    client.force_login(team.frank)
    assert WEEK in client.get(address.format(quotation.pk)).content.decode()
    submission = quotation.excerpt.working_text.part.submission
    take_back_use(None, submission.consent, Use.QUOTE_UNNAMED, submission.reference)
    page = client.get(address.format(quotation.pk)).content.decode()
    assert "no longer agrees to be quoted" in page
    assert WEEK not in page


def test_while_something_in_its_text_waits_to_be_decided_the_desk_does_not_show_the_words(
    team: Team, client: Client
) -> None:
    text = read_by(team, jay_gives_evidence(), 2)
    quotation = cleared(team, text, WEEK)
    suggest_redactions(team.asha, text.part, [A_WEEK])
    client.force_login(team.ben)
    page = client.get(f"/desk/quotations/{quotation.pk}/").content.decode()
    assert "waits to be decided" in page
    assert WEEK not in page
