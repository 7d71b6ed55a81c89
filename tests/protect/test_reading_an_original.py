"""An original is read beside what others will see: software and people suggest, named people decide."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from cast import (
    JAYS_WORDS,
    JAYS_WORKING_TEXT,
    KETTLESHAM,
    NADIA,
    WHAT_GIVES_JAY_AWAY,
    Team,
    jay_gives_evidence,
    read_by,
)
from heard.accounts.rules import NotAllowed
from heard.audit.models import Entry
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.protect.deidentification.actions import (
    agree_with_redactions,
    make_working_text,
    open_original,
    reject_redactions,
    suggest_redactions,
)
from heard.protect.deidentification.models import Redaction, WorkingText
from heard.protect.deidentification.queries import open_redactions_of, redactions_of, working_text_of
from heard.protect.deidentification.rules import can_make_working_text, can_reject_redaction
from heard.protect.deidentification.states import IdentifierKind
from heard.protect.deidentification.suggesting import bracketed, suggest_by_software, suggest_words
from heard.protect.evidence_desk.pages import ReadingPage, stretches
from heard.text.errors import BadInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(team: Team) -> Part:
    return jay_gives_evidence()


@pytest.fixture
def suggested(team: Team, part: Part) -> list[Redaction]:
    return suggest_redactions(team.asha, part, WHAT_GIVES_JAY_AWAY)


def page_for(team: Team, part: Part) -> ReadingPage:
    return ReadingPage(part, open_original(team.cerys, part, "reading it"), team.cerys)


class Reader:
    """Somebody at the desk with one original open."""

    def __init__(self, client: Client, user: object, part: Part) -> None:
        self.client, self.part = client, part
        self.base = f"/desk/evidence/{part.submission.reference}/"
        client.force_login(user)  # type: ignore[arg-type]
        opened = client.post(f"{self.base}original/{part.number}/", {"use": "reading it"})
        self.address = opened["Location"]
        self.given = parse_qs(urlsplit(self.address).query)["pass"][0]

    def page(self) -> str:
        return self.client.get(self.address).content.decode()

    def do(self, what: str, **told: object) -> str:
        told = {"pass": self.given} | told
        answer = self.client.post(f"{self.base}reading/{self.part.number}/{what}/", told, follow=True)
        return answer.content.decode()


@pytest.fixture
def reader(client: Client, team: Team, part: Part) -> Reader:
    return Reader(client, team.cerys, part)


# Deciding


def test_deciding_makes_no_working_text_until_everything_is_decided(
    team: Team, part: Part, suggested: list[Redaction]
) -> None:
    agree_with_redactions(team.cerys, part, suggested[:1])
    assert working_text_of(part) is None
    assert not can_make_working_text(team.cerys, part)
    agree_with_redactions(team.cerys, part, suggested[1:])
    assert make_working_text(team.cerys, part).text == JAYS_WORKING_TEXT


def test_what_is_rejected_stays_as_it_was_said(team: Team, part: Part, suggested: list[Redaction]) -> None:
    name, place = suggested
    agree_with_redactions(team.cerys, part, [name])
    reject_redactions(team.cerys, part, [place])
    text = make_working_text(team.cerys, part).text
    assert "Kettlesham" in text
    assert "Nadia" not in text


def test_a_mind_is_changed_until_the_text_is_made(team: Team, part: Part, suggested: list[Redaction]) -> None:
    agree_with_redactions(team.cerys, part, suggested)
    reject_redactions(team.dev, part, suggested)
    agree_with_redactions(team.cerys, part, suggested)
    make_working_text(team.cerys, part)
    with pytest.raises(NotAllowed, match="made with this already"):
        reject_redactions(team.dev, part, suggested)


def test_whoever_suggested_it_may_take_it_back_but_not_accept_it(
    team: Team, part: Part, suggested: list[Redaction]
) -> None:
    with pytest.raises(NotAllowed, match="Somebody else"):
        agree_with_redactions(team.asha, part, suggested)
    assert can_reject_redaction(team.asha, suggested[0])
    assert not can_reject_redaction(team.ben, suggested[0])


def test_a_file_whose_words_nobody_has_has_no_working_text(team: Team, part: Part) -> None:
    withdraw(None, part.submission)
    part.refresh_from_db()
    assert not can_make_working_text(team.cerys, part)


# Suggesting


def test_the_software_suggests_and_one_person_accepts(team: Team, part: Part) -> None:
    made = suggest_by_software(team.cerys, part)
    assert NADIA in [redaction.span for redaction in made]
    assert {redaction.suggested_by for redaction in made} == {None}
    agree_with_redactions(team.cerys, part, made)
    assert "Nadia" not in make_working_text(team.cerys, part).text


def test_what_was_suggested_or_rejected_before_is_not_suggested_again(team: Team, part: Part) -> None:
    reject_redactions(team.cerys, part, suggest_by_software(team.cerys, part))
    assert suggest_by_software(team.dev, part) == []


def test_words_are_hidden_wherever_they_stand_as_words(team: Team) -> None:
    part = jay_gives_evidence(words="May came in May. Maybe May’s mother came.")
    assert suggest_words(team.cerys, part, " May ", "name", IdentifierKind.DIRECT, None) == 3
    assert {redaction.replacement for redaction in redactions_of(part)} == {"[name]"}


def test_or_only_where_they_were_marked(team: Team) -> None:
    words = "🏠 May came in May."
    part = jay_gives_evidence(words=words)
    suggest_words(team.cerys, part, "May", "month", IdentifierKind.QUASI, words.rindex("May"))
    assert redactions_of(part).get().start == 14


@pytest.mark.parametrize(("words", "at"), [("Bob", None), ("nadia", None), ("Nadia", 3), ("  ", None)])
def test_words_that_are_not_there_are_told(team: Team, part: Part, words: str, at: int | None) -> None:
    with pytest.raises(BadInput, match="not in the original"):
        suggest_words(team.cerys, part, words, "name", IdentifierKind.DIRECT, at)


def test_what_is_suggested_already_is_told_and_what_was_rejected_may_be_suggested_afresh(
    team: Team, part: Part, suggested: list[Redaction]
) -> None:
    with pytest.raises(BadInput, match="suggested already"):
        suggest_words(team.cerys, part, "worker Nadia said", "name", IdentifierKind.DIRECT, None)
    reject_redactions(team.cerys, part, suggested)
    assert suggest_words(team.dev, part, "Nadia", "worker", IdentifierKind.DIRECT, None) == 1
    assert redactions_of(part).get(start=NADIA.start).replacement == "[worker]"


@pytest.mark.parametrize("typed", ["foster carer", "[foster carer]", " [ foster carer ] "])
def test_what_is_ours_stands_in_brackets(typed: str) -> None:
    assert bracketed(typed) == "[foster carer]"


# Side by side


def test_both_sides_are_cut_into_the_same_stretches_and_lose_nothing(
    team: Team, part: Part, suggested: list[Redaction]
) -> None:
    twins = page_for(team, part).twins
    assert "".join(twin.original for twin in twins) == JAYS_WORDS
    assert "".join(twin.seen for twin in twins) == JAYS_WORKING_TEXT
    assert [twin.number for twin in twins] == list(range(len(twins)))
    assert all(JAYS_WORDS.startswith(twin.original, twin.at) for twin in twins)
    assert [twin.at for twin in twins if twin.redaction] == [NADIA.start, KETTLESHAM.start]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One. Two? “Three!” Four", ["One. ", "Two? ", "“Three!” ", "Four"]),
        ("a poem\n\n   in lines\n", ["a poem\n\n", "   in lines\n"]),
        ("www.example.org is 3.5 miles", ["www.example.org is 3.5 miles"]),
        ("", []),
    ],
)
def test_a_stretch_ends_with_its_sentence_or_line(text: str, cut: list[str]) -> None:
    assert list(stretches(text)) == cut


def test_what_was_rejected_is_shown_as_it_came(team: Team, part: Part, suggested: list[Redaction]) -> None:
    reject_redactions(team.cerys, part, suggested)
    page = page_for(team, part)
    assert "".join(twin.seen for twin in page.twins) == JAYS_WORDS
    assert [each.twin for each in page.suggestions] == [None, None]
    assert not page.is_made


def test_the_right_side_says_when_it_is_what_others_see(team: Team, part: Part, suggested: list[Redaction]) -> None:
    assert not page_for(team, part).is_made
    agree_with_redactions(team.cerys, part, suggested)
    assert page_for(team, part).may_make
    make_working_text(team.cerys, part)
    assert page_for(team, part).is_made


# At the desk


def test_it_is_read_suggested_decided_and_made_at_the_desk(reader: Reader, part: Part, team: Team) -> None:
    assert "Nothing is suggested yet" in reader.page()
    assert "The software suggests" in reader.do("software")
    left = open_redactions_of(part).count()
    assert left > 0
    reader.do("deciding", decision="accept", redaction=str(open_redactions_of(part)[0].pk))
    assert open_redactions_of(part).count() == left - 1
    reader.do("deciding", decision="accept", redaction="all")
    assert "The working text is made" in reader.do("making")
    text = working_text_of(part)
    assert text is not None
    assert "Nadia" not in text.text
    asked = reader.client.post(f"{reader.base}passing/1/")
    assert "Answer this before you pass the text." in asked.content.decode()
    reader.client.post(f"{reader.base}passing/1/", {"answer": "no"})
    assert text.readings.get().by == team.cerys


def test_all_of_it_is_one_opening(reader: Reader) -> None:
    for _ in range(3):
        assert "Nadia" in reader.page()
    reader.do("software")
    assert Entry.objects.filter(verb="open original").count() == 1


def test_what_i_suggest_waits_for_somebody_else(reader: Reader, part: Part, team: Team) -> None:
    told = {"words": "a week", "instead": "a while", "kind": "quasi", "everywhere": "on"}
    assert "waits for somebody else" in reader.do("suggesting", **told)
    reader.do("deciding", decision="accept", redaction="all")
    assert open_redactions_of(part).count() == 1
    assert "Some suggestions wait" in reader.do("making")
    Reader(reader.client, team.dev, part).do("deciding", decision="accept", redaction="all")
    assert not open_redactions_of(part).exists()


def test_a_form_to_mend_keeps_the_original_open_and_what_was_typed(reader: Reader) -> None:
    page = reader.do("suggesting", words="a month", instead="", kind="quasi")
    assert "Say what stands in their place." in page
    assert "a month" in page
    assert "Nadia" in page
    assert "not in the original" in reader.do("suggesting", words="a month", instead="while", kind="quasi")


@pytest.mark.parametrize("what", ["deciding", "suggesting", "software", "making"])
def test_nothing_is_done_to_an_original_that_is_not_open(reader: Reader, team: Team, what: str) -> None:
    given = reader.given
    reader.client.force_login(team.dev)  # the pass is Cerys's
    page = reader.do(what, **{"pass": given})
    assert "This original is closed" in page
    assert "Nadia" not in page
    assert not WorkingText.objects.exists()


@pytest.mark.parametrize("given", ["", "?pass=nonsense"])
def test_an_address_alone_opens_nothing(reader: Reader, given: str) -> None:
    page = reader.client.get(f"{reader.base}reading/1/{given}", follow=True).content.decode()
    assert "This original is closed" in page
    assert "Nadia" not in page


@pytest.mark.parametrize("redaction", ["", "0", "all", "1 OR 1", "99999"])
def test_nonsense_decides_nothing(reader: Reader, redaction: str) -> None:
    assert "Reading" in reader.do("deciding", decision="accept", redaction=redaction)
    assert not Redaction.objects.exists()


def test_a_decision_leads_to_the_next_suggestion(reader: Reader, part: Part, team: Team) -> None:
    first, second = suggest_redactions(team.asha, part, WHAT_GIVES_JAY_AWAY)
    told = {"pass": reader.given, "decision": "reject"}
    address = f"{reader.base}reading/1/deciding/"
    assert reader.client.post(address, told | {"redaction": str(first.pk)})["Location"].endswith(f"#r{second.pk}")
    assert reader.client.post(address, told | {"redaction": str(second.pk)})["Location"].endswith("#making")


def test_a_long_text_is_looked_through_by_rules_and_the_page_says_so(client: Client, team: Team) -> None:
    part = jay_gives_evidence(words="My number is 07700 900123. " + "It went on and on. " * 600)
    reader = Reader(client, team.cerys, part)
    assert "rules and lists alone" in reader.page()
    reader.do("software")
    assert redactions_of(part).filter(category="phone").exists()


def test_it_is_accepted_and_opened_again_at_the_desk(client: Client, team: Team, part: Part) -> None:
    client.force_login(team.cerys)
    base = f"/desk/evidence/{part.submission.reference}/"
    assert "Not all of it is read yet" in client.post(base + "accepting/", follow=True).content.decode()
    read_by(team, part, 0)
    assert "Cerys Pugh accepted this as evidence" in client.post(base + "accepting/", follow=True).content.decode()
    assert "accepted this as evidence" not in client.post(base + "reopening/", follow=True).content.decode()


def test_it_is_given_to_a_colleague_on_its_page(client: Client, team: Team, part: Part) -> None:
    client.force_login(team.cerys)
    base = f"/desk/evidence/{part.submission.reference}/"
    page = client.post(base + "assigning/", {"to": str(team.dev.pk)}, follow=True).content.decode()
    assert "Dev Anand has it" in page
    assert "Nobody has it" in client.post(base + "assigning/", {"to": "nobody"}, follow=True).content.decode()
    assert "Nobody has it" in client.post(base + "assigning/", {"to": str(team.ben.pk)}, follow=True).content.decode()


def test_take_the_next_one_goes_to_it(client: Client, team: Team, part: Part) -> None:
    client.force_login(team.cerys)
    assert client.post("/desk/evidence/next/")["Location"] == f"/desk/evidence/{part.submission.reference}/"
    assert "Nothing waits" in client.post("/desk/evidence/next/", follow=True).content.decode()
