"""Choices about redactions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IdentifierKind(TextChoices):
    """How an identifier gives somebody away."""

    DIRECT = "direct", _("on its own")
    QUASI = "quasi", _("together with other things")


class NoteKind(TextChoices):
    """What somebody wrote about a file, having opened it."""

    WORDS = "words", _("its words, exactly")
    DESCRIPTION = "description", _("what it shows; there are no words in it")


class SetAsideBecause(TextChoices):
    """Why a submission is not read as evidence. The giver is shown it in these words."""

    REPEATED = "repeated", _("we have the same from you already")
    ABOUT_SOMETHING_ELSE = "something else", _("it is about something that this inquiry does not ask")
    ADVERTISING = "advertising", _("it looks like advertising, or like something a program wrote")
    ABUSIVE = "abusive", _("it holds threats or abuse and nothing else")
    OTHER = "other", _("another reason, which we have noted")


class Standing(TextChoices):
    """Where a whole submission stands; worked out from its records, never stored. What needs us comes first."""

    NEEDS_A_PERSON = "needs a person", _("Needs a person")
    NEW = "new", _("New")
    BEING_READ = "being read", _("Being read")
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Accepted")
    SET_ASIDE = "set aside", _("Set aside")
    TAKEN_BACK = "taken back", _("Taken back")


UNFINISHED = (Standing.NEEDS_A_PERSON, Standing.NEW, Standing.BEING_READ)


class Reading(TextChoices):
    """How far the review of one part has come; worked out from its records, never stored."""

    TO_OPEN = "to open", _("File to be opened")
    DESCRIBED = "described", _("File described")
    TO_READ = "to read", _("To be read")
    ACCEPTED = "accepted", _("Redactions accepted")
    READ_ONCE = "read once", _("Read by one person")
    READ_TWICE = "read twice", _("Read by two people")
    SET_ASIDE = "set aside", _("Set aside")
    TAKEN_BACK = "taken back", _("Taken back")


class Recognisable(TextChoices):
    """The answer to: could somebody who knows this person recognise them?"""

    NO = "no", _("No, nobody could")
    YES = "yes", _("Yes, or perhaps")


class Act(TextChoices):
    """What a line of the log of replacements tells."""

    REPLACED = "replaced", _("replaced")
    CHANGED = "changed", _("put other words in its place")
    RESTORED = "restored", _("showed again what was replaced")


OPEN_KEY_TABLE, UN_REDACT, EXPORT_LOG = "open key table", "un-redact", "export log"  # what takes a second person
READERS_FOR_PRINT = 2  # people who must have read a working text before any of it is printed
