"""Choices about messages that arrive."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WhyAside(TextChoices):
    """Why a message is not taken for evidence: a machine wrote it, there is nothing in it, or it is too large."""

    OURS = "ours", _("a message of ours came back")
    BOUNCE = "bounce", _("a mail server says that something did not arrive")
    AUTOMATIC = "automatic", _("an automatic answer, such as “out of office”")
    BULK = "bulk", _("sent to many, such as a newsletter or a mailing list")
    EMPTY = "empty", _("there is nothing in it")
    TOO_LARGE = "too large", _("larger than we take; it was left in the mailbox")


class Answer(TextChoices):
    """What became of the answer with the five words."""

    NOT_OWED = "not owed", _("none is owed")
    SENT = "sent", _("sent")
    NOT_SENT = "not sent", _("no receipt sent: the mail server did not take it, or none is set up")
    REFUSED = "refused", _("no receipt sent: the mail server takes nothing for that address")
    NO_ADDRESS = "no address", _("no receipt sent: there is no address that wants an answer")
    TOO_MANY = "too many", _("no receipt sent: that address had as many answers today as we send in a day")

    @property
    def is_missing(self) -> bool:
        """Whether the sender holds no five words."""
        return self in (Answer.NOT_SENT, Answer.REFUSED, Answer.NO_ADDRESS, Answer.TOO_MANY)


MISSING = [answer.value for answer in Answer if answer.is_missing]
