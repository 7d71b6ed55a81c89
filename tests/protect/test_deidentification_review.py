"""Reviewing suggestions: changed, moved, undone; called alike throughout; logged; and what was hidden stays hidden."""

import csv
from io import StringIO

import pytest
from django.test import Client
from test_reading_an_original import Reader

from cast import JAYS_WORDS, KETTLESHAM, NADIA, WHAT_GIVES_JAY_AWAY, Team, jay_gives_evidence, passed_by, read_by
from heard.accounts.rules import NotAllowed
from heard.approvals.actions import agree
from heard.approvals.models import Approval
from heard.audit.models import Entry
from heard.collect.evidence.actions import GivenEvidence, GivenPart, receive_submission, withdraw
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.states import Channel
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import SpeakingAs
from heard.protect.deidentification.actions import (
    SuggestedRedaction,
    accept_redactions,
    agree_with_redactions,
    answer_rare_facts,
    make_working_text,
    pass_working_text,
    reject_redactions,
    suggest_redactions,
    unredact,
)
from heard.protect.deidentification.changing import change_redaction, move_edge, moved_span
from heard.protect.deidentification.models import Pseudonym, Redaction, ReplacementLine, ReviewStep, WorkingText
from heard.protect.deidentification.pseudonyms import open_rows, rows
from heard.protect.deidentification.queries import is_fit_for_print, open_redactions_of, redactions_of, working_text_of
from heard.protect.deidentification.second_persons import THE_LOG
from heard.protect.deidentification.states import EXPORT_LOG, Act, IdentifierKind, Recognisable
from heard.protect.deidentification.steps import stretch_label, undo_last_step
from heard.protect.deidentification.suggesting import suggest_by_software, suggest_words
from heard.protect.evidence_desk.actions import ask_to_show, open_key_table
from heard.protect.roster.actions import NewEntry, add_entry, set_policy
from heard.protect.roster.models import Policy
from heard.protect.roster.states import Kind, PersonRole, Style
from heard.text.errors import BadInput
from heard.text.spans import Span
from stolen import found_in, whole_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(team: Team) -> Part:
    return jay_gives_evidence()


@pytest.fixture
def nadia(team: Team, part: Part) -> Redaction:
    (made,) = suggest_redactions(None, part, WHAT_GIVES_JAY_AWAY[:1])
    return made


def words_of(redaction: Redaction) -> str:
    redaction.refresh_from_db()
    return redaction.span.of(JAYS_WORDS)


# Changing


def test_a_suggestion_takes_in_and_lets_go_a_word_at_either_end(team: Team, nadia: Redaction) -> None:
    for edge, outwards, then in (
        ("start", True, "worker Nadia"),
        ("start", True, "social worker Nadia"),
        ("end", True, "social worker Nadia said"),
        ("end", False, "social worker Nadia"),
        ("start", False, "worker Nadia"),
    ):
        move_edge(team.cerys, nadia, edge, outwards=outwards)
        assert words_of(nadia) == then


def test_a_suggestion_keeps_a_word_and_never_runs_into_another(team: Team, part: Part, nadia: Redaction) -> None:
    with pytest.raises(BadInput, match="no more room"):
        move_edge(team.cerys, nadia, "end", outwards=False)
    beside = SuggestedRedaction(Span(NADIA.end + 1, NADIA.end + 5), "words", IdentifierKind.QUASI, "[told]")
    suggest_redactions(None, part, [beside])
    with pytest.raises(BadInput, match="no more room"):
        move_edge(team.cerys, nadia, "end", outwards=True)


@pytest.mark.parametrize("edge", ["start", "end"])
def test_there_is_nothing_beyond_the_text(edge: str) -> None:
    assert moved_span("Nadia", Span(0, 5), edge, outwards=True) is None


def test_what_is_changed_is_open_again(team: Team, part: Part, nadia: Redaction) -> None:
    agree_with_redactions(team.cerys, part, [nadia])
    move_edge(team.cerys, nadia, "start", outwards=True)
    assert list(open_redactions_of(part)) == [nadia]


def test_other_words_and_another_category_wherever_the_same_words_are_suggested(team: Team) -> None:
    part = jay_gives_evidence(words="May came. Then may went, and May’s dog.")
    suggest_words(team.asha, part, "May", "name", IdentifierKind.DIRECT, None)
    suggest_words(team.asha, part, "may", "name", IdentifierKind.DIRECT, None)
    first = redactions_of(part).order_by("start")[0]
    assert change_redaction(team.cerys, first, "place", " [a town] ", everywhere=True) == 3
    told = set(redactions_of(part).values_list("category", "replacement", "kind"))
    assert told == {("place", "[a town]", "quasi")}


@pytest.mark.parametrize(("category", "instead", "why"), [("dragon", "x", "Choose"), ("name", " [] ", "Say what")])
def test_what_makes_no_sense_is_told(team: Team, nadia: Redaction, category: str, instead: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        change_redaction(team.cerys, nadia, category, instead, everywhere=True)


# Undoing


def test_the_last_step_is_undone_and_then_the_one_before(team: Team, part: Part, nadia: Redaction) -> None:
    change_redaction(team.cerys, nadia, "role", "worker", everywhere=False)
    agree_with_redactions(team.cerys, part, [nadia])
    undo_last_step(team.cerys, part)
    assert redactions_of(part).get().is_open
    undo_last_step(team.cerys, part)
    told = redactions_of(part).get()
    assert (told.category, told.replacement) == ("person", "[name]")
    with pytest.raises(NotAllowed, match="nothing to undo"):
        undo_last_step(team.cerys, part)


def test_a_rejection_and_what_was_added_are_undone(team: Team, part: Part, nadia: Redaction) -> None:
    reject_redactions(team.cerys, part, [nadia])
    suggest_words(team.cerys, part, "two years", "some years", IdentifierKind.QUASI, None)
    undo_last_step(team.cerys, part)
    assert redactions_of(part).get().is_rejected
    undo_last_step(team.cerys, part)
    assert redactions_of(part).get().is_open


def test_nobody_undoes_what_a_colleague_did(team: Team, part: Part, nadia: Redaction) -> None:
    reject_redactions(team.cerys, part, [nadia])
    with pytest.raises(NotAllowed, match="Cerys Pugh decided something"):
        undo_last_step(team.dev, part)


def test_once_the_text_is_made_nothing_is_undone(team: Team, part: Part) -> None:
    suggest_redactions(None, part, WHAT_GIVES_JAY_AWAY)
    agree_with_redactions(team.cerys, part, open_redactions_of(part))
    make_working_text(team.cerys, part)
    assert not ReviewStep.objects.exists()


# Pseudonyms, alike throughout


def two_parts(first: str, second: str) -> Submission:
    given = GivenEvidence(
        parts=(GivenPart(first), GivenPart(second)),
        channel=Channel.WEB_FORM,
        received_on=jay_gives_evidence().submission.received_on,
        speaking_as=SpeakingAs.OWN_EXPERIENCE,
        uses=(Use.ANALYSE, Use.QUOTE_UNNAMED),
    )
    return receive_submission(None, given)


def suggested(team: Team, part: Part) -> dict[str, str]:
    """What the software suggests, by the words of the original, in small letters."""
    from heard.collect.evidence.raw import open_sealed

    text = open_sealed(part).text
    return {each.span.of(text).lower(): each.replacement for each in suggest_by_software(team.cerys, part)}


def test_one_person_has_one_pseudonym_in_all_parts(team: Team) -> None:
    one, two = two_parts("My sister Tamsin and my sister Roisin came.", "I saw Roisin. Tamsin was gone.").parts.all()
    first, second = suggested(team, one), suggested(team, two)
    assert first["tamsin"] != first["roisin"]
    assert second == {name: first[name] for name in ("roisin", "tamsin")}


def test_the_policy_says_whose_they_are(team: Team) -> None:
    set_policy(team.asha, Policy(style=Style.WITH_CONTRIBUTOR))
    part = jay_gives_evidence(words="My sister Tamsin came.")
    assert suggested(team, part)["tamsin"] == f"[sister of P-{part.submission.contributor_id:04}]"


def test_the_rosters_pseudonym_holds_across_contributors_and_is_nobody_elses(team: Team) -> None:
    add_entry(team.cerys, NewEntry("Beryl Quillfeather", Kind.PERSON, PersonRole.FOSTER_CARER, called="foster carer"))
    one, two = (jay_gives_evidence(words=f"My foster carer {name} and Beryl Quillfeather.") for name in ("Roz", "Jo"))
    for part, other in ((one, "roz"), (two, "jo")):
        found = suggested(team, part)
        assert found["beryl quillfeather"] == "[foster carer]"
        assert found[other] == "[foster carer 2]"


def test_the_words_a_reviewer_chose_hold_in_the_next_part(team: Team) -> None:
    one, two = two_parts("My sister Tamsin came.", "Tamsin went.").parts.all()
    suggest_by_software(team.cerys, one)
    change_redaction(team.cerys, redactions_of(one).get(), "name", "my twin", everywhere=True)
    agree_with_redactions(team.cerys, one, open_redactions_of(one))
    make_working_text(team.cerys, one)
    assert suggested(team, two)["tamsin"] == "[my twin]"


def test_the_key_table_is_sealed_and_goes_with_a_withdrawal(team: Team) -> None:
    part = jay_gives_evidence(words="My sister Tamsinella came.")
    suggest_by_software(team.cerys, part)
    assert [row.stands_for for row in open_rows(rows())] == ["tamsinella"]
    assert not found_in(whole_database(), ["tamsinella"])
    withdraw(None, part.submission)
    assert not Pseudonym.objects.exists()


def test_opening_the_key_table_takes_a_second_person_and_is_once(client: Client, team: Team) -> None:
    part = jay_gives_evidence(words="My sister Tamsin came.")
    suggest_by_software(team.cerys, part)
    base = f"/desk/evidence/{part.submission.reference}/key-table/"
    client.force_login(team.asha)
    assert "tamsin" not in client.get(base).content.decode()
    with pytest.raises(NotAllowed, match="second person"):
        open_key_table(team.asha, part.submission)
    client.post(base + "asking/", {"reason": "a mother asks whether we mean her"})
    with pytest.raises(NotAllowed, match="Somebody else has to agree"):
        agree(team.asha, Approval.objects.get())
    agree(team.efua, Approval.objects.get())
    assert "tamsin" in client.post(base + "opening/").content.decode()
    again = client.post(base + "opening/")
    assert again.status_code == 422
    assert "tamsin" not in again.content.decode()


# What was replaced stays replaced


@pytest.fixture
def made(team: Team, part: Part) -> WorkingText:
    return read_by(team, part, 2)


def test_no_way_round_shows_again_what_was_replaced(team: Team, part: Part, made: WorkingText) -> None:
    name = redactions_of(part).get(start=NADIA.start)
    with pytest.raises(NotAllowed, match="second person"):
        reject_redactions(team.cerys, part, [name])
    change_redaction(team.cerys, name, "name", "worker", everywhere=True)
    with pytest.raises(NotAllowed, match="second person"):
        reject_redactions(team.cerys, part, [name])
    with pytest.raises(NotAllowed, match="show again"):
        accept_redactions(team.dev, part, [])
    assert working_text_of(part) == made


def test_a_replacement_may_grow_and_say_something_else_and_never_shrink(team: Team, part: Part) -> None:
    (wide,) = suggest_redactions(None, part, [WHAT_GIVES_JAY_AWAY[0]])
    move_edge(team.cerys, wide, "start", outwards=True)
    accept_redactions(team.cerys, part, [wide])
    with pytest.raises(NotAllowed, match="second person"):
        move_edge(team.cerys, wide, "start", outwards=False)
    move_edge(team.cerys, wide, "start", outwards=True)
    assert "My [name] said" in accept_redactions(team.cerys, part, [wide]).text


def test_showing_again_takes_a_second_person_makes_a_new_text_and_wants_new_readers(
    team: Team, part: Part, made: WorkingText
) -> None:
    town = redactions_of(part).get(start=KETTLESHAM.start)
    with pytest.raises(NotAllowed, match="second person"):
        unredact(team.asha, town)
    ask_to_show(team.asha, town, "it is the name of a river too")
    agree(team.cerys, Approval.objects.get())
    new = unredact(team.asha, town)
    assert "Kettlesham" in new.text
    assert "Nadia" not in new.text
    assert not is_fit_for_print(new)
    with pytest.raises(NotAllowed):
        unredact(team.asha, town)
    assert ReplacementLine.objects.filter(act=Act.RESTORED).get().start == KETTLESHAM.start
    assert Approval.objects.get().label == stretch_label(town)


# The log


def test_every_replacement_has_its_line_without_a_word(team: Team, part: Part) -> None:
    text = read_by(team, part, 0)
    week = SuggestedRedaction(Span(34, 40), "time", IdentifierKind.QUASI, "[some days]")
    accept_redactions(team.cerys, part, suggest_redactions(team.asha, part, [week]))
    lines = ReplacementLine.objects.values_list("act", "version", "category", "start", "end", "by")
    assert list(lines) == [
        ("replaced", 1, "person", NADIA.start, NADIA.end, team.cerys.pk),
        ("replaced", 1, "place", KETTLESHAM.start, KETTLESHAM.end, team.cerys.pk),
        ("replaced", 2, "time", 34, 40, team.cerys.pk),
    ]
    first = ReplacementLine.objects.all()[0]
    assert text.text[first.new_start : first.new_end] == "[name]"
    withdraw(None, part.submission)
    assert ReplacementLine.objects.count() == 3


def test_the_log_is_taken_as_a_table_by_those_who_may(client: Client, team: Team, part: Part) -> None:
    read_by(team, part, 0)
    client.force_login(team.greta)
    assert part.label in client.get("/desk/replacements/").content.decode()
    assert "A second person has to agree" in client.post("/desk/replacements/exporting/", follow=True).content.decode()
    told = {"kind": EXPORT_LOG, "label": THE_LOG, "reason": "The data protection officer asks for it."}
    client.post("/desk/approvals/asking/", told)
    agree(team.asha, Approval.objects.get())
    said = client.post("/desk/replacements/exporting/").content.decode()
    lines = list(csv.DictReader(StringIO(said)))
    assert [(line["to what"], line["category"], line["who"]) for line in lines] == [
        (part.label, "person", "Cerys Pugh"),
        (part.label, "place", "Cerys Pugh"),
    ]
    assert not [word for word in ("Nadia", "Kettlesham", "[name]") if word in said]
    assert Entry.objects.filter(verb="export log of replacements", actor=team.greta).count() == 1
    assert "A second person has to agree" in client.post("/desk/replacements/exporting/", follow=True).content.decode()


# Could somebody recognise them?


def test_a_text_is_passed_only_by_who_answered_that_nobody_could(team: Team, part: Part) -> None:
    text = read_by(team, part, 0)
    with pytest.raises(NotAllowed, match="Say first whether"):
        pass_working_text(team.cerys, text)
    answer_rare_facts(team.cerys, text, Recognisable.YES, "the emoji she always uses")
    with pytest.raises(NotAllowed, match="Hide more of it"):
        pass_working_text(team.cerys, text)
    assert not found_in(whole_database(), ["the emoji she"])
    passed_by(team.cerys, text)


def test_while_one_person_doubts_it_is_not_printed(team: Team, made: WorkingText) -> None:
    assert is_fit_for_print(made)
    answer_rare_facts(team.efua, made, Recognisable.YES)
    assert not is_fit_for_print(made)
    answer_rare_facts(team.efua, made, Recognisable.NO)
    assert is_fit_for_print(made)


def test_the_page_asks_it_with_what_the_software_sees(client: Client, team: Team) -> None:
    part = jay_gives_evidence(words="My dad is the mayor. We are a family of nine. I have Rett syndrome.")
    accept_redactions(team.cerys, part, [])
    client.force_login(team.dev)
    base = f"/desk/evidence/{part.submission.reference}/"
    page = client.get(base).content.decode()
    for said in ("Could somebody who knows this person", "family of nine", "Rett syndrome", "an office or a work"):
        assert said in page
    answered = client.post(base + "passing/1/", {"answer": "yes", "says": "the mayor"}, follow=True).content.decode()
    assert "Dev Anand said on" in answered
    assert not working_text_of(part).readings.exists()  # type: ignore[union-attr]


# At the desk


def test_it_is_changed_moved_accepted_by_kind_and_undone_at_the_desk(client: Client, team: Team, part: Part) -> None:
    reader = Reader(client, team.cerys, part)
    name, town = suggest_redactions(None, part, WHAT_GIVES_JAY_AWAY)
    reader.do("moving", redaction=str(name.pk), move="start out")
    assert words_of(name) == "worker Nadia"
    assert "no more room" in reader.do("moving", redaction=str(town.pk), move="sideways in")
    for each in (name, town):
        told = {"redaction": str(each.pk), "category": "name", "instead": "friend", "everywhere": "on"}
        assert "[friend]" in reader.do("changing", **told)
    assert "Accept all 2: name" in reader.page()
    reader.do("deciding", decision="accept", redaction="alike:name")
    assert not open_redactions_of(part).exists()
    reader.do("undoing")
    assert open_redactions_of(part).count() == 2


@pytest.mark.parametrize("what", ["changing", "moving", "undoing", "showing-again"])
def test_none_of_it_is_done_to_an_original_that_is_not_open(client: Client, team: Team, part: Part, what: str) -> None:
    reader = Reader(client, team.cerys, part)
    client.force_login(team.dev)  # the pass is Cerys's
    assert "This original is closed" in reader.do(what, **{"pass": reader.given})


def test_it_is_shown_again_at_the_desk(client: Client, team: Team, part: Part, made: WorkingText) -> None:
    reader = Reader(client, team.asha, part)
    town = redactions_of(part).get(start=KETTLESHAM.start)
    assert "It is asked" in reader.do("showing-again", redaction=str(town.pk), reason="it is a river too")
    assert "waits for a second person" in reader.page()
    agree(team.cerys, Approval.objects.get())
    assert "as was agreed" in reader.page()
    reader.do("showing-again", redaction=str(town.pk))
    assert "Kettlesham" in working_text_of(part).text  # type: ignore[union-attr]
