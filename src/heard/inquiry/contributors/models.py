"""A contributor, as far as they told us who they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs


class Contributor(models.Model):
    """Somebody who gives evidence. No name and no address: whoever wants to be reached says so elsewhere."""

    speaking_as = models.CharField(_("speaks of"), max_length=30, choices=SpeakingAs.choices)
    age_band = models.CharField(_("age"), max_length=20, choices=AgeBand.choices, blank=True)
    region = models.CharField(_("where in the UK"), max_length=40, choices=Region.choices, blank=True)

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
