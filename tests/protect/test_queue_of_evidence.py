"""The queue: where each submission stands, narrowed and in order, kept in the address; and who has what."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cast import Team, given_file, jay_gives_evidence, read_by
from heard.accounts.rules import NotAllowed
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import add_words, withdraw
from heard.collect.evidence.models import Part, Submission
from heard.collect.receipts.actions import ask_giver, give_receipt
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.trail import steps_after_receiving
from heard.inquiry.inquiries.models import Question
from heard.protect.deidentification.actions import accept, assign, reject_redactions, reopen, set_aside, write_down
from heard.protect.deidentification.models import Acceptance, Assignment
from heard.protect.deidentification.queries import acceptance_of, open_redactions_of, reader_of
from heard.protect.deidentification.rules import can_accept, can_set_aside
from heard.protect.deidentification.second_looks import look_again_at_all_of
from heard.protect.deidentification.states import NoteKind, SetAsideBecause, Standing
from heard.protect.evidence_desk.actions import open_to_read, take_next
from heard.protect.evidence_desk.queries import count_by_standing, queue, standing_of
from heard.protect.reading.models import Extraction
from heard.protect.reading.states import Outcome, Reason

pytestmark = pytest.mark.django_db

DRAWING = ("room.png", "image/png", b"a drawing")


def given(day: int = 4, **told: Any) -> Submission:
    return jay_gives_evidence(received_on=date(2026, 3, day), **told).submission


def read(team: Team, submission: Submission) -> Submission:
    part = submission.parts.get(number=1)
    read_by(team, part, 0, suggestions=())
    look_again_at_all_of(submission)
    reject_redactions(team.cerys, part, open_redactions_of(part))  # what the software adds may stand
    return submission


@pytest.fixture
def asha(team: Team, client: Client) -> Client:
    client.force_login(team.asha)
    return client


def references(client: Client, **asked: str) -> list[str]:
    rows = client.get("/desk/evidence/", asked).context["rows"]
    return [row.submission.reference for row in rows]


# Where a submission stands


def test_it_is_new_until_somebody_has_it_and_accepted_when_somebody_says_so(team: Team) -> None:
    submission = given()
    assert standing_of(submission) == Standing.NEW
    assign(team.asha, [submission], team.cerys)
    assert standing_of(submission) == Standing.BEING_READ
    read(team, submission)
    assert standing_of(submission) == Standing.BEING_READ
    accept(team.cerys, submission)
    assert standing_of(submission) == Standing.ACCEPTED


def test_a_file_nobody_has_written_down_needs_a_person(team: Team) -> None:
    submission = given(files=[given_file(*DRAWING)])
    assert standing_of(submission) == Standing.NEEDS_A_PERSON
    write_down(team.cerys, submission.parts.get(number=2), NoteKind.DESCRIPTION, "A bed.")
    assert standing_of(submission) == Standing.BEING_READ


def test_a_file_of_which_software_has_a_draft_is_new_and_says_how_it_was_read(asha: Client) -> None:
    submission = given(files=[given_file("letter.txt", "text/plain", b"We moved."), given_file(*DRAWING)])
    letter, room = submission.parts.filter(number__gt=1)
    read_by_software(letter, Outcome.READ)
    assert standing_of(submission) == Standing.NEEDS_A_PERSON
    read_by_software(room, Outcome.PARTLY_READ, Reason.LEFT_OUT)
    assert standing_of(submission) == Standing.NEW
    told = "partly read: something in it is not among its words"
    assert told in asha.get("/desk/evidence/").content.decode()
    page = asha.get(f"/desk/evidence/{submission.reference}/").content.decode()
    assert "By software: partly read, something in it is not among its words." in page


def read_by_software(part: Part, outcome: Outcome, reason: str = "") -> None:
    Extraction.objects.create(part=part, version=1, outcome=outcome, reason=reason)


def test_who_was_asked_is_waited_for_until_they_answer(team: Team) -> None:
    submission = given()
    give_receipt(submission, FiveWords(("one", "two", "three", "four", "five")))
    asking = ask_giver(team.cerys, submission, "Which year was it?")
    assert standing_of(submission) == Standing.ASKED
    asking.answer = add_words(None, submission, "2019")
    asking.save()
    assert standing_of(submission) == Standing.NEW


def test_what_is_set_aside_or_taken_back_stands_apart(team: Team) -> None:
    aside, back = given(), given()
    set_aside(team.asha, aside, SetAsideBecause.OTHER)
    withdraw(None, back)
    assert (standing_of(aside), standing_of(back)) == (Standing.SET_ASIDE, Standing.TAKEN_BACK)


def test_the_numbers_of_all_states_add_up(team: Team) -> None:
    accept(team.cerys, read(team, given()))
    withdraw(None, given())
    given()
    given(files=[given_file(*DRAWING)])
    counts = count_by_standing(queue())
    assert counts == {"accepted": 1, "taken back": 1, "new": 1, "needs a person": 1}


# Accepting


def test_what_is_not_read_wholly_is_not_accepted(team: Team) -> None:
    submission = read(team, given(files=[given_file(*DRAWING)]))
    with pytest.raises(NotAllowed, match="These parts are left: 2"):
        accept(team.cerys, submission)


def test_analysts_accept_nothing(team: Team) -> None:
    assert not can_accept(team.ben, read(team, given()))


def test_it_is_accepted_once_undone_by_a_record_and_accepted_again(team: Team) -> None:
    submission = read(team, given())
    first = accept(team.cerys, submission)
    assert not can_accept(team.dev, submission)
    reopen(team.dev, submission)
    assert acceptance_of(submission) is None
    assert accept(team.asha, submission) != first
    assert Acceptance.objects.count() == 2
    verbs = lines_about("submission", submission.reference).values_list("verb", flat=True)
    assert list(verbs)[:3] == ["accept", "reopen", "accept"]


def test_what_is_added_later_has_to_be_read_too(team: Team) -> None:
    submission = read(team, given())
    accept(team.cerys, submission)
    add_words(None, submission, "And then we moved again.")
    assert acceptance_of(submission) is None
    assert standing_of(submission) == Standing.BEING_READ


def test_what_is_accepted_is_not_set_aside_and_what_is_set_aside_not_accepted(team: Team) -> None:
    described = given(words="", files=[given_file(*DRAWING)])
    for number, kind in ((2, NoteKind.DESCRIPTION),):
        write_down(team.cerys, described.parts.get(number=number), kind, "A bed.")
    read(team, described)
    accept(team.cerys, described)
    assert not can_set_aside(team.asha, described)
    aside = given()
    set_aside(team.asha, aside, SetAsideBecause.OTHER)
    assert not can_accept(team.asha, aside)


# Who has what


def test_the_newest_assignment_counts_and_giving_back_is_one_too(team: Team) -> None:
    submission = given()
    assign(team.asha, [submission], team.cerys)
    assign(team.cerys, [submission], team.dev)
    assert reader_of(submission) == team.dev
    assign(team.dev, [submission], None)
    assert reader_of(submission) is None
    assert Assignment.objects.count() == 3


def test_nothing_is_given_to_somebody_who_may_not_open_it(team: Team) -> None:
    with pytest.raises(NotAllowed, match="Ben Okafor may not open originals"):
        assign(team.asha, [given()], team.ben)


def test_the_next_one_is_the_oldest_that_nobody_has(team: Team) -> None:
    young, old, taken = given(9), given(2), given(1)
    assign(team.asha, [taken], team.dev)
    accept(team.cerys, read(team, given(1)))
    assert take_next(team.cerys) == old
    assert reader_of(old) == team.cerys
    assert take_next(team.dev) == young
    assert take_next(team.asha) is None


def test_whoever_opens_what_nobody_has_has_it(team: Team) -> None:
    submission = given()
    part = submission.parts.get()
    open_to_read(team.cerys, part, "reading it")
    open_to_read(team.dev, part, "helping")
    assert reader_of(submission) == team.cerys
    accepted = read(team, given())
    accept(team.cerys, accepted)
    open_to_read(team.dev, accepted.parts.get(), "checking a quotation")
    assert reader_of(accepted) is None


def test_several_are_given_at_once_and_the_queue_comes_back_as_it_was(asha: Client, team: Team) -> None:
    first, second, third = given(), given(), given()
    chosen = {"submission": [first.reference, second.reference], "to": str(team.cerys.pk)}
    answer = asha.post("/desk/evidence/assignments/", chosen | {"back": "/desk/evidence/?state=new"}, follow=True)
    assert answer.redirect_chain[0][0] == "/desk/evidence/?state=new"
    assert "2 pieces are given to Cerys Pugh" in answer.content.decode()
    assert [reader_of(each) for each in (first, second, third)] == [team.cerys, team.cerys, None]


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/desk/evidence/?", ""])
def test_nobody_is_led_elsewhere(asha: Client, back: str) -> None:
    assert asha.post("/desk/evidence/assignments/", {"back": back})["Location"] == "/desk/evidence/"


def test_with_nothing_ticked_nothing_is_given(asha: Client) -> None:
    answer = asha.post("/desk/evidence/assignments/", {"to": "me"}, follow=True)
    assert "Tick what you want to give" in answer.content.decode()
    assert not Assignment.objects.exists()


# What the queue shows


def test_what_needs_me_is_unfinished_and_mine_or_nobodys(asha: Client, team: Team) -> None:
    mine, free, others, done = given(1), given(2), given(3), given(4)
    assign(team.asha, [mine], team.asha)
    assign(team.asha, [others], team.dev)
    accept(team.cerys, read(team, done))
    assert references(asha, state="yours") == [free.reference, mine.reference]
    assert len(references(asha)) == 4


def test_tabs_count_what_the_filter_leaves_and_keep_it(asha: Client, team: Team) -> None:
    given()
    read(team, given(words="about a lighthouse"))
    tabs = asha.get("/desk/evidence/", {"words": "lighthouse", "p": "7"}).context["tabs"]
    assert {tab["label"]: tab["number"] for tab in tabs if tab["number"]} == {
        "What needs you": 1,
        "Being read": 1,
        "Everything": 1,
    }
    assert all("words=lighthouse" in tab["query"] and "p=" not in tab["query"] for tab in tabs)


def test_an_analyst_needs_to_do_nothing_here(team: Team, client: Client) -> None:
    given()
    client.force_login(team.ben)
    page = client.get("/desk/evidence/")
    assert "What needs you" not in [tab["label"] for tab in page.context["tabs"]]
    assert 'type="checkbox"' not in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"assigned": "me"}, "mine"),
        ({"assigned": "nobody"}, "plain filed"),
        ({"kind": "picture"}, "filed"),
        ({"kind": "none"}, "mine plain"),
        ({"question": "7"}, "mine"),
        ({"question": "none"}, "plain filed"),
        ({"channel": "letter"}, ""),
        ({"age_band": "13–15", "since": "3/3/2026"}, "plain filed"),
        ({"since": "2 March 2026", "until": "03.03.26"}, "plain"),
        ({"language": "en", "until": "2026-03-01"}, "mine"),
        ({"reading": "to open"}, "filed"),
        ({"speaking_as": "own experience", "assigned": "nonsense"}, "mine plain filed"),
    ],
)
def test_it_is_narrowed(asha: Client, team: Team, asked: dict[str, str], expected: str) -> None:
    question = Question.objects.create(number=7, text="What happened?")
    known = {
        "mine": given(1, question=question).reference,
        "plain": given(3).reference,
        "filed": given(5, files=[given_file(*DRAWING)]).reference,
    }
    assign(team.asha, [Submission.objects.get(reference=known["mine"])], team.asha)
    assert set(references(asha, **asked)) == {known[name] for name in expected.split()}


def test_a_day_that_is_none_is_complained_of_and_nothing_else_is_lost(asha: Client) -> None:
    submission = given()
    page = asha.get("/desk/evidence/", {"since": "31/2/2026", "channel": "web form"})
    assert "Write a day like this: 27/3/2026." in page.content.decode()
    assert [row.submission for row in page.context["rows"]] == [submission]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", "young long old"),
        ("oldest", "old long young"),
        ("waiting", "long young old"),  # the oldest is accepted and waits for nobody
        ("longest", "long young old"),
        ("shortest", "old young long"),
    ],
)
def test_it_stands_in_the_order_asked_for(asha: Client, team: Team, order: str, expected: str) -> None:
    known = {
        "old": given(1, words="One."),
        "long": given(2, words="One, two, three, four, five, six."),
        "young": given(3, words="One, two."),
    }
    accept(team.cerys, read(team, known["old"]))
    assert references(asha, sort=order) == [known[name].reference for name in expected.split()]


def test_empty_choices_do_not_stay_in_the_address(asha: Client) -> None:
    answer = asha.get("/desk/evidence/?words=&channel=letter&sort=&state=new")
    assert answer["Location"] == "/desk/evidence/?channel=letter&state=new"


def test_a_page_is_as_long_as_asked_and_the_next_one_keeps_the_choice(asha: Client) -> None:
    for _ in range(26):
        given()
    page = asha.get("/desk/evidence/", {"channel": "web form"})
    assert len(page.context["rows"]) == 25
    assert "channel=web+form&amp;p=2" in page.content.decode()
    assert len(references(asha, size="50")) == 26


def test_words_found_are_marked_and_markup_stays_words(asha: Client, team: Team) -> None:
    read(team, given(words="A <b>lighthouse</b> keeper"))
    shown = asha.get("/desk/evidence/", {"words": "lighthouse"}).content.decode()
    assert "&lt;b&gt;<mark>lighthouse</mark>&lt;/b&gt;" in shown


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_rows(
    asha: Client, team: Team, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        read(team, given(files=[given_file(*DRAWING)]))
    with django_assert_max_num_queries(80) as few:
        asha.get("/desk/evidence/")
    for _ in range(10):
        read(team, given(files=[given_file(*DRAWING)]))
    with django_assert_max_num_queries(len(few)):
        asha.get("/desk/evidence/")


def test_the_queue_opens_nothing(asha: Client, team: Team) -> None:
    submission = read(team, given())
    before = lines_about("submission", submission.reference).count()
    asha.get("/desk/evidence/", {"words": "worker"})
    assert lines_about("submission", submission.reference).count() == before


def test_the_giver_sees_that_it_counts(team: Team) -> None:
    submission = read(team, given())
    headings = [step.heading for step in steps_after_receiving(submission)]
    assert "It is part of the evidence" not in headings
    accept(team.cerys, submission)
    headings = [step.heading for step in steps_after_receiving(submission)]
    assert headings.index("It is part of the evidence") == headings.index("It was read") + 1
