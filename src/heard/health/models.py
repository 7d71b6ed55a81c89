"""When a worker was last there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerSeen(models.Model):
    """The one row: a worker (`heard work`) was there, and when."""

    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("worker seen")
