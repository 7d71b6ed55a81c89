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


class TrustedAdult(TextChoices):
    """A grown-up who knows that a child gives evidence. What they are to the child, never who they are."""

    FAMILY = "family", _("somebody in my family")
    CARER = "carer", _("a carer, or somebody who works where I live")
    SOCIAL_WORKER = "social worker", _("my social worker or personal adviser")
    TEACHER = "teacher", _("a teacher or somebody else at school")
    ADVOCATE = "advocate", _("an advocate or youth worker")
    OTHER = "other", _("another grown-up I trust")
