"""What is written to people about concerns. A message may be read on a locked screen, so that it says nothing else."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.mail.sending import Letter
from heard.protect.safeguarding.states import Telling


def letter_for(kind: Telling, concerns: int) -> Letter:
    """To one person. `concerns` is how many wait."""
    desk = f"{settings.HEARD_URL}{reverse('desk_concerns')}"
    if kind == Telling.LATE:
        return Letter(_("Nobody has read this in time"), "\n\n".join([_says_late(concerns), desk, _says_why_short()]))
    return Letter(_("Something waits for you at the desk"), "\n\n".join([_says_new(concerns), desk, _says_why_short()]))


def _says_new(concerns: int) -> str:
    return ngettext(
        "A safeguarding concern is open. Please sign in and read it today: somebody may be in danger.",
        "%(number)d safeguarding concerns are open. Please sign in and read them today: somebody may be in danger.",
        concerns,
    ) % {"number": concerns}


def _says_late(concerns: int) -> str:
    return ngettext(
        "Nobody has read a safeguarding concern in time. You are one of two people who are told. Please make sure that "
        "the safeguarding lead or the secretariat reads it now.",
        "Nobody has read %(number)d safeguarding concerns in time. You are one of two people who are told. Please make "
        "sure that the safeguarding lead or the secretariat reads them now.",
        concerns,
    ) % {"number": concerns}


def _says_why_short() -> str:
    return _("This message says nothing of what anybody told us, so that nobody can read it over your shoulder.")
