"""A message is received once, as it was written, with its files; and what is not a person's is kept aside."""

from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection

from cast import Team
from heard.audit.queries import lines_about
from heard.collect.channels.email import actions
from heard.collect.channels.email.actions import take_for_evidence, take_in
from heard.collect.channels.email.models import IncomingMessage, MessageAside
from heard.collect.channels.email.opening import open_message
from heard.collect.channels.email.queries import kept_aside
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import files_in
from heard.collect.evidence.raw import open_file, open_sealed
from heard.files.models import StoredFile
from heard.files.sealed_files import read_file
from heard.inquiry.consent.queries import agreed_now, uses_allowed
from heard.inquiry.consent.states import Use
from telling import open_call
from writing_to_us import APPLE_PHONE, GMAIL, OUTLOOK, PNG, POEM, WREN, plain, receive

pytestmark = pytest.mark.django_db


def words(submission: Submission) -> str:
    part = submission.parts.exclude(sha256="").get()
    return open_sealed(part).text


def files(submission: Submission) -> dict[str, bytes]:
    found = {}
    for file in files_in(submission):
        facts = open_file(file)
        found[facts.name] = b"".join(read_file(file.stored_id, facts.key_bytes))
    return found


def submission_of(message: bytes) -> Submission:
    record = receive(message)
    assert record.submission is not None, record.why_aside
    return record.submission


def test_a_poem_in_plain_text_stays_a_poem_under_its_subject() -> None:
    submission = submission_of(plain())
    assert words(submission) == f"About moving\n\n{POEM}"
    assert files(submission) == {}
    assert submission.channel == "email"
    assert submission.contributor.speaking_as == "not said"


def test_it_is_received_with_the_least_and_with_no_address() -> None:
    submission = submission_of(plain())
    assert uses_allowed(submission.consent) == [Use.ANALYSE]
    assert not submission.details.exists()
    assert lines_about("submission", submission.reference).filter(verb="receive", actor=None).exists()


def test_nobody_who_writes_an_email_is_said_to_have_read_our_wording() -> None:
    receive(plain())
    consent = Submission.objects.get().consent
    assert consent.notice is None
    assert [given.wording for given in agreed_now(consent)] == [None]


def test_a_message_from_gmail_gives_its_words_once_and_its_picture() -> None:
    submission = submission_of(GMAIL)
    assert words(submission) == (
        "My social worker’s car\n\nEverything I owned was in *her car*.\n"
        "It still had the child seat – of somebody else."
    )
    assert files(submission) == {"bags by the door.png": PNG}
    assert files_in(submission).get().kind == "picture"


def test_a_page_from_outlook_is_read_and_the_letter_within_it_is_a_file() -> None:
    submission = submission_of(OUTLOOK)
    assert "We told them in the spring – twice.\nNobody rang back." in words(submission).replace("\n\n", "\n")
    kept = files(submission)
    assert b"We will ring you on Monday." in kept["file 1.eml"]
    assert kept["winmail.dat"].startswith(b"\x78\x9f\x3e\x22")


def test_a_message_from_a_telephone_with_a_picture_amid_its_words() -> None:
    submission = submission_of(APPLE_PHONE)
    assert words(submission) == "I drew this in the contact room 🏠\n\n\n\nand then they moved me again"
    assert files(submission) == {"IMG_0417 été.PNG": PNG}


def test_lines_that_only_the_program_broke_are_one_line_again() -> None:
    flowed = plain(
        "They said it would be a \nweek. \nIt was two years.\n\n From then on\n> not this \n> line\n"
    ).replace(b"charset=utf-8", b"charset=utf-8; format=flowed")
    assert words(submission_of(flowed)) == (
        "About moving\n\nThey said it would be a week. It was two years.\n\nFrom then on\n> not this \n> line"
    )


def test_a_page_that_says_more_than_its_plain_form_is_what_is_read() -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = WREN, "Hello", "<two-forms@wren>"
    message.set_content("Your program cannot show this message.\n")
    message.add_alternative("<p>I was moved eleven times before I was nine years old.</p>", subtype="html")
    submission = submission_of(message.as_bytes())
    assert "moved eleven times" in words(submission)
    assert b"cannot show this message" in files(submission)["the whole message.eml"]


def test_the_whole_message_is_kept_where_the_words_are_not_all_of_it_without_who_sent_it() -> None:
    broken = GMAIL.replace(b"--000000000000aa--\r\n", b"")
    kept = files(submission_of(broken))
    whole = kept["the whole message.eml"]
    assert b"Everything I owned" in whole
    assert b"Subject:" in whole
    for trace in (WREN.encode(), b"203.0.113.9", b"Return-Path", b"From:"):
        assert trace not in whole


def test_nobodys_address_is_in_the_database() -> None:
    receive(plain())
    receive(GMAIL.replace(b"--000000000000aa--\r\n", b""))
    if connection.vendor != "sqlite":
        pytest.skip("Reads the SQLite database byte by byte.")
    whole = connection.connection.serialize()
    for trace in (WREN, "one@wren", "203.0.113.9", "bags by the door", "three of them"):
        assert trace.encode() not in whole, trace


def test_the_same_message_again_is_one_record() -> None:
    first = receive(plain())
    again = receive(plain(headers="Received: from another way\nX-Spam: no\n"))
    assert first.pk == again.pk
    assert Submission.objects.count() == 1


def test_another_message_that_bears_the_same_id_is_not_lost() -> None:
    receive(plain())
    receive(plain("I am somebody else, with the same broken program."))
    receive(plain("I am somebody else, with the same broken program."))
    assert Submission.objects.count() == 2


def test_messages_without_an_id_are_known_by_what_they_say() -> None:
    for text in ("First.", "Second.", "First."):
        receive(plain(text).replace(b"Message-ID: <one@wren>\r\n", b""))
    assert Submission.objects.count() == 2


def test_a_message_that_was_brought_twice_at_once_leaves_no_file_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(GMAIL)
    before = StoredFile.objects.count()
    known_later = iter([("0" * 64, None), None])
    real = actions.message_known_as

    def slow(message_id: str, contents: str) -> Any:
        return next(known_later) or real(message_id, contents)

    monkeypatch.setattr(actions, "message_known_as", slow)
    erased: list[Any] = []
    monkeypatch.setattr(actions, "erase_file", erased.append)
    record, _ = take_in(GMAIL)
    assert record.submission is not None
    assert (StoredFile.objects.count(), len(erased)) == (before, 1)


def test_what_could_not_be_committed_leaves_no_file_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    erased: list[Any] = []
    monkeypatch.setattr(actions, "receive", fail)
    monkeypatch.setattr(actions, "erase_file", erased.append)
    with pytest.raises(RuntimeError):
        take_in(GMAIL)
    assert len(erased) == 1
    assert not IncomingMessage.objects.exists()


MACHINES = {
    "ours": plain(headers="X-Heard: 1\n"),
    "bounce": plain().replace(f"Return-Path: <{WREN}>".encode(), b"Return-Path: <>"),
    "automatic": plain(headers="Auto-Submitted: auto-replied\n"),
    "bulk": plain(headers="Precedence: bulk\n"),
    "empty": plain("  \n", subject=""),
}
MORE_MACHINES = [
    ("bounce", plain().replace(b"Wren Hale <" + WREN.encode(), b"Mail <MAILER-DAEMON@mx.example.org")),
    ("bounce", plain(subject="Undeliverable: We have what you sent us")),
    ("bounce", plain().replace(b"text/plain; charset=utf-8", b"multipart/report; report-type=delivery-status")),
    ("automatic", plain(subject="Automatic reply: We have what you sent us")),
    ("automatic", plain(headers="X-Autoreply: yes\n")),
    ("bulk", plain(headers="List-Unsubscribe: <mailto:out@example.com>\n")),
    ("bulk", plain(headers="Precedence: list\n")),
]


@pytest.mark.parametrize(("why", "message"), [*MACHINES.items(), *MORE_MACHINES])
def test_what_a_machine_wrote_is_kept_aside_and_counted(why: str, message: bytes) -> None:
    record = receive(message)
    assert (record.why_aside, record.submission) == (why, None)
    assert kept_aside().count() == 1
    assert not Submission.objects.exists()


def test_a_person_is_not_taken_for_a_machine() -> None:
    for number, headers in enumerate(
        ("Auto-Submitted: no\n", "Precedence: normal\n", "X-Auto-Response-Suppress: DR\n")
    ):
        assert submission_of(plain(headers=headers, message_id=f"<{number}@wren>"))


def test_what_was_kept_aside_wrongly_is_taken_for_evidence_by_a_named_person(team: Team) -> None:
    record = receive(GMAIL.replace(b"MIME-Version", b"Precedence: list\r\nMIME-Version", 1))
    submission = take_for_evidence(team.asha, record)
    assert "her car" in words(submission)
    assert files(submission) == {"bags by the door.png": PNG}
    assert not MessageAside.objects.exists()
    assert lines_about("submission", submission.reference).filter(verb="take for evidence", actor=team.asha).exists()


def test_what_is_kept_aside_is_erased_after_ninety_days_and_stays_counted() -> None:
    record = receive(MACHINES["bulk"])
    IncomingMessage.objects.update(arrived_on=record.arrived_on - actions.KEPT_ASIDE_FOR * 2)
    receive(MACHINES["automatic"].replace(b"<one@", b"<two@"))
    assert kept_aside().get().why_aside == "automatic"
    assert IncomingMessage.objects.count() == 2


def test_a_forwarded_letter_is_evidence_and_nothing_of_it_is_cut() -> None:
    text = "This is what they wrote to me:\n\nOn Monday Duty Team wrote:\n> You will be moved on Friday.\n"
    assert "You will be moved on Friday." in words(submission_of(plain(text)))


def test_with_a_full_disk_nothing_is_kept_and_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(actions.SealingWriter, "finish", full)
    with pytest.raises(OSError, match="No space"):
        take_in(GMAIL)
    assert not IncomingMessage.objects.exists()


def test_a_submission_that_came_by_email_can_be_taken_back(team: Team) -> None:
    from heard.collect.evidence.actions import withdraw

    open_call(team)
    submission = submission_of(GMAIL)
    withdraw(None, submission)
    assert receive(GMAIL).submission == submission
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_letters_that_no_rule_allows_above_a_message_are_read_all_the_same(encoding: str) -> None:
    """As programs write them that know no MIME: in the subject and in a file's name, as they are."""
    text = plain("words", subject="Naïve café").replace(
        b"Content-Type: text/plain; charset=utf-8",
        'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="été à la mer.txt"'.encode(),
    )
    opened = open_message(text.decode().encode(encoding))
    assert opened.words == "Naïve café"
    assert opened.files[0][0] == "été à la mer.txt"
