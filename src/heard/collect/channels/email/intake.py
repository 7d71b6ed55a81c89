"""From wherever a message lies to where it is safe, and then an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _

from heard.collect.channels.email.actions import take_in
from heard.collect.channels.email.answering import answer_message, say_that_it_is_too_large
from heard.collect.channels.email.opening import open_message
from heard.collect.channels.email.states import Answer
from heard.files.sealed_files import is_room_left
from heard.mail.sending import can_send


class NoRoom(Exception):
    """The disk is nearly full: nothing was kept, and the message is to be brought again later."""

    def __init__(self) -> None:
        super().__init__(_("There is no room on the disk. Nothing was kept; the message is to be brought again later."))


class TooLarge(Exception):
    """The message is longer than we take. `is_told` says whether its sender was told so."""

    def __init__(self, is_told: bool) -> None:
        super().__init__(_("The message is larger than we take by e-mail. Nothing of it was kept."))
        self.is_told = is_told


@dataclass
class Tally:
    """What became of the messages of one run."""

    received: int = 0
    aside: int = 0
    without_receipt: int = 0
    too_large: int = 0
    left: int = 0  # where they lie, to be tried again

    @property
    def all(self) -> int:
        return self.received + self.aside + self.too_large + self.left


class Waiting(Protocol):
    """A message where it lies. `read` gives its bytes, at most one more than we take; `done` says that it is safe."""

    def read(self) -> bytes: ...

    def done(self) -> None: ...


def bring_in(raw: bytes, tally: Tally) -> Answer:
    """Keep one message, then answer it. Raises NoRoom or TooLarge where nothing was kept."""
    if len(raw) > settings.LARGEST_MAIL:
        told = say_that_it_is_too_large(open_message(raw[: 256 * 1024]))
        raise TooLarge(told == Answer.SENT)
    if not is_room_left():
        raise NoRoom
    message, opened = take_in(raw)
    answer = answer_message(message, opened)
    if message.submission_id is None:
        tally.aside += 1
        return answer
    tally.received += 1
    tally.without_receipt += answer.is_missing
    return answer


def bring_in_all(waiting: Sequence[Waiting], tally: Tally) -> None:
    """Each message by itself: one that cannot be kept or answered now stays where it is, and stops no other.

    It has to come again for its answer too, because nobody but the message itself knows where that goes.
    """
    for message in waiting:
        try:
            if bring_in_or_refuse(message, tally) == Answer.NOT_SENT and can_send():
                tally.left += 1
            else:
                message.done()
        # A disk that is full, a database that is locked: it may be over by the next time.
        except (NoRoom, OSError, DatabaseError):
            tally.left += 1


def bring_in_or_refuse(message: Waiting, tally: Tally) -> Answer:
    try:
        return bring_in(message.read(), tally)
    except TooLarge:
        tally.too_large += 1
        return Answer.NOT_OWED
