"""Mail that a machine seems to have written is looked at too, and a person reads what may tell of harm."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from cast import Team
from heard.audit.queries import verify_chain
from heard.collect.channels.email.actions import forget_old_ones, take_in
from heard.collect.channels.email.models import IncomingMessage, MessageAside
from heard.collect.channels.email.reading import words_of_message
from heard.collect.evidence.models import Submission
from heard.collect.evidence.raw import open_sealed
from heard.collect.receipts.five_words import make_five_words
from heard.collect.receipts.models import Receipt
from heard.jobs.models import Claim
from heard.mail.message_ids import new_message_id
from heard.protect.safeguarding import engine
from heard.protect.safeguarding.actions import open_to_read
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.looking import look_at_next_words
from heard.protect.safeguarding.models import Concern, MailLook
from heard.protect.safeguarding.opened import open_what_it_is_about
from heard.protect.safeguarding.put_aside import WORK, look_at_next_message
from heard.protect.safeguarding.rules import can_close
from heard.protect.safeguarding.states import Cause, Outcome
from writing_to_us import plain

pytestmark = pytest.mark.django_db

LIST = "List-Id: <members.example.net>\n"
AWAY = "Auto-Submitted: auto-replied\n"


@pytest.fixture(autouse=True)
def finds_hitting(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that knows one sign of harm."""

    def judge(text: str) -> Judged:
        return Judged(Outcome.MAY_TELL_OF_HARM, ("Here.",), 0.9) if "hits me" in text else Judged(Outcome.NOTHING_FOUND)

    monkeypatch.setattr(engine, "judge", judge)


def look_at_all_mail() -> int:
    looks = 0
    while look_at_next_message():
        looks += 1
    return looks


@pytest.mark.parametrize("header", [LIST, AWAY, "Precedence: bulk\n"])
def test_harm_in_it_makes_it_evidence_with_a_concern(team: Team, header: str) -> None:
    message, _ = take_in(plain("He hits me.", headers=header))
    assert message.submission is None
    assert look_at_all_mail() == 1
    message.refresh_from_db()
    concern = Concern.objects.get(submission=message.submission)
    assert concern.opened_by is None
    assert not MessageAside.objects.exists()
    open_to_read(team.efua, concern)
    (opened,) = open_what_it_is_about(concern).parts
    assert "He hits me." in opened.words
    assert opened.reasons[0].sentences[0].startswith("It was kept aside:")
    assert can_close(team.efua, concern)
    assert verify_chain().is_whole


def test_its_words_are_not_looked_at_a_second_time(team: Team) -> None:
    take_in(plain("He hits me.", headers=LIST))
    look_at_all_mail()
    assert not look_at_next_words()
    assert Concern.objects.get().signs.count() == 1


def test_a_harmless_one_stays_aside_and_is_looked_at_once(team: Team) -> None:
    take_in(plain("The minutes of our meeting.", headers=LIST))
    assert look_at_all_mail() == 1
    assert not Submission.objects.exists()
    assert MailLook.objects.get().outcome == Outcome.NOTHING_FOUND
    assert not look_at_next_message()


def test_harm_in_what_hangs_on_it_is_found(team: Team) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "wren-7741@example.net", "Minutes", "<2@wren>"
    message["List-Id"] = "<members.example.net>"
    message.set_content("See below.")
    message.add_attachment(b"He hits me.", maintype="text", subtype="plain", filename="letter.txt")
    take_in(message.as_bytes())
    look_at_all_mail()
    assert Concern.objects.exists()


def test_what_software_cannot_read_goes_to_a_person(team: Team) -> None:
    take_in(plain("multipart/" * 400, headers=LIST))
    look_at_all_mail()
    assert {sign.cause for sign in Concern.objects.get().signs.all()} == {Cause.NOT_LOOKED_AT}


def test_one_that_ends_its_worker_again_and_again_goes_to_a_person(team: Team) -> None:
    take_in(plain("The minutes of our meeting.", headers=LIST))
    kept = MessageAside.objects.get()
    claim = Claim.objects.create(work=WORK, item=str(kept.pk), until=timezone.now() - timedelta(minutes=3), tries=2)
    assert look_at_next_message()
    assert Concern.objects.get().signs.get().cause == Cause.NOT_LOOKED_AT
    assert not Claim.objects.filter(pk=claim.pk).exists()


def test_a_look_goes_with_the_message_when_its_time_is_over(team: Team) -> None:
    take_in(plain("The minutes of our meeting.", headers=LIST))
    look_at_all_mail()
    IncomingMessage.objects.update(arrived_on="2026-01-02")
    forget_old_ones()
    assert not MailLook.objects.exists()


def bounce(words: str, message_id: str) -> bytes:
    """What a mail server sends back, with the letter that did not arrive."""
    letter = plain(f"Five words: {words}. He hits me, says a letter of ours.", message_id=message_id)
    head = "From: MAILER-DAEMON@example.net\r\nSubject: Undelivered\r\nMessage-ID: <bounce@example.net>\r\n"
    head += 'MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary="b"\r\n\r\n'
    told = "--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
    return (head + told).encode() + letter + b"\r\n--b--\r\n"


def test_a_letter_of_ours_in_a_bounce_is_nobodys_harm(team: Team) -> None:
    take_in(bounce("one two three four five", new_message_id()))
    look_at_all_mail()
    assert not Concern.objects.exists()
    assert words_of_message(plain("He hits me.", message_id=new_message_id())) == ""
    take_in(bounce("one two three four five", "<somebody@example.net>"))
    look_at_all_mail()
    assert Concern.objects.exists()


def test_five_words_in_a_bounce_reach_nobody_when_it_becomes_evidence(team: Team) -> None:
    submission = take_in(plain(message_id="<first@wren>"))[0].submission
    words = make_five_words()
    assert submission is not None
    Receipt.objects.create(submission=submission, hash=words.hash)
    said = " ".join(words.words)
    raw = bounce(said, new_message_id()).replace(b"It did not arrive.", b"He hits me.")
    message, _ = take_in(raw)
    look_at_all_mail()
    message.refresh_from_db()
    assert message.submission is not None
    (part,) = message.submission.parts.all()
    assert words.words[0] not in open_sealed(part).text
