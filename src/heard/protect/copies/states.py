"""How making a clean copy ended."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """Only of the first four is there a copy."""

    CLEAN = "clean", _("There is a copy without what is hidden in the file.")
    PARTLY_CLEAN = (
        "partly clean",
        _("There is a copy without what is hidden in the file, but something inside it could not be cleaned."),
    )
    WORDS_ALONE = (
        "words alone",
        _("There is a copy of its words alone, as plain text. Its layout and pictures are in the original only."),
    )
    WORDS_IN_PART = (
        "words in part",
        _(
            "There is a copy of its words alone, as plain text, and its end says what it lacks, such as a picture or "
            "an attachment. That is in the original only, as its layout is."
        ),
    )
    NOTHING_HIDDEN = "nothing hidden", _("It is plain words, in which nothing can be hidden.")
    LOCKED = "locked", _("It is locked with a password, so that no clean copy could be made.")
    UNKNOWN_KIND = "unknown kind", _("It is of a kind that software here cannot clean.")
    BROKEN = "broken", _("It is broken, or takes too much time or memory, so that no clean copy could be made.")


WITH_COPY = (Outcome.CLEAN, Outcome.PARTLY_CLEAN, Outcome.WORDS_ALONE, Outcome.WORDS_IN_PART)
