"""A message goes to one person or to nobody, says that a machine sent it, and leaves no trace of whom it went to."""

import io
import logging
import smtplib
import socket
import ssl
from email.message import Message
from typing import Any

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from heard.config.logs import WithoutPersonalData
from heard.mail.addresses import is_ours, one_address
from heard.mail.message_ids import names_one_of_ours, new_message_id
from heard.mail.sending import Letter, NotSent, can_send, send_letter

LETTER = Letter("We have it", "First lines\nsecond line\n\nhttps://inquiry.example.org/your-words/ <b>not bold</b>")
TO = "kestrel-9913@example.org"


@pytest.fixture(autouse=True)
def mail_server(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "inquiry@example.org"


def sent() -> Message:
    (message,) = mail.outbox
    return message.message()


def test_a_letter_reaches_one_person_in_plain_text_and_as_a_page() -> None:
    send_letter(TO, LETTER)
    message = sent()
    assert message["To"] == TO
    assert mail.outbox[0].recipients() == [TO]
    plain, page = (str(part.get_payload(decode=True), "utf-8") for part in message.get_payload())  # type: ignore[union-attr,arg-type]
    assert plain == LETTER.text
    assert "First lines<br>second line</p>" in page
    assert 'href="https://inquiry.example.org/your-words/"' in page
    assert "<b>" not in page


def test_it_says_that_a_machine_sent_it_and_what_it_answers() -> None:
    send_letter(TO, LETTER, in_answer_to="<their@message>")
    message = sent()
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Heard"]
    assert message["In-Reply-To"] == message["References"] == "<their@message>"
    assert names_one_of_ours(message["Message-ID"])


def test_an_answer_to_one_of_ours_is_known_and_a_made_up_one_is_not() -> None:
    ours = new_message_id()
    assert names_one_of_ours(f"<other@example.org> {ours}")
    assert not names_one_of_ours(ours.replace("<heard.", "<heard.0")[:45] + ours[45:])
    assert not names_one_of_ours(f"<heard.{'0' * 32}.{'0' * 32}@example.org>")


@pytest.mark.parametrize(
    "several",
    ["a@example.org, b@example.org", "a@example.org;b@example.org", "a@example.org\nBcc: b@example.org", "", "nobody"],
)
def test_what_is_not_one_address_is_not_written_to(several: str) -> None:
    with pytest.raises(NotSent):
        send_letter(several, LETTER)
    assert mail.outbox == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_is_ever_sent_to_more_than_one(before: str, after: str) -> None:
    mail.outbox.clear()
    try:
        send_letter(f"{before}@{after}", LETTER)
    except NotSent:
        return
    assert len(mail.outbox[0].recipients()) == 1
    assert sent()["To"].count("@") == 1


def test_without_a_mail_server_nothing_is_offered_or_sent(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = False
    assert not can_send()
    with pytest.raises(NotSent):
        send_letter(TO, LETTER)


def test_a_server_that_refuses_is_told_of_without_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: object, _messages: object) -> int:
        raise smtplib.SMTPRecipientsRefused({TO: (550, b"no such person " + TO.encode())})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(WithoutPersonalData())
    logger = logging.getLogger("heard")
    with pytest.raises(NotSent) as refused:
        send_letter(TO, LETTER)
    logger.addHandler(handler)
    logger.error("not sent", exc_info=refused.value)
    logger.removeHandler(handler)
    assert TO not in str(refused.value)
    assert refused.value.__cause__ is None
    assert "NotSent" in said.getvalue()
    assert TO not in said.getvalue()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no " + TO.encode()), "HEARD_SMTP_PASSWORD"),
        (smtplib.SMTPNotSupportedError("STARTTLS"), "HEARD_SMTP_PORT"),
        (smtplib.SMTPSenderRefused(530, b"no", TO), "HEARD_MAIL_FROM"),
        (smtplib.SMTPRecipientsRefused({TO: (550, TO.encode())}), "does not write to that address"),
        (smtplib.SMTPDataError(554, TO.encode()), "the code 554"),
        (smtplib.SMTPServerDisconnected(TO), "broke off"),
        (UnicodeEncodeError("ascii", "pässwort", 1, 2, TO), "only plain letters"),
        (ssl.SSLCertVerificationError(1, TO), "not one that this machine trusts"),
        (ssl.SSLError(1, TO), "does not encrypt"),
        (socket.gaierror(-2, TO), "No machine called “mail.example.org”"),
        (TimeoutError(TO), "did not answer in time"),
        (ConnectionRefusedError(TO), "Nothing answers at mail.example.org on port 587"),
        (ConnectionResetError(TO), "broke off"),
    ],
)
def test_whoever_runs_the_machine_is_told_what_to_mend_and_not_to_whom_it_was(
    monkeypatch: pytest.MonkeyPatch, settings: Any, caplog: pytest.LogCaptureFixture, error: Exception, says: str
) -> None:
    def fail(_self: object, _messages: object) -> int:
        if isinstance(error, ssl.SSLCertVerificationError):
            error.verify_message = "self-signed certificate"
        raise error

    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.example.org", 587
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    with pytest.raises(NotSent):
        send_letter(TO, LETTER)
    (line,) = caplog.messages
    assert says in line
    assert TO not in line


def test_our_own_address_is_known_however_it_is_written() -> None:
    assert is_ours("Inquiry@Example.org ")
    assert not is_ours("inquiry@example.com")
    assert one_address(" kestrel@example.org ") == "kestrel@example.org"
