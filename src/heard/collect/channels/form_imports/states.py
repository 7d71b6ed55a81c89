"""Choices about imports and their rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from heard.inquiry.consent.states import Use


class ImportState(TextChoices):
    """How far an import is."""

    BEGUN = "begun", _("waits for you to say what its columns are")
    RUNNING = "running", _("being received")
    DONE = "done", _("received")
    DROPPED = "dropped", _("not received; the file is erased")


class Outcome(TextChoices):
    """What became of one row."""

    RECEIVED = "received", _("received")
    SAME = "same", _("received before")
    LEFT_OUT = "left out", _("left out")


class WhyOut(TextChoices):
    """Why a row was left out."""

    NO_WORDS = "no words", _("nothing is written in any column that holds words")
    NOT_AGREED = "not agreed", _("they did not agree to be read")
    CHANGED = "changed", _("received before, with other words; what was received stays as it is")
    FIVE_WORDS = "five words", _("somebody’s five words stand in it; take them out of the file first")


class ColumnUse(TextChoices):
    """What a column holds. Beside these, one for each question and each use that consent in a form can be about."""

    LEFT_OUT = "", _("leave it out")
    WORDS = "words", _("words, in answer to no question of ours")
    ID = "id", _("the number or code of the answer")
    DAY_FIRST = "day first", _("when it was given (day before month)")
    MONTH_FIRST = "month first", _("when it was given (month before day)")
    AGE = "age", _("how old they are")
    REGION = "region", _("where it is about")
    SPEAKING = "speaking", _("who is speaking")
    DROPPED = "dropped", _("dropped: it says who somebody is")


TAKE_REPORT = "take report of form import"  # takes a second person

DATES = (ColumnUse.DAY_FIRST, ColumnUse.MONTH_FIRST)
QUESTION = "question "  # followed by its number
CONSENT = "consent "  # followed by the use
# A name to print or a way to reach somebody is never imported, so that the uses that need one cannot be agreed to.
USES = (Use.ANALYSE, Use.QUOTE_UNNAMED, Use.PUBLISH_WHOLE)
CHOSEN_ONCE = (ColumnUse.ID, ColumnUse.AGE, ColumnUse.REGION, ColumnUse.SPEAKING)


def is_choice(use: str) -> bool:
    """Whether the column's values have to be understood one by one."""
    return use in (ColumnUse.AGE, ColumnUse.REGION, ColumnUse.SPEAKING) or use.startswith(CONSENT)


def is_words(use: str) -> bool:
    return use == ColumnUse.WORDS or use.startswith(QUESTION)
