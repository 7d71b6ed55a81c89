"""Choices about the call for evidence."""

from enum import StrEnum

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class AdultNeeded(IntegerChoices):
    """Under which age a grown-up has to know that a child gives evidence."""

    NEVER = 0, _("at no age")
    UNDER_13 = 13, _("under 13")
    UNDER_16 = 16, _("under 16")


class CallState(StrEnum):
    """Where the call stands at a moment; worked out from its times, never stored."""

    NOT_PLANNED = "not planned"
    TO_OPEN = "to open"
    OPEN = "open"
    CLOSED = "closed"
