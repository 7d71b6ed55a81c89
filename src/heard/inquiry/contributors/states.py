"""Choices about contributors. Each may be left open: nobody has to say."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SpeakingAs(TextChoices):
    """Whose experience somebody tells of."""

    OWN_EXPERIENCE = "own experience", _("their own experience")
    PROFESSIONAL = "professional", _("their work")
    ON_BEHALF = "on behalf of someone", _("somebody else, on their behalf")
    GROUP = "group", _("a group")
    ORGANISATION = "organisation", _("an organisation")
    NOT_SAID = "not said", _("not said")  # an e-mail, or a letter, says nothing of it by itself


class AgeBand(TextChoices):
    """Bands, because an exact age gives people away."""

    UNDER_13 = "under 13", _("under 13")
    FROM_13 = "13–15", _("13–15")
    FROM_16 = "16–17", _("16–17")
    FROM_18 = "18–25", _("18–25")
    FROM_26 = "26 and over", _("26 and over")


class Region(TextChoices):
    """The nations of the UK and the regions of England."""

    NORTH_EAST = "North East", _("North East")
    NORTH_WEST = "North West", _("North West")
    YORKSHIRE = "Yorkshire and the Humber", _("Yorkshire and the Humber")
    EAST_MIDLANDS = "East Midlands", _("East Midlands")
    WEST_MIDLANDS = "West Midlands", _("West Midlands")
    EAST = "East of England", _("East of England")
    LONDON = "London", _("London")
    SOUTH_EAST = "South East", _("South East")
    SOUTH_WEST = "South West", _("South West")
    WALES = "Wales", _("Wales")
    SCOTLAND = "Scotland", _("Scotland")
    NORTHERN_IRELAND = "Northern Ireland", _("Northern Ireland")
