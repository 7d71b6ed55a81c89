"""Quotations, and the records of what was published and taken down."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence_sessions.models import EvidenceSession
from heard.protect.disclosure.states import BrokenDownBy
from heard.publish.publications.states import StopBecause
from heard.understand.codebook.models import Theme
from heard.understand.coding.models import Excerpt


class Quotation(models.Model):
    """An excerpt cleared for print by a named person.

    `text` equals the excerpt's words save declared edits: `[…]` for an omission, `[foster carer]` for a replacement.
    `says` is what the words themselves tell of how old somebody is and where they live (see `disclosure.facts`).
    Its key is drawn by lot: numbers given in turn would tell which quotations were cleared together, from one text.
    """

    excerpt = models.ForeignKey(Excerpt, models.PROTECT, related_name="+", verbose_name=_("excerpt"))
    text = models.TextField(_("words"))
    attribution = models.CharField(_("whose words, without saying who"), max_length=120)
    says = models.JSONField(default=dict)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    cleared_at = models.DateTimeField(_("cleared"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        constraints = [models.UniqueConstraint(fields=["excerpt", "text"], name="a_quotation_is_cleared_once")]


class ChosenBeside(models.Model):
    """What of what somebody told us of themselves is to stand beside a quotation; the newest counts."""

    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="choices")
    attributes = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("choice of what stands beside a quotation")


class Publishing(models.Model):
    """Somebody made something public."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        abstract = True


class QuotationPublishing(Publishing):
    """A quotation was published, with `beside` it what was chosen then. It may be taken down and published again."""

    quotation = models.ForeignKey(Quotation, models.PROTECT, related_name="publishings")
    beside = models.JSONField(default=list)

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


class Stop(models.Model):
    """Something changed since these words were cleared, and they do not pass any more.

    They are on no public page until somebody decides: publishes them again, once they pass, or leaves them off.
    `by` is whoever changed the text or the policy.
    """

    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="stops")
    why = models.CharField(_("why"), max_length=20, choices=StopBecause.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("stop of a quotation")
        verbose_name_plural = _("stops of quotations")


class StopEnded(models.Model):
    """Somebody decided about a stopped quotation: `reason` is why it is left off; where there is none, it is public."""

    stop = models.OneToOneField(Stop, models.CASCADE, related_name="ended")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("end of a stop")


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


class NumbersEdition(Publishing):
    """How many people spoke of each theme, as published once. The public pages show the newest edition.

    `rows` has, for each theme, `theme` (its key), `people` and `cells` (counted), `shown` and `cells_shown` (printed,
    None where hidden). Cells are in the order of `columns`; "" is the column of those who did not say. `columns_hidden`
    are the places of columns whose totals may not be told.
    """

    number = models.PositiveIntegerField(_("edition"), unique=True)
    threshold = models.PositiveSmallIntegerField()
    round_to = models.PositiveSmallIntegerField()
    broken_down_by = models.CharField(max_length=20, choices=BrokenDownBy.choices)
    columns = models.JSONField(default=list)
    columns_hidden = models.JSONField(default=list)
    rows = models.JSONField(default=list)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("edition of the numbers")
        verbose_name_plural = _("editions of the numbers")
