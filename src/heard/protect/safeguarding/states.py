"""Choices about concerns."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """How a look at somebody's words ended."""

    NOTHING_FOUND = "nothing found", _("nothing found")
    MAY_TELL_OF_HARM = "may tell of harm", _("may tell of harm")
    NOT_IN_ENGLISH = "not in English", _("not in English, so that software could not judge it")
    NOT_LOOKED_AT = "not looked at", _("software could not look at it")
    READ_BEFORE = "read before", _("the same words as in the draft that was looked at")


class Cause(TextChoices):
    """Why somebody has to read a part; never what it says."""

    MAY_TELL_OF_HARM = "may tell of harm", _("it may tell of harm")
    NOT_IN_ENGLISH = "not in English", _("some of it is not in English, so that software could not judge it")
    NOT_LOOKED_AT = "not looked at", _("software could not look at it")
    BY_HAND = "by hand", _("a colleague is worried")
    REOPENED = "reopened", _("it was opened again")


class Decision(TextChoices):
    """What somebody decided who read it."""

    NO_CONCERN = "no concern", _("There is no concern")
    SUPPORT = "support offered", _("Support was offered")
    REFERRAL = "referral made", _("A referral was made")
    KNOWN = "known already", _("Those whose job it is know already")


class Harmless(TextChoices):
    """Why there is no concern, for somebody who has read it: a reason that takes one press."""

    NOBODY_HARMED = "nobody harmed", _("It tells of nobody being harmed")
    STRONG_WORDS = "strong words", _("Strong words for something else")
    IN_GENERAL = "in general", _("It speaks of harm in general, or of somebody’s work")
    LONG_OVER = "long over", _("It is long over, and nobody is in danger from it now")


class Show(TextChoices):
    """Which of the open concerns are listed."""

    ALL = "all", _("All open")
    DYING = "dying", _("Wanting to die, self-harm")
    LATE = "late", _("Late")
    UNREAD = "unread", _("Unread")
    READ = "read", _("Read, to be decided")
    BY_PEOPLE = "people", _("Raised by people")
    BY_SOFTWARE = "software", _("Found by software")


class Sort(TextChoices):
    """In which order."""

    PRESSING = "pressing", _("Most pressing first")
    WAITING = "waiting", _("Longest waiting first")


class Sureness(TextChoices):
    """How sure the machine is that it is told of harm; of people's own worries it says nothing."""

    NEARLY_SURE = "nearly sure", _("software is nearly sure")
    THINKS_SO = "thinks so", _("software thinks so")
    UNSURE = "unsure", _("software is unsure")
    CANNOT_SAY = "cannot say", _("software cannot say")


class Telling(TextChoices):
    """What somebody is told by mail."""

    NEW = "new", _("a concern waits to be read")
    LATE = "late", _("nobody has read a concern in time")
