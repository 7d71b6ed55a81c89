"""Telling people by mail that a concern waits: one message for each person, saying nothing of what was said.

Nothing rests on it. The desk shows the same without any mail, and a message that is not sent is tried until it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from heard.accounts.models import User
from heard.audit.actions import record
from heard.jobs.actions import claimed
from heard.mail.sending import NotSent, can_send, send_letter
from heard.protect.safeguarding.clock import being_read, read_clock
from heard.protect.safeguarding.letters import letter_for
from heard.protect.safeguarding.models import Sign, Telling
from heard.protect.safeguarding.queries import signs_untold, who_hears_of_late, who_reads
from heard.protect.safeguarding.states import Telling as Kind

TELLING = "telling of concerns"
MOST_TOLD_OF_LATE = 2
FIRST_PAUSE = timedelta(minutes=5)  # before another try; twice as long after each, up to an hour
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Message:
    """What one person is still to be told."""

    kind: Kind
    to: User
    signs: tuple[Sign, ...]

    @property
    def item(self) -> str:
        return f"{self.kind} {self.to.pk}"


def tell_next_person() -> bool:
    """Send one message that is due; whether one was. Where no mail server is set up, the desk alone tells."""
    if not can_send():
        return False
    due = {message.item: message for message in messages_due() if not _pauses(message)}
    with claimed(TELLING, due) as claim:
        if claim is None:
            return False
        # Another worker may have sent it between the question and the claim.
        message = next((each for each in messages_due() if each.item == claim.item), None)
        return message is not None and _tell(message)


def messages_due() -> Iterator[Message]:
    """One for each person and kind of message."""
    for to in who_reads():
        yield from _message(Kind.NEW, to, list(signs_untold(to, Kind.NEW)))
    clock = read_clock()
    reading = being_read(clock)
    for to in who_hears_of_late(clock.policy):
        untold = signs_untold(to, Kind.LATE).annotate(heard=_number_told_of_late())
        # Two hear of it, whoever is named meanwhile.
        late = [sign for sign in untold.exclude(heard__gte=MOST_TOLD_OF_LATE) if clock.is_to_escalate(sign.at)]
        # Nobody is called to what somebody is at: they are told if it is still unread when the hour is over.
        late = [sign for sign in late if sign.concern_id not in reading]
        yield from _message(Kind.LATE, to, late)


def _message(kind: Kind, to: User, signs: Sequence[Sign]) -> Iterator[Message]:
    if signs:
        yield Message(kind, to, tuple(signs))


def _number_told_of_late() -> Count:
    return Count("tellings", filter=Q(tellings__kind=Kind.LATE, tellings__sent_at__isnull=False))


def _pauses(message: Message) -> bool:
    """Whether it was tried a short while ago."""
    tried = Telling.objects.filter(to=message.to, kind=message.kind, sent_at=None, sign__in=message.signs)
    newest = tried.exclude(tried_at=None).order_by("-tried_at").first()
    if newest is None or newest.tried_at is None:
        return False
    waited = timezone.now() - newest.tried_at
    # A clock that was set back must not keep anybody waiting.
    pause: timedelta = min(FIRST_PAUSE * 2 ** min(newest.tries - 1, 10), LONGEST_PAUSE)
    return timedelta() <= waited < pause


def _tell(message: Message) -> bool:
    _note_try(message)
    try:
        send_letter(message.to.email, letter_for(message.kind, len({sign.concern_id for sign in message.signs})))
    except NotSent:
        return False
    _note_sent(message)
    return True


@transaction.atomic
def _note_try(message: Message) -> None:
    for sign in message.signs:
        Telling.objects.get_or_create(sign=sign, to=message.to, kind=message.kind)
    tried = Telling.objects.filter(sign__in=message.signs, to=message.to, kind=message.kind)
    tried.update(tries=F("tries") + 1, tried_at=timezone.now())


@transaction.atomic
def _note_sent(message: Message) -> None:
    told = Telling.objects.filter(sign__in=message.signs, to=message.to, kind=message.kind, sent_at=None)
    told.update(sent_at=timezone.now())
    for reference in sorted({sign.concern.submission.reference for sign in message.signs}):
        record(None, "tell of late" if message.kind == Kind.LATE else "tell of", "concern", reference)
