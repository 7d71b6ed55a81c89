"""How the reading of a file ended."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from heard.text.errors import Unreadable


class Outcome(TextChoices):
    """Every file ends in one of these. None is ever turned away because software cannot read it."""

    READ = "read", _("read")
    PARTLY_READ = "partly read", _("partly read")
    NEEDS_A_PERSON = "needs a person", _("needs a person")


class Reason(TextChoices):
    """Why a file was not read, or not wholly; in words for the people at the desk."""

    LEFT_OUT = "left out", _("something in it is not among its words")
    TOOK_TOO_MUCH = "took too much", _("it took too much time or memory")
    EMPTY = "empty", _("there is nothing in it")
    LOCKED = "locked", _("it is locked with a password")
    UNREADABLE = "unreadable", _("it is damaged or cut short")
    BOMB = "bomb", _("it unpacks to more than a file of its size should")
    TOO_LARGE = "too large", _("it is too large")
    NO_WORDS = "no words", _("no words were found in it")
    NEEDS_DESCRIPTION = "needs a description", _("it is a picture: somebody has to say what it shows")
    NEEDS_TRANSCRIPT = "needs a transcript", _("it is a recording: somebody has to write down what is said")
    NOT_A_KIND_WE_READ = "not a kind we read", _("it is of a kind that software does not read here")
    STOPPED = "stopped", _("reading it failed three times, and we do not know why")


REASONS = {
    Unreadable.EMPTY: Reason.EMPTY,
    Unreadable.LOCKED: Reason.LOCKED,
    Unreadable.DAMAGED: Reason.UNREADABLE,
    Unreadable.TOO_LARGE: Reason.TOO_LARGE,
    Unreadable.BOMB: Reason.BOMB,
    Unreadable.TOOK_TOO_MUCH: Reason.TOOK_TOO_MUCH,
    Unreadable.UNSUPPORTED: Reason.NOT_A_KIND_WE_READ,
    Unreadable.NO_TEXT: Reason.NO_WORDS,
    Unreadable.NEEDS_DESCRIPTION: Reason.NEEDS_DESCRIPTION,
    Unreadable.NEEDS_TRANSCRIPT: Reason.NEEDS_TRANSCRIPT,
}
