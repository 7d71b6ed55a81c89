"""Scans, and decisions about what they found."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import PartFile
from heard.protect.scans.states import Result


class Scan(models.Model):
    """What a scanner said of a file: which scanner, with which signatures (“27123 of Thu Nov 26”), and when."""

    file = models.OneToOneField(PartFile, models.CASCADE, related_name="+", verbose_name=_("file"))
    result = models.CharField(_("result"), max_length=20, choices=Result.choices)
    found = models.CharField(_("what was found"), max_length=200, blank=True)
    scanner = models.CharField(_("scanner"), max_length=60)
    signatures = models.CharField(_("signatures"), max_length=80, blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("scan of a file")
        verbose_name_plural = _("scans of files")


class Release(models.Model):
    """Somebody decided that a file may be opened although something was found in it."""

    scan = models.OneToOneField(Scan, models.CASCADE, related_name="release", verbose_name=_("scan"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(_("why"), max_length=300)

    class Meta:
        verbose_name = _("release of a file")
