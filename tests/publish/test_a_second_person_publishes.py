"""Nothing becomes public by one person: whoever made or accepted it does not publish it, and is told who can."""

import pytest
from django.test import Client

from cast import Team, accepted_theme, appointed, excerpt_of, jay_gives_evidence, read_by
from heard.accounts.rules import NotAllowed
from heard.collect.evidence_sessions.actions import NotesFile, import_session_notes
from heard.collect.evidence_sessions.models import EvidenceSession
from heard.inquiry.inquiries.actions import end_appointment
from heard.inquiry.inquiries.models import TeamMember
from heard.inquiry.inquiries.states import Role
from heard.publish.publications.actions import clear_quotation, publish_session_notes, publish_theme
from heard.publish.publications.queries import published_sessions, published_themes
from heard.publish.publications.rules import can_publish_session_notes, can_publish_theme
from heard.understand.codebook.actions import accept_theme, suggest_theme

pytestmark = pytest.mark.django_db

THEME = ("Lost belongings", "What does not come along.")
NOTES = NotesFile("notes.txt", b"Session on moving\n\nWhat we heard\n\nMoves come without warning.\n")


def session_taken_in(team: Team) -> EvidenceSession:
    return import_session_notes(team.asha, "moving", "A session on moving", NOTES)


def test_whoever_accepted_a_theme_does_not_publish_it(team: Team) -> None:
    theme = suggest_theme(team.ben, *THEME)
    accept_theme(team.asha, theme)
    assert not can_publish_theme(team.asha, theme)
    with pytest.raises(NotAllowed, match=r"You accepted this .* Somebody else has to publish this\. Frank Lowe can\."):
        publish_theme(team.asha, theme)
    publish_theme(team.frank, theme)
    assert list(published_themes()) == [theme]


def test_nor_does_whoever_put_it_forward(team: Team) -> None:
    theme = suggest_theme(team.asha, *THEME)
    accept_theme(team.ben, theme)
    with pytest.raises(NotAllowed, match="You put this theme forward"):
        publish_theme(team.asha, theme)
    assert not published_themes().exists()


def test_a_theme_is_not_published_beforehand_and_accepted_afterwards(team: Team) -> None:
    theme = suggest_theme(None, *THEME)
    with pytest.raises(NotAllowed, match="Nobody has accepted this theme yet"):
        publish_theme(team.asha, theme)
    accept_theme(team.asha, theme)
    assert not published_themes().exists()


def test_whoever_took_notes_in_does_not_publish_them(team: Team) -> None:
    session = session_taken_in(team)
    assert not can_publish_session_notes(team.asha, session)
    with pytest.raises(NotAllowed, match=r"You took these notes in\. Somebody else .* Frank Lowe can\."):
        publish_session_notes(team.asha, session)
    publish_session_notes(team.frank, session)
    assert list(published_sessions()) == [session]


def test_a_session_without_notes_is_not_published_beforehand(team: Team) -> None:
    with pytest.raises(NotAllowed, match="no notes of this session yet"):
        publish_session_notes(team.asha, EvidenceSession.objects.create(slug="north", title="North"))


def test_a_secretariat_of_two_publishes_what_one_of_them_accepted(team: Team) -> None:
    """A charity without an analyst or a chair: one does the work, the other publishes."""
    hana = appointed(team.asha, "hana@example.org", "Hana Cole", Role.SECRETARIAT)
    theme = suggest_theme(team.asha, *THEME)
    accept_theme(team.asha, theme)
    assert publish_theme(hana, theme).by == hana


def test_whoever_is_alone_is_told_what_has_to_be_done(team: Team) -> None:
    end_appointment(team.asha, TeamMember.objects.get(user=team.frank), "Elected elsewhere.")
    theme = suggest_theme(team.asha, *THEME)
    accept_theme(team.asha, theme)
    with pytest.raises(NotAllowed, match="Nobody else can yet: the secretariat has to appoint somebody first"):
        publish_theme(team.asha, theme)


@pytest.mark.parametrize("name", ["ben", "cerys", "dev", "efua", "greta"])
def test_the_rest_of_the_team_publishes_nothing(team: Team, name: str) -> None:
    assert not can_publish_theme(getattr(team, name), accepted_theme(team))
    assert not can_publish_session_notes(getattr(team, name), session_taken_in(team))


def test_the_desk_says_why_there_is_no_button_to_publish_words(team: Team, client: Client) -> None:
    text = read_by(team, jay_gives_evidence(), 2)
    quotation = clear_quotation(team.asha, excerpt_of(team, text, "a week"), "a week", "Young person")
    client.force_login(team.asha)
    page = client.get(f"/desk/quotations/{quotation.pk}/").content.decode()
    assert "You cleared this quotation. Somebody else has to publish this. Frank Lowe can." in page
    assert "Publish these words" not in page
    client.force_login(team.frank)
    page = client.get(f"/desk/quotations/{quotation.pk}/").content.decode()
    assert "Publish these words" in page
    assert "Somebody else has to publish" not in page
