"""How bad it is."""

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Standing(IntegerChoices):
    """The worse, the greater."""

    WELL = 0, _("well")
    LOOK = 1, _("look at this")
    WRONG = 2, _("wrong")
