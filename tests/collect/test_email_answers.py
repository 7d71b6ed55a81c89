"""Whoever writes gets five words, once; machines get nothing; and where no answer can go, the desk sees it."""

import re
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from cast import Team
from heard.collect.channels.email import answering
from heard.collect.channels.email.actions import take_in
from heard.collect.channels.email.answering import MOST_ANSWERS, answer_message
from heard.collect.channels.email.intake import Tally, TooLarge, bring_in
from heard.collect.channels.email.models import AnswersToday, IncomingMessage
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import files_in
from heard.collect.evidence.raw import open_file, open_sealed
from heard.collect.receipts.models import Receipt
from heard.files.sealed_files import read_file
from heard.inquiry.consent.queries import uses_allowed
from heard.inquiry.consent.states import Use
from telling import LONG_AGO, Writer, open_call
from writing_to_us import GMAIL, OUTLOOK, WREN, plain, receive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_server(settings: Any, team: Team) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "inquiry@example.org"
    open_call(team)


def answer() -> str:
    return str(mail.outbox[-1].body)


def words_in(text: str) -> str:
    """The five words of a letter: five lines of one word each."""
    found = re.search(r"\n((?:[a-z]+\n){4}[a-z]+)\n", text)
    assert found, text
    return " ".join(found[1].split())


def refuse(_self: object, _messages: object) -> int:
    raise smtplib.SMTPServerDisconnected


def test_the_sender_gets_five_words_that_open_what_they_sent() -> None:
    record = receive(plain())
    message = mail.outbox[0]
    assert message.to == [WREN]
    assert record.answer == "sent"
    trail = Writer(Client()).come_back(words_in(answer())).content.decode()
    assert "Where your words went" in trail
    assert "by e-mail" in trail


def test_the_letter_says_what_we_have_and_what_we_do_until_they_say_more() -> None:
    receive(GMAIL)
    assert "your words and one file" in answer()
    assert "None of it is quoted or published" in answer()
    assert "/your-words/" in answer()
    assert "We have not kept your e-mail address" in answer()
    assert "Whoever can read this mailbox" in answer()


def test_with_the_five_words_consent_is_changed_as_for_any_other_submission() -> None:
    receive(plain())
    writer = Writer(Client())
    writer.come_back(words_in(answer()))
    assert "What may we do with your words?" in writer.page("/your-words/choices/")
    writer.client.post("/your-words/choices/", {"analyse": "on", "quote_unnamed": "on"})
    assert uses_allowed(Submission.objects.get().consent) == [Use.ANALYSE, Use.QUOTE_UNNAMED]


def test_the_same_message_again_is_answered_once() -> None:
    receive(plain())
    receive(plain())
    assert len(mail.outbox) == 1


def test_a_message_whose_answering_broke_off_is_answered_when_it_is_brought_again() -> None:
    take_in(plain())
    assert receive(plain()).answer == "sent"
    assert Receipt.objects.count() == 1


def test_somebody_else_who_is_answering_it_is_left_to_it() -> None:
    record, opened = take_in(plain())
    with answering.claimed("answering e-mail", [record.hash[:40]]):
        answer_message(record, opened)
    assert mail.outbox == []


def test_where_the_answer_cannot_be_sent_the_evidence_is_received_and_no_words_open_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    record = receive(plain())
    assert record.submission is not None
    assert record.answer == "not sent"
    assert not Receipt.objects.exists()


def test_without_a_mail_server_evidence_is_received_all_the_same(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = False
    record = receive(plain())
    assert (record.submission is not None, record.answer) == (True, "not sent")


@pytest.mark.parametrize(
    "message",
    [
        plain().replace(b"From: Wren Hale <" + WREN.encode(), b"From: Form <no-reply@example.com"),
        plain(headers="X-Auto-Response-Suppress: All\n"),
        plain().replace(b"From: Wren Hale", b"From: a@example.com, Wren Hale"),
        plain().replace(b"From: Wren Hale <" + WREN.encode() + b">", b"From: somebody"),
        plain().replace(b"From: Wren Hale <" + WREN.encode() + b">\r\n", b""),
    ],
)
def test_an_address_that_wants_no_answer_or_is_none_gets_none(message: bytes) -> None:
    record = receive(message)
    assert (record.submission is not None, record.answer) == (True, "no address")
    assert mail.outbox == []


def test_machines_are_never_answered() -> None:
    receive(plain(headers="Auto-Submitted: auto-replied\n"))
    receive(plain(headers="Precedence: bulk\n", message_id="<b@wren>"))
    assert mail.outbox == []


def test_our_own_answer_that_comes_back_ends_there() -> None:
    receive(plain())
    back = mail.outbox[0].message().as_bytes()
    for _ in range(3):
        assert receive(back).why_aside == "ours"
    assert len(mail.outbox) == 1


def test_an_address_gets_only_so_many_answers_a_day() -> None:
    records = [receive(plain(str(number), message_id=f"<{number}@wren>")) for number in range(MOST_ANSWERS + 2)]
    assert len(mail.outbox) == MOST_ANSWERS
    assert [record.answer for record in records[-2:]] == ["too many", "too many"]
    AnswersToday.objects.update(day=LONG_AGO.date())
    assert receive(plain("tomorrow", message_id="<t@wren>")).answer == "sent"


def test_an_empty_message_is_told_so_once() -> None:
    for _ in range(2):
        receive(plain(" ", subject=""))
    assert [message.subject for message in mail.outbox] == ["There was nothing in your message"]


def test_what_was_empty_or_is_outlooks_own_is_said_in_the_answer() -> None:
    receive(OUTLOOK.replace(b"--_004_LO2P--", b"--_004_LO2P\r\nContent-Type: image/png\r\n\r\n\r\n--_004_LO2P--"))
    assert "One file was empty" in answer()
    assert "winmail.dat" in answer()


def test_a_message_that_is_too_large_is_told_so_once_and_counted(settings: Any) -> None:
    settings.LARGEST_MAIL = 2_000
    for is_told in (True, False):
        with pytest.raises(TooLarge) as refused:
            bring_in(plain("word " * 1_000), Tally())
        assert refused.value.is_told is is_told
    assert [message.subject for message in mail.outbox] == ["Your message was too large for us"]
    assert IncomingMessage.objects.get().why_aside == "too large"


def test_after_closing_it_is_received_and_the_answer_says_so(team: Team) -> None:
    open_call(team, closes_at=LONG_AGO.replace(month=2))
    receive(plain())
    assert "closed on 1 February 2026" in answer()


def reply_to_the_first(text: str) -> bytes:
    """As Gmail writes an answer to our letter."""
    ours = mail.outbox[0].message()
    quoted = "\n".join(f"> {line}" for line in answer().splitlines())
    history = f"On Fri, 27 Nov 2026 at 10:01, <inquiry@example.org>\nwrote:\n\n{quoted}\n"
    headers = f"In-Reply-To: {ours['Message-ID']}\nReferences: <one@wren> {ours['Message-ID']}\n"
    return plain(text.replace("HISTORY", history), headers, "Re: We have what you sent us", "<reply@wren>")


def parts_of(record: IncomingMessage) -> tuple[str, dict[str, str]]:
    assert record.submission is not None
    kept = {}
    for file in files_in(record.submission):
        facts = open_file(file)
        kept[facts.name] = b"".join(read_file(file.stored_id, facts.key_bytes)).decode()
    return open_sealed(record.submission.parts.get(number=1)).text, kept


def test_an_answer_to_our_letter_shows_what_is_new_and_keeps_the_rest_without_the_five_words() -> None:
    receive(plain())
    key = words_in(answer())
    shown, kept = parts_of(receive(reply_to_the_first("And they lost my bike.\n\nHISTORY")))
    assert shown == "And they lost my bike."
    whole = kept["the whole message.txt"]
    assert "And they lost my bike." in whole
    assert "None of it is quoted" in whole
    assert "[…]" in whole
    assert key.split()[2] not in whole


def test_where_somebody_writes_between_our_lines_all_of_it_is_shown_but_the_five_words() -> None:
    receive(plain())
    key = words_in(answer())
    shown, _ = parts_of(receive(reply_to_the_first("HISTORY\nThis is what I mean: the bike.\n")))
    assert "the bike" in shown
    assert "None of it is quoted" in shown
    assert key.split()[2] not in shown


def test_five_words_in_a_message_of_somebodys_own_are_taken_out_of_it() -> None:
    receive(plain())
    key = words_in(answer()).replace(" ", ", ").title()
    shown, _ = parts_of(receive(plain(f"My words are {key}.", message_id="<k@wren>")))
    assert shown.endswith("My words are […].")


def test_no_letter_ever_has_two_recipients() -> None:
    receive(plain(headers="Reply-To: a@example.com, b@example.com\nCc: c@example.com\n"))
    assert mail.outbox[0].recipients() == [WREN]


def test_the_desk_sees_on_the_submission_that_no_receipt_was_sent(client: Client, team: Team, settings: Any) -> None:
    settings.MAIL_IS_SET_UP = False
    missing = receive(plain())
    settings.MAIL_IS_SET_UP = True
    told = receive(plain("Something else.", message_id="<two@wren>"))
    client.force_login(team.asha)
    says = "No receipt sent: the mail server did not take it"
    for record, is_said in ((missing, True), (told, False)):
        assert record.submission is not None
        page = client.get(f"/desk/evidence/{record.submission.reference}/").content.decode()
        assert (says in page) is is_said
    page = client.get("/desk/mail/").content.decode()
    assert (missing.submission.reference in page) is True
    assert (told.submission.reference in page) is False


def test_what_is_kept_aside_is_taken_for_evidence_at_the_desk(client: Client, team: Team) -> None:
    aside = receive(plain(headers="List-Id: <friends.example.net>\n"))
    client.force_login(team.asha)
    page = client.get("/desk/mail/").content.decode()
    assert "Sent to many, such as a newsletter" in page
    response = client.post(f"/desk/mail/{aside.pk}/taking/", follow=True)
    aside.refresh_from_db()
    assert aside.submission is not None
    assert f"{aside.submission.reference} now, and waits to be read" in response.content.decode()
    again = client.post(f"/desk/mail/{aside.pk}/taking/", follow=True)
    assert "no longer kept aside" in again.content.decode()
