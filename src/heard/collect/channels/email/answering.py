"""Answering whoever wrote, once what they sent is safe: never twice for a message, never a machine, never a flood."""

import re

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from heard.collect.channels.email.actions import note_too_large
from heard.collect.channels.email.letters import nothing_in_it_letter, receipt_letter, too_large_letter
from heard.collect.channels.email.models import AnswersToday, IncomingMessage
from heard.collect.channels.email.opening import OpenedMessage
from heard.collect.channels.email.queries import keyed_hash
from heard.collect.channels.email.states import Answer, WhyAside
from heard.collect.evidence.queries import withdrawal_of
from heard.collect.receipts.five_words import FiveWords, make_five_words
from heard.collect.receipts.models import Receipt
from heard.jobs.actions import claimed
from heard.mail.sending import Letter, NotSent, can_send, send_letter

IS_ID = re.compile(r"<[!-;=?-~]{3,200}>$")
UNSENT = (Answer.NOT_SENT, Answer.REFUSED)  # to be tried whenever the message is brought again
MOST_ANSWERS = 5  # to one address in a day: two machines that answer each other stop there


def answer_message(message: IncomingMessage, opened: OpenedMessage) -> Answer:
    """Send the five words, unless they were sent before. A message whose sending broke off is answered anew."""
    with claimed("answering e-mail", [message.hash[:40]]) as claim:
        message.refresh_from_db()
        if claim is None:
            return Answer(message.answer)
        if not is_owed(message):
            return Answer(message.answer) if message.answer not in UNSENT else Answer.NOT_OWED
        message.answer = give_words(message, opened) if message.submission else say_that_it_was_empty(opened)
        message.save(update_fields=["answer"])
    return Answer(message.answer)


def is_owed(message: IncomingMessage) -> bool:
    if message.submission is None:
        return message.why_aside == WhyAside.EMPTY and message.answer in (Answer.NOT_OWED, *UNSENT)
    return message.answer in UNSENT and withdrawal_of(message.submission) is None


def give_words(message: IncomingMessage, opened: OpenedMessage) -> Answer:
    """Words open the submission before they are told to anybody; those that reach nobody open nothing."""
    if opened.address is None:
        return Answer.NO_ADDRESS
    if not can_send():
        return Answer.NOT_SENT
    words = make_five_words()
    Receipt.objects.update_or_create(submission=message.submission, defaults={"hash": words.hash})
    answer = send(opened, receipt_letter(words, opened))
    if answer != Answer.SENT:
        forget_words(words)
    return answer


def forget_words(words: FiveWords) -> None:
    Receipt.objects.filter(hash=words.hash).delete()


def say_that_it_was_empty(opened: OpenedMessage) -> Answer:
    return send(opened, nothing_in_it_letter())


def say_that_it_is_too_large(opened: OpenedMessage) -> Answer:
    """Once for each message, and never to a machine."""
    if opened.why_aside is not None or not note_too_large(opened):
        return Answer.NOT_OWED
    return send(opened, too_large_letter())


def send(opened: OpenedMessage, letter: Letter) -> Answer:
    if opened.address is None:
        return Answer.NO_ADDRESS
    if not count_answer(opened.address):
        return Answer.TOO_MANY
    try:
        send_letter(opened.address, letter, in_answer_to=opened.message_id if IS_ID.match(opened.message_id) else "")
    except NotSent as error:
        uncount_answer(opened.address)
        return Answer.REFUSED if error.is_final else Answer.NOT_SENT
    return Answer.SENT


@transaction.atomic
def count_answer(address: str) -> bool:
    """Count one more answer to `address` today; False where it had as many as we send."""
    today = timezone.localdate()
    AnswersToday.objects.filter(day__lt=today).delete()
    row, _ = AnswersToday.objects.get_or_create(hash=hash_today(address), defaults={"day": today})
    return bool(AnswersToday.objects.filter(pk=row.pk, number__lt=MOST_ANSWERS).update(number=F("number") + 1))


def uncount_answer(address: str) -> None:
    """What was not sent is none of those that an address may have, so that it can be tried until it is."""
    AnswersToday.objects.filter(hash=hash_today(address), number__gt=0).update(number=F("number") - 1)


def hash_today(address: str) -> str:
    return keyed_hash(address.casefold(), f"answers on {timezone.localdate().isoformat()}")
