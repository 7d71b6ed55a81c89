"""Choices of disclosure control."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Attribute(TextChoices):
    """What somebody told us of themselves and what may stand beside their words. Each is a field of `Contributor`."""

    SPEAKING_AS = "speaking_as", _("whose experience they tell of")
    AGE_BAND = "age_band", _("their age")
    REGION = "region", _("where they live")


class BrokenDownBy(TextChoices):
    """By what the numbers of themes are told apart in public: by one thing or by none.

    Two tables of the same people tell more together than either, so that there is no choice of both.
    """

    NOTHING = "nothing", _("nothing: one number for each theme")
    REGION = "region", _("where people live")
    AGE_BAND = "age_band", _("age")
