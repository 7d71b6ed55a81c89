"""Choices about what is published."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

PUBLISH_NUMBERS = "publish numbers"  # takes a second person


class StopBecause(TextChoices):
    """Why words that were cleared do not pass any more. It ends “Stopped because …”."""

    WORDS_CHANGED = "words changed", _("their text was made again, and they do not stand in it any more")
    TOO_FINE = "too fine", _("they say more of a place, a date or an age than the policy prints now")
    TOO_TELLING = "too telling", _("too few people share what they say, as the policy counts now")
