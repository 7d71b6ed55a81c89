"""The call for evidence."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.calls.states import AdultNeeded, CallState


class CallForEvidence(models.Model):
    """The inquiry asks everybody to tell it something. One installation has one call."""

    welcome = models.TextField(_("words at the start"), blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    adult_needed_under = models.PositiveSmallIntegerField(
        _("a trusted adult has to know"), choices=AdultNeeded.choices, default=AdultNeeded.UNDER_13
    )

    class Meta:
        verbose_name = _("call for evidence")
        verbose_name_plural = _("call for evidence")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=models.F("opens_at")),
                name="a_call_closes_after_it_opens",
            )
        ]

    def state_at(self, moment: datetime) -> CallState:
        if moment < self.opens_at:
            return CallState.TO_OPEN
        if self.closes_at and moment >= self.closes_at:
            return CallState.CLOSED
        return CallState.OPEN
