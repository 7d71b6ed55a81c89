"""Whoever holds five words adds to what they gave, and answers what they are asked, if they like."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cast import Team, jay_gives_evidence
from heard.accounts.rules import NotAllowed
from heard.audit.queries import lines_about
from heard.collect.channels.web_form.models import Draft
from heard.collect.channels.web_form.queries import open_draft, place_of_additions
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.raw import open_sealed
from heard.collect.evidence.states import FileKind
from heard.collect.receipts.actions import ask_giver
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.models import Asking
from heard.protect.deidentification.queries import count_at
from heard.protect.deidentification.states import Reading
from telling import DRAWING, POEM, VOICE, Writer, open_call, the_submission

pytestmark = pytest.mark.django_db

ASKED = "Who told you that it would be a week?"


@pytest.fixture
def writer(team: Team) -> Writer:
    open_call(team)
    writer = Writer().tell()
    writer.send()
    return writer


def add(writer: Writer, words: str) -> str:
    return writer.client.post("/your-words/adding/", {"words": words}, follow=True).content.decode()


def test_what_is_added_is_a_part_of_its_own_line_by_line(writer: Writer) -> None:
    assert "We have what you added" in add(writer, "And then\n  another week.")
    first, second = the_submission().parts.all()
    assert open_sealed(first).text == POEM
    assert open_sealed(second).text == "And then\n  another week."
    assert count_at(Reading.TO_READ) == 2


def test_added_twice_it_is_one_part(writer: Writer) -> None:
    add(writer, "And then another week.")
    add(writer, "And then another week.")
    assert the_submission().parts.count() == 2
    assert lines_about("submission", f"{the_submission().reference}, part 2").filter(verb="add to").count() == 1


def test_files_are_added_with_the_words_and_sent_as_one(writer: Writer) -> None:
    writer.client.post("/your-words/adding/", {"words": "half", "add": "", "added": [SimpleUploadedFile(*DRAWING)]})
    assert the_submission().parts.count() == 1
    page = writer.page("/your-words/adding/")
    assert "my room.png" in page
    assert "half" in page
    page = writer.client.post("/your-words/adding/", {"words": "Here is my room."}, follow=True).content.decode()
    assert "There is one file with it." in page
    words, drawing = the_submission().parts.all()[1:]
    assert open_sealed(words).text == "Here is my room."
    assert drawing.file.kind == FileKind.PICTURE
    assert not Draft.objects.exists()


def test_a_file_alone_is_enough_and_one_may_be_taken_away_before(writer: Writer) -> None:
    given = {"words": "", "add": "", "added": [SimpleUploadedFile(*DRAWING), SimpleUploadedFile(*VOICE)]}
    writer.client.post("/your-words/adding/", given)
    place = place_of_additions(FiveWords(tuple(writer.five_words().split())))
    draft = Draft.objects.get()
    drawing = next(name for name, facts in open_draft(draft, place).files.items() if facts.name == DRAWING[0])
    assert Writer().client.post(f"/tell-us/files/{drawing}/remove/?adding").status_code == 302
    writer.client.post(f"/tell-us/files/{drawing}/remove/?adding")
    add(writer, "")
    assert [part.file.kind for part in the_submission().parts.all()[1:]] == [FileKind.SOUND]


def test_files_that_come_with_a_page_sent_before_are_shown_rather_than_added_twice(writer: Writer) -> None:
    for _ in range(2):
        given = {"words": "Look.", "after": "1", "added": [SimpleUploadedFile(*DRAWING)]}
        answer = writer.client.post("/your-words/adding/", given)
    assert answer["Location"] == "/your-words/adding/"
    assert the_submission().parts.count() == 3
    assert "my room.png" in writer.page("/your-words/adding/")


def test_what_is_begun_and_not_added_is_sealed_and_opens_with_the_five_words_alone(writer: Writer) -> None:
    assert writer.client.post("/your-words/adding/keep/", {"words": "Half a sentence"}).status_code == 204
    words = writer.five_words()
    elsewhere = Writer()
    assert elsewhere.client.post("/your-words/adding/keep/", {"words": "x"}).status_code == 302
    assert "Half a sentence" not in elsewhere.page("/your-words/adding/")
    elsewhere.come_back(words)
    assert "Half a sentence" in elsewhere.page("/your-words/adding/")
    assert the_submission().parts.count() == 1


def test_to_begin_a_new_piece_never_touches_what_waits_to_be_added(writer: Writer) -> None:
    writer.client.post("/your-words/adding/keep/", {"words": "Half a sentence"})
    writer.fill("who", speaking_as="own experience")
    assert Draft.objects.count() == 2
    assert "Half a sentence" not in writer.page("/tell-us/words-2/")


def test_nothing_is_added_to_what_was_taken_back_and_nothing_is_no_addition(writer: Writer) -> None:
    assert "There are no words yet, and no files" in add(writer, " ")
    withdraw(None, the_submission())
    assert "Your words are taken back" in add(writer, "more")
    assert the_submission().parts.count() == 1


def test_a_question_is_shown_to_whoever_holds_the_words_and_answered_by_what_they_add(
    writer: Writer, team: Team
) -> None:
    asking = ask_giver(team.cerys, the_submission(), ASKED)
    assert ASKED.encode() not in bytes(asking.sealed)
    assert ASKED in writer.page("/your-words/trail/")
    assert ASKED in writer.page("/your-words/adding/")
    assert ASKED not in Writer().page("/your-words/trail/")
    page = add(writer, "My social worker did.")
    assert ASKED not in page
    asking.refresh_from_db()
    assert asking.answer is not None
    assert asking.answer.number == 2


def test_it_is_asked_at_the_desk_and_the_answer_is_linked(writer: Writer, team: Team, client: Client) -> None:
    client.force_login(team.asha)
    address = f"/desk/evidence/{the_submission().reference}/"
    assert client.post(address + "asking/", {"text": ""}).status_code == 422
    page = client.post(address + "asking/", {"text": ASKED}, follow=True).content.decode()
    assert ASKED in page
    assert "There is no answer yet" in page
    add(writer, "My social worker did.")
    assert "Answered in part 2" in client.get(address).content.decode()
    client.force_login(team.ben)
    assert ASKED not in client.get(address).content.decode()


def test_nobody_is_asked_who_could_not_see_it(team: Team) -> None:
    part = jay_gives_evidence()
    with pytest.raises(NotAllowed, match="five words"):
        ask_giver(team.asha, part.submission, ASKED)


def test_taking_words_back_takes_the_questions(writer: Writer, team: Team) -> None:
    ask_giver(team.asha, the_submission(), ASKED)
    withdraw(None, the_submission())
    assert not Asking.objects.exists()
    assert "Your words are taken back" in writer.page("/your-words/trail/")
