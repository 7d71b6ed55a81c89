"""Quotations, and the records of what was published and taken down."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence_sessions.models import EvidenceSession
from heard.understand.codebook.models import Theme
from heard.understand.coding.models import Excerpt


class Quotation(models.Model):
    """An excerpt cleared for print by a named person.

    `text` equals the excerpt's words save declared edits: `[…]` for an omission, `[foster carer]` for a replacement.
    """

    excerpt = models.ForeignKey(Excerpt, models.PROTECT, related_name="+", verbose_name=_("excerpt"))
    text = models.TextField(_("words"))
    attribution = models.CharField(_("whose words, without saying who"), max_length=120)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    cleared_at = models.DateTimeField(_("cleared"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        constraints = [models.UniqueConstraint(fields=["excerpt", "text"], name="a_quotation_is_cleared_once")]


class Publishing(models.Model):
    """Somebody made something public."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        abstract = True


class QuotationPublishing(Publishing):
    """A quotation was published. It may be taken down and published again."""

    quotation = models.ForeignKey(Quotation, models.PROTECT, related_name="publishings")

    class Meta:
        verbose_name = _("publishing of a quotation")


class QuotationTakenDown(models.Model):
    """A published quotation was taken off the public pages."""

    publishing = models.OneToOneField(QuotationPublishing, models.CASCADE, related_name="taken_down")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("taking down of a quotation")


class ThemePublishing(Publishing):
    """A theme was published, with its definition and the quotations published under it."""

    theme = models.OneToOneField(Theme, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("publishing of a theme")


class SessionPublishing(Publishing):
    """The notes of an evidence session were published on this site."""

    session = models.OneToOneField(EvidenceSession, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("publishing of session notes")
