"""Choices about evidence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from heard.inquiry.consent.states import Use


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


NEEDED_FOR = {Use.QUOTE_NAMED: DetailKind.NAME_TO_PRINT, Use.CONTACT_AGAIN: DetailKind.HOW_TO_REACH}
"""What a use needs to be told beside the words; it goes when the use ends."""


class PieceKind(TextChoices):
    """What a piece is of what somebody took back, while it must not be destroyed yet."""

    WORDS = "words", _("words")
    FILE = "file", _("file")
    NAME_TO_PRINT = DetailKind.NAME_TO_PRINT.value, DetailKind.NAME_TO_PRINT.label
    HOW_TO_REACH = DetailKind.HOW_TO_REACH.value, DetailKind.HOW_TO_REACH.label
    ABOUT = "about", _("what they told about themselves")


class Fate(TextChoices):
    """What becomes of one kind of thing that was made of somebody's words, or that is kept beside them."""

    ERASED = "erased", _("erased")
    EMPTIED = "emptied", _("emptied: its row stays, without a word of theirs")
    WITHOUT_WORDS = "without words", _("kept: there is not a word of theirs in it")
    REBUILT = "rebuilt", _("made again without them at each visit")
    LEFT_OUT = "left out", _("left out of everything, until they allow it again")
    NOT_THEIRS = "not theirs", _("not touched: it is not about them")


class Kept(TextChoices):
    """What the schedule of retention has a time for, from what gives people away most to what gives away least."""

    CONTACT = "contact", _("ways to reach people")
    NAMES = "names", _("names to print")
    FILES = "files", _("files as they came in, and their copies")
    WORDS = "words", _("words as they came in")
    ABOUT = "about", _("what people said about themselves")
    RECEIPTS = "receipts", _("keys to what is no longer there (five words)")
    REMARKS = "remarks", _("what staff noted in words of their own")
    UNSENT = "unsent", _("what was begun and never sent")
    MAIL = "mail", _("messages kept aside")
    WORKING = "working texts", _("texts without names, and what was made of them")
    AUDIT = "audit", _("the audit, and records of what was done")
