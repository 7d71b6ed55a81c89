"""Choices about evidence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How evidence reached us."""

    WEB_FORM = "web form", _("on this website")
    EMAIL = "email", _("by e-mail")
    LETTER = "letter", _("in a letter")
    IMPORTED_FORM = "imported form", _("in a form elsewhere")
    PHONE_CALL = "phone call", _("on the telephone")
    TOLD_A_WORKER = "told a worker", _("told to a worker")
    PARTNER_REPORT = "partner report", _("in a partner’s report")
    SESSION_SPEECH = "session speech", _("in a session, aloud")
    SESSION_CHAT = "session chat", _("in a session, in the chat")


class FileKind(TextChoices):
    """What a file is, as far as everybody at the desk may know without opening it."""

    PICTURE = "picture", _("picture")
    SOUND = "sound", _("sound recording")
    FILM = "film", _("film")
    WRITING = "writing", _("document")
    OTHER = "other", _("file")


class DetailKind(TextChoices):
    """What somebody may tell us beside their words, where a use they agreed to needs it."""

    NAME_TO_PRINT = "name to print", _("the name to print")
    HOW_TO_REACH = "how to reach", _("how to reach them")


class PieceKind(TextChoices):
    """What a piece is of what somebody took back, while it must not be destroyed yet."""

    WORDS = "words", _("words")
    FILE = "file", _("file")
    NAME_TO_PRINT = DetailKind.NAME_TO_PRINT.value, DetailKind.NAME_TO_PRINT.label
    HOW_TO_REACH = DetailKind.HOW_TO_REACH.value, DetailKind.HOW_TO_REACH.label
    ABOUT = "about", _("what they told about themselves")
