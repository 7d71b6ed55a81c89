"""Choices of the schedule of retention."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CountedFrom(TextChoices):
    """When the time of something begins to run."""

    CAME_IN = "came in", _("the day it came in")
    INQUIRY_ENDS = "inquiry ends", _("the day the inquiry ends")


class WhyNot(TextChoices):
    """Why something is kept though its time is over. Each is for a person to end."""

    HELD = "held", _("something holds it: a concern about somebody’s safety, or the law")
    UNREAD = "unread", _("nobody has read all of it yet")
    UNCONFIRMED = "unconfirmed", _("whoever gave it wants to say first that our text of it is right")
    NOT_DONE = "not done", _("nothing holds it, and it was not destroyed yet")
