"""The uses somebody may agree to. Each is asked for, given and taken back by itself."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Use(TextChoices):
    """What may be done with somebody's words. Every function that returns evidence asks for one."""

    ANALYSE = "analyse", _("read and thought about with what others said")
    QUOTE_UNNAMED = "quote_unnamed", _("quoted without a name")
    QUOTE_NAMED = "quote_named", _("quoted with a name")
    PUBLISH_WHOLE = "publish_whole", _("published as a whole")
    CONTACT_AGAIN = "contact_again", _("asked about it again")
