"""Choices of the pages that staff write."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Conformance(TextChoices):
    """How far the site meets WCAG 2.2 AA, in the words of the regulations for public bodies (SI 2018 No. 952)."""

    NOT_CHECKED = "not checked", _("not checked by a person yet")
    PARTLY = "partly", _("partly: some things below do not meet it yet")
    FULLY = "fully", _("fully")
